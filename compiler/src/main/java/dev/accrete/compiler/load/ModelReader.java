package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one model file. A file that cannot be used still gives a model, with an empty body: its
 * name is known, so that its readers are not told that it is missing.
 */
final class ModelReader {
  private static final String ENDING = ".sql";

  private final EvaluatedValues values;
  private final Findings findings;
  private final Set<String> knownKeys;
  private final TestsReader tests;

  ModelReader(
      ValueTemplates templates,
      Map<String, Object> variables,
      SourceFile settings,
      TestsReader tests,
      Findings findings) {
    this.tests = tests;
    this.values = new EvaluatedValues(templates, variables, findings);
    this.findings = findings;
    this.knownKeys = ConfigurationReader.knownKeys(settings);
  }

  /** The model of a file that could be read. */
  ModelFile read(SourceFile file) {
    String name = name(file.path());
    if (name.contains(".")) {
      findings.add(
          Diagnostic.of(
                  Code.WRONG_VALUE,
                  new Span(file, 0, 0),
                  "a model's file name",
                  "free of dots",
                  name)
              .withHint("ref('a.b') names a source"));
    }
    Optional<FrontMatter> found = FrontMatter.locate(file, knownKeys, findings);
    if (found.isEmpty()) {
      return unusable(file);
    }
    FrontMatter frontMatter = found.get();
    ModelConfiguration configuration = configuration(file, name, frontMatter);
    if (!SqlText.hasContent(file.text().substring(frontMatter.bodyStart()))) {
      int end = file.text().length();
      findings.add(Diagnostic.of(Code.EMPTY_MODEL, new Span(file, end, end), name));
      return new ModelFile(name, file, end, end, configuration);
    }
    return new ModelFile(name, file, frontMatter.bodyStart(), file.text().length(), configuration);
  }

  /** The model of a file that could not be read, or whose front matter has no end. */
  static ModelFile unusable(SourceFile file) {
    int end = file.text().length();
    return new ModelFile(name(file.path()), file, end, end, ModelConfiguration.DEFAULT);
  }

  private ModelConfiguration configuration(SourceFile file, String name, FrontMatter frontMatter) {
    if (frontMatter.yamlStart() == frontMatter.yamlEnd()) {
      return ModelConfiguration.DEFAULT;
    }
    Optional<YamlValue> yaml =
        YamlReader.read(file, frontMatter.yamlStart(), frontMatter.yamlEnd(), findings);
    if (yaml.isPresent() && yaml.get() instanceof Fields map) {
      Fields evaluated = values.of(map, HooksReader.EVALUATED_LATER);
      tests.ofModel(name, evaluated);
      return ConfigurationReader.read(
          new Section("the front matter", map.span(), evaluated, findings), name);
    }
    yaml.ifPresent(
        other ->
            findings.add(
                Diagnostic.of(
                    Code.WRONG_VALUE,
                    other.span(),
                    "the front matter",
                    "a map",
                    other.described())));
    return ModelConfiguration.DEFAULT;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
  }
}
