package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file of {@code tests/}: one SELECT of the rows that should not be there, with the
 * settings of a test in its front matter.
 */
final class SqlTestReader {
  private static final Set<String> KEYS =
      Set.of("name", "description", "severity", "error_if", "warn_if", "store_failures", "enabled");

  private final EvaluatedValues values;
  private final Findings findings;

  SqlTestReader(ValueTemplates templates, Map<String, Object> variables, Findings findings) {
    this.values = new EvaluatedValues(templates, variables, findings);
    this.findings = findings;
  }

  /** The test of a file; absent where it is switched off, or cannot be used, which is reported. */
  Optional<DataTest> read(SourceFile file) {
    Optional<FrontMatter> found = FrontMatter.locate(file, KEYS, findings);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    FrontMatter frontMatter = found.get();
    String path = file.path();
    String name = path.substring(path.lastIndexOf('/') + 1, path.length() - ".sql".length());
    TestSettings settings = settings(file, frontMatter, name);
    if (!SqlText.hasContent(file.text().substring(frontMatter.bodyStart()))) {
      int end = file.text().length();
      findings.add(Diagnostic.of(Code.EMPTY_TEST, new Span(file, end, end), name));
      return Optional.empty();
    }
    ModelFile query =
        new ModelFile(
            name,
            file,
            frontMatter.bodyStart(),
            file.text().length(),
            ModelFile.ModelConfiguration.SEEN_THROUGH);
    return settings.enabled()
        ? Optional.of(
            new DataTest(
                settings.name().orElse(name),
                DataTest.SQL,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                query,
                settings.settings(),
                query.beginning()))
        : Optional.empty();
  }

  private TestSettings settings(SourceFile file, FrontMatter frontMatter, String name) {
    Fields written = new Fields(List.of(), new Span(file, 0, 0));
    if (frontMatter.yamlStart() != frontMatter.yamlEnd()) {
      Optional<YamlValue> yaml =
          YamlReader.read(file, frontMatter.yamlStart(), frontMatter.yamlEnd(), findings);
      if (yaml.isPresent() && yaml.get() instanceof Fields map) {
        written = values.of(map, Set.of());
      }
    }
    Section section =
        new Section("the front matter of the test " + name, written.span(), written, findings);
    TestSettings settings = TestSettings.read(List.of(section));
    section
        .value("where")
        .ifPresent(v -> section.wrong("where", "left out: the SELECT has one of its own", v));
    section.finish();
    return settings;
  }
}
