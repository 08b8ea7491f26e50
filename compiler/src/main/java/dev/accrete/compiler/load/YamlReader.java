package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads one YAML document out of a file into values with places; constructs no objects. */
final class YamlReader {
  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 1000;
  private static final int LONGEST = 8 * 1024 * 1024;

  private final SourceFile file;
  private final YamlPlaces places;
  private final Findings findings;

  private YamlReader(SourceFile file, YamlPlaces places, Findings findings) {
    this.file = file;
    this.places = places;
    this.findings = findings;
  }

  /**
   * The document in the stretch of a file; absent where it is empty, or broken and reported. A
   * comment's opening mark counts as blanks, so that a first key behind it may be aligned with the
   * ones below.
   */
  static Optional<YamlValue> read(SourceFile file, int start, int end, Findings findings) {
    String text = file.text().substring(start, end);
    if (text.startsWith(FrontMatter.COMMENT_OPEN)) {
      text =
          " ".repeat(FrontMatter.COMMENT_OPEN.length())
              + text.substring(FrontMatter.COMMENT_OPEN.length());
    }
    return new YamlReader(file, new YamlPlaces(file, start, text), findings).document(text);
  }

  private Optional<YamlValue> document(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setNestingDepthLimit(DEEPEST);
    options.setCodePointLimit(LONGEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      StreamReader reader = new StreamReader(new StringReader(text));
      Composer composer = new Composer(new ParserImpl(reader, options), new Resolver(), options);
      Node node = composer.getSingleNode();
      return node == null ? Optional.empty() : new YamlNodes(places, findings).value(node);
    } catch (MarkedYAMLException e) {
      findings.add(Diagnostic.of(Code.YAML_SYNTAX, places.point(e.getProblemMark()), sentence(e)));
    } catch (YAMLException e) {
      findings.add(
          Diagnostic.of(
              Code.YAML_SYNTAX, new Span(file, 0, 0), firstLine(String.valueOf(e.getMessage()))));
    }
    return Optional.empty();
  }

  private static String sentence(MarkedYAMLException e) {
    String problem = e.getProblem() == null ? "" : firstLine(e.getProblem());
    return e.getContext() == null ? problem : problem + ", " + firstLine(e.getContext());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
