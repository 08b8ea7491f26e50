package dev.accrete.compiler.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hostile and odd YAML. */
class YamlReaderTest {
  private final Findings findings = new Findings();

  private Optional<YamlValue> read(String text) {
    return YamlReader.read(new SourceFile("a.yml", text), 0, text.length(), findings);
  }

  private List<String> messages() {
    return findings.sorted().stream().map(Diagnostic::message).toList();
  }

  @Test
  void stopsALaughBomb() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a")
          .append(i)
          .append(": &a")
          .append(i)
          .append(" [")
          .append(alias)
          .append(", ")
          .append(alias)
          .append(", ")
          .append(alias)
          .append("]\n");
    }
    assertThat(read(bomb.toString())).isEmpty();
    assertThat(messages())
        .containsExactly(
            "not valid YAML: aliases make the document too large or contain themselves");
  }

  @Test
  void stopsAnAliasThatContainsItself() {
    assertThat(read("a: &a [*a]\n")).isEmpty();
    assertThat(messages()).hasSize(1);
  }

  @Test
  void stopsDeepNesting() {
    assertThat(read("[".repeat(20_000))).isEmpty();
    assertThat(messages()).hasSize(1);
  }

  @Test
  void stopsAMergeThatContainsItself() {
    read("a: &a {<<: *a}\n");
    assertThat(messages()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void constructsNothing() {
    assertThat(read("a: !!javax.script.ScriptEngineManager [x]\n")).isEmpty();
    assertThat(messages()).hasSize(1);
  }

  @Test
  void reportsASecondDocument() {
    assertThat(read("a: 1\n---\nb: 2\n")).isEmpty();
    assertThat(messages()).hasSize(1);
  }

  @Test
  void reportsAListAsKey() {
    read("? [a]\n: b\n");
    assertThat(messages()).containsExactly("a key must be a text, not a list or a map");
  }

  @Test
  void reportsMarksOfOursWrittenAsEscapes() {
    read("a: \"\\uFDD0\"\n");
    assertThat(messages()).containsExactly("the character U+FDD0 cannot be used in project files");
  }

  @Test
  void countsPlacesBehindCharactersOutsideTheBasicPlane() {
    String text = "a: '😀😀'\nb: x\n";
    Fields map = (Fields) read(text).orElseThrow();
    Span span = map.fields().get(1).value().span();
    assertThat(text.substring(span.start(), span.end())).isEqualTo("x");
  }

  @Test
  void countsPlacesBehindWindowsLineEnds() {
    String text = "a: 1\r\nb: x\r\n";
    Fields map = (Fields) read(text).orElseThrow();
    Span span = map.fields().get(1).value().span();
    assertThat(text.substring(span.start(), span.end())).isEqualTo("x");
  }

  @Test
  void reportsAControlCharacterWithoutAStackTrace() {
    assertThat(read("a: \u0007\n")).isEmpty();
    assertThat(messages()).hasSize(1).first().asString().startsWith("not valid YAML: ");
  }
}
