package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.YamlValue.Failed;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pre_hook}, {@code post_hook} and {@code grants}, of a model or of a project. */
final class HooksReader {
  /** Hooks may use {@code this} and {@code ref}, which the template step knows. */
  static final Set<String> EVALUATED_LATER =
      Set.of("pre_hook", "post_hook", "pre-hook", "post-hook");

  private static final List<String> PRIVILEGES =
      List.of(
          "select",
          "insert",
          "update",
          "delete",
          "references",
          "trigger",
          "truncate",
          "alter",
          "drop");
  private static final String FORM = "a statement, a map with sql, or a list of these";

  private final Section section;

  private HooksReader(Section section) {
    this.section = section;
  }

  static HooksAndGrants read(Section section) {
    HooksReader reader = new HooksReader(section);
    return new HooksAndGrants(
        reader.hooks("pre_hook", "pre-hook"),
        reader.hooks("post_hook", "post-hook"),
        reader.grants());
  }

  private List<Hook> hooks(String name, String other) {
    String key = EitherKey.of(section, name, other);
    Optional<YamlValue> value = section.value(key);
    List<YamlValue> items =
        value.map(v -> v instanceof Items list ? list.items() : List.of(v)).orElse(List.of());
    List<Hook> hooks = new ArrayList<>();
    for (YamlValue item : items) {
      hook(key, item).ifPresent(hooks::add);
    }
    return hooks;
  }

  private Optional<Hook> hook(String key, YamlValue item) {
    if (item instanceof Scalar scalar && !scalar.text().isBlank() && !scalar.isNothing()) {
      return Optional.of(new Hook(scalar.text(), true, scalar.span()));
    }
    if (item instanceof Fields map) {
      Section one = new Section("a hook", map.span(), map, section.findings());
      String sql = one.required("sql", "");
      boolean transaction = one.flag("transaction").orElse(true);
      one.finish();
      return sql.isBlank()
          ? Optional.empty()
          : Optional.of(
              new Hook(sql, transaction, one.value("sql").map(YamlValue::span).orElse(map.span())));
    }
    if (!(item instanceof Failed)) {
      section.wrong(key, FORM, item);
    }
    return Optional.empty();
  }

  private Map<String, List<String>> grants() {
    Map<String, List<String>> grants = new LinkedHashMap<>();
    Optional<Section> written = section.section("grants", "grants");
    for (Field field : written.map(Section::chosenFields).orElse(List.of())) {
      String privilege = field.key().text().toLowerCase(Locale.ROOT);
      if (PRIVILEGES.contains(privilege)) {
        grants.put(privilege, written.get().texts(field.key().text()));
      } else {
        written
            .get()
            .wrong(
                "a key of grants",
                "one of " + String.join(", ", PRIVILEGES),
                field.key(),
                Nearest.hint(privilege, PRIVILEGES));
      }
    }
    return grants;
  }
}
