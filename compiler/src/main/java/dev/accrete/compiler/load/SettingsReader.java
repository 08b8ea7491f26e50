package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ProjectSettings.OnBreach;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads accrete.yml. What is wrong is reported and stands as its default, so that the rest of the
 * project is still checked.
 */
final class SettingsReader {
  static final List<String> ENGINES = List.of("redshift", "postgres", "duckdb");

  /** Stands where none is given, which is an error, so that models are told their own errors. */
  private static final String SOME_SCHEMA = "derived";

  private static final Set<String> EVALUATED_LATER =
      Stream.concat(Stream.of("targets", "vars"), HooksReader.EVALUATED_LATER.stream())
          .collect(Collectors.toUnmodifiableSet());

  private final ValueTemplates templates;
  private final Findings findings;

  SettingsReader(ValueTemplates templates, Findings findings) {
    this.templates = templates;
    this.findings = findings;
  }

  /** The settings of a project without a usable accrete.yml. */
  static ProjectSettings absent(SourceFile file) {
    return new ProjectSettings(
        file,
        "",
        "",
        "redshift",
        "",
        Map.of(),
        Validation.STRICT,
        OnChange.REBUILD,
        OnBreach.REBUILD,
        Map.of(),
        Map.of(),
        HooksAndGrants.NONE);
  }

  ProjectSettings read(SourceFile file) {
    Optional<YamlValue> document = YamlReader.read(file, 0, file.text().length(), findings);
    if (document.isPresent() && document.get() instanceof Fields map) {
      return settings(file, map);
    }
    document.ifPresent(
        other ->
            findings.add(
                Diagnostic.of(
                    Code.WRONG_VALUE, other.span(), file.path(), "a map", other.described())));
    if (document.isEmpty() && !findings.hasErrors()) {
      findings.add(Diagnostic.of(Code.MISSING_KEY, new Span(file, 0, 0), file.path(), "name"));
    }
    return absent(file);
  }

  private ProjectSettings settings(SourceFile file, Fields map) {
    Map<String, Object> variables = variables(file, map);
    Fields evaluated = new EvaluatedValues(templates, variables, findings).of(map, EVALUATED_LATER);
    Section section = new Section(file.path(), map.span(), evaluated, findings);
    section.value("vars");
    Map<String, TargetSettings> targets = new TargetsReader(section).read();
    ProjectSettings settings =
        new ProjectSettings(
            file,
            section.required("name", ""),
            section.required("schema", SOME_SCHEMA),
            section.choice("dialect", ENGINES).orElse("redshift"),
            defaultTarget(section, targets),
            variables,
            section.choice("validate", Validation.class).orElse(Validation.STRICT),
            section.choice("on_change", OnChange.class).orElse(OnChange.REBUILD),
            section.choice("on_breach", OnBreach.class).orElse(OnBreach.REBUILD),
            functions(section),
            targets,
            HooksReader.read(section));
    section.finish();
    return settings;
  }

  private Map<String, Object> variables(SourceFile file, Fields map) {
    Section section = new Section(file.path(), map.span(), map, new Findings());
    Optional<YamlValue> value = section.value("vars");
    if (value.isPresent() && value.get() instanceof Fields variables) {
      return FreeValues.map(
          new EvaluatedValues(templates, Map.of(), findings).of(variables, Set.of()));
    }
    value.ifPresent(
        other ->
            findings.add(
                Diagnostic.of(Code.WRONG_VALUE, other.span(), "vars", "a map", other.described())));
    return Map.of();
  }

  private String defaultTarget(Section section, Map<String, TargetSettings> targets) {
    Optional<String> written = section.text("target");
    if (written.isPresent() && !targets.containsKey(written.get())) {
      Diagnostic unknown =
          Diagnostic.of(Code.UNKNOWN_TARGET, placeOf(section, "target"), written.get());
      findings.add(unknown.withHint(Nearest.hintOrAll(written.get(), targets.keySet())));
    }
    return written.orElseGet(() -> targets.keySet().stream().findFirst().orElse(""));
  }

  private static Span placeOf(Section section, String key) {
    return section.value(key).map(YamlValue::span).orElse(section.place());
  }

  private Map<String, String> functions(Section section) {
    Map<String, String> functions = new LinkedHashMap<>();
    Optional<Section> written = section.section("functions", "functions");
    for (Field field : written.map(Section::chosenFields).orElse(List.of())) {
      String name = field.key().text();
      List<String> promises = List.of("deterministic", "stable", "volatile");
      written
          .get()
          .choice(name, promises)
          .ifPresent(p -> functions.put(name.toLowerCase(Locale.ROOT), p));
    }
    return Collections.unmodifiableMap(functions);
  }
}
