package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Failed;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the results of <code>${…}</code> in the place of the templates in YAML values. Keys are
 * never templates.
 */
record EvaluatedValues(ValueTemplates templates, Map<String, Object> variables, Findings findings) {

  /**
   * The map with its values evaluated.
   *
   * @param raw the keys of this map whose values stay as written, because they are evaluated later
   */
  Fields of(Fields map, Set<String> raw) {
    List<Field> fields = new ArrayList<>();
    for (Field field : map.fields()) {
      boolean later = raw.contains(field.key().text());
      fields.add(later ? field : new Field(field.key(), of(field.value())));
    }
    return new Fields(fields, map.span());
  }

  /** The value with every text in it evaluated. */
  YamlValue of(YamlValue value) {
    if (value instanceof Fields map) {
      return of(map, Set.of());
    }
    if (value instanceof Items list) {
      return new Items(list.items().stream().map(this::of).toList(), list.span());
    }
    return value instanceof Scalar scalar && scalar.text().contains("${")
        ? evaluated(scalar)
        : value;
  }

  private YamlValue evaluated(Scalar scalar) {
    return templates
        .evaluate(scalar.text(), scalar.span(), variables, findings)
        .<YamlValue>map(text -> new Scalar(text, scalar.quoted(), scalar.span()))
        .orElseGet(() -> new Failed(scalar.span()));
  }
}
