package dev.accrete.compiler.load;

import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Scalar;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code targets} of accrete.yml. Connection values stay templates: a secret is evaluated
 * when a connection is made.
 */
final class TargetsReader {
  private static final String DEFAULT_STATE_SCHEMA = "accrete";
  private static final List<String> FILE_CONNECTION = List.of("path");
  private static final List<String> SERVER_CONNECTION = List.of("url", "user", "password");

  private final Section settings;

  TargetsReader(Section settings) {
    this.settings = settings;
  }

  /** The targets by name, in the order written. */
  Map<String, TargetSettings> read() {
    Map<String, TargetSettings> targets = new LinkedHashMap<>();
    Optional<Section> section = settings.section("targets", "targets");
    for (Field field : section.map(Section::chosenFields).orElse(List.of())) {
      String name = field.key().text();
      if (field.value() instanceof Fields map) {
        Section target =
            new Section("the target " + name, field.key().span(), map, settings.findings());
        targets.put(name, target(name, target));
      } else {
        settings.wrong("the target " + name, "a map", field.value());
      }
    }
    return Collections.unmodifiableMap(targets);
  }

  private TargetSettings target(String name, Section section) {
    Optional<String> engine = section.choice("engine", SettingsReader.ENGINES);
    if (section.keyPlace("engine").isEmpty()) {
      section.missing("engine");
    }
    Map<String, String> connection = new LinkedHashMap<>();
    engine.ifPresentOrElse(
        value -> connect(value, section, connection),
        () -> { // what the engine is called is wrong: its keys are not
          FILE_CONNECTION.forEach(section::value);
          SERVER_CONNECTION.forEach(section::value);
        });
    section.count("threads", 1).ifPresent(threads -> connection.put("threads", threads.toString()));
    TargetSettings target =
        new TargetSettings(
            name,
            engine.orElse(""),
            section.text("schema").orElse(null),
            section.text("state_schema").orElse(DEFAULT_STATE_SCHEMA),
            texts(section.section("sources", "sources of the target " + name), ""),
            section.choice("on_change", OnChange.class).orElse(null),
            Collections.unmodifiableMap(connection),
            section.place());
    section.finish();
    return target;
  }

  private void connect(String engine, Section section, Map<String, String> connection) {
    boolean isFile = engine.equals("duckdb");
    List<String> keys = isFile ? FILE_CONNECTION : SERVER_CONNECTION;
    for (String key : keys) {
      boolean mandatory = key.equals("path") || key.equals("url");
      if (mandatory && section.keyPlace(key).isEmpty()) {
        section.missing(key);
      }
      if (mandatory) {
        section.text(key).ifPresent(value -> connection.put(key, value));
      } else if (section.keyPlace(key).isPresent()) { // an empty password is one
        connection.put(key, section.prose(key));
      }
    }
    if (!isFile) {
      connection.putAll(texts(section.section("properties", "properties"), "properties."));
    }
  }

  private static Map<String, String> texts(Optional<Section> section, String prefix) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Field field : section.map(Section::chosenFields).orElse(List.of())) {
      if (field.value() instanceof Scalar scalar && !scalar.isNothing()) {
        texts.put(prefix + field.key().text(), scalar.text());
      } else {
        section.get().wrong(field.key().text(), "a text", field.value());
      }
    }
    return Collections.unmodifiableMap(texts);
  }
}
