package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a model's front matter. */
final class ConfigurationReader {
  private static final String MATERIALIZED = "materialized";

  private final Section section;
  private final String model;

  private ConfigurationReader(Section section, String model) {
    this.section = section;
    this.model = model;
  }

  static ModelConfiguration read(Section section, String model) {
    return new ConfigurationReader(section, model).configuration();
  }

  /** The keys of front matter, learned from the reader itself. */
  static Set<String> knownKeys(SourceFile file) {
    Span nowhere = new Span(file, 0, 0);
    Section empty = new Section("", nowhere, new Fields(List.of(), nowhere), new Findings());
    read(empty, "");
    return empty.known();
  }

  private ModelConfiguration configuration() {
    ModelConfiguration configuration =
        new ModelConfiguration(
            section.prose("description"),
            materialized(),
            section.text("schema").orElse(null),
            section.texts("tags"),
            meta(),
            alias("distribution", "distkey").stream().findFirst().orElse(null),
            alias("sortkeys", "sortkey"),
            section.columns("unique_key"),
            IncrementalReader.read(section, model),
            section.choice("validate", Validation.class).orElse(null),
            section.choice("on_change", OnChange.class).orElse(null),
            contract(),
            new ColumnsReader(section, model).documents(),
            HooksReader.read(section),
            Collections.unmodifiableMap(section.keyPlaces()));
    ColumnsReader.tests(section);
    section.finish();
    return configuration;
  }

  private Materialization materialized() {
    Optional<YamlValue> value = section.value(MATERIALIZED);
    if (value.isPresent()
        && value.get() instanceof Scalar scalar
        && scalar.text().equals("incremental")) {
      String hint =
          "delete this line, and is_incremental with it: every table is kept up to date incrementally wherever that is sound";
      section.wrong(MATERIALIZED, "one of table, view, ephemeral", scalar, hint);
      return Materialization.TABLE;
    }
    return section.choice(MATERIALIZED, Materialization.class).orElse(Materialization.TABLE);
  }

  /** {@code true}, or dbt's map. */
  private boolean contract() {
    Optional<YamlValue> value = section.value("contract");
    if (value.isPresent() && value.get() instanceof Fields) {
      Section map = section.section("contract", "contract").orElseThrow();
      boolean enforced = map.flag("enforced").orElse(false);
      map.value("alias_types");
      map.finish();
      return enforced;
    }
    return section.flag("contract").orElse(false);
  }

  private Map<String, Object> meta() {
    Optional<YamlValue> value = section.value("meta");
    if (value.isPresent() && value.get() instanceof Fields map) {
      return FreeValues.map(map);
    }
    value.ifPresent(other -> section.wrong("meta", "a map", other));
    return Map.of();
  }

  /** Columns under Looker's name or the other one. */
  private List<String> alias(String name, String other) {
    return section.columns(EitherKey.of(section, name, other));
  }
}
