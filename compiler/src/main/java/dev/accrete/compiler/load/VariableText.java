package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.SourceFile;
import java.util.Map;
import java.util.Optional;

/** Variables that stand on the command line instead of in accrete.yml, in the same notation. */
public final class VariableText {
  private VariableText() {}

  /**
   * The variables of a YAML map such as {@code {site: shop}}.
   *
   * @param name what findings call the text, {@code --vars} say
   * @param text the map
   */
  public static Checked<Map<String, Object>> read(String name, String text) {
    Findings findings = new Findings();
    Optional<YamlValue> value =
        YamlReader.read(new SourceFile(name, text), 0, text.length(), findings);
    if (value.isPresent() && value.get() instanceof Fields map) {
      return findings.with(FreeValues.map(map));
    }
    value.ifPresent(
        other ->
            findings.add(
                Diagnostic.of(Code.WRONG_VALUE, other.span(), name, "a map", other.described())));
    return findings.with(Map.of());
  }
}
