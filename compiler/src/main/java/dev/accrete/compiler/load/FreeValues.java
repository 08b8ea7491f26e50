package dev.accrete.compiler.load;

import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Values whose shape people choose ({@code vars}, {@code meta}, {@code tests}): text, numbers, true
 * and false, lists, maps.
 *
 * <p>Text comes first: only {@code true}, {@code false} and numbers that would print as they are
 * written are something else, so {@code no}, {@code 010}, {@code 1:30} and {@code 1e3} stay text.
 * Nothing is the empty text.
 */
final class FreeValues {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

  private FreeValues() {}

  /** The value as Java has it: String, Boolean, Long, BigDecimal, List or Map. */
  static Object of(YamlValue value) {
    if (value instanceof Fields map) {
      return map(map);
    }
    if (value instanceof Items list) {
      return list(list);
    }
    return value instanceof Scalar scalar ? scalar(scalar) : "";
  }

  /** A map in the order written. */
  static Map<String, Object> map(Fields map) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : map.fields()) {
      values.put(field.key().text(), of(field.value()));
    }
    return Collections.unmodifiableMap(values);
  }

  /** A list in the order written. */
  static List<Object> list(Items list) {
    List<Object> values = new ArrayList<>();
    list.items().forEach(item -> values.add(of(item)));
    return List.copyOf(values);
  }

  private static Object scalar(Scalar scalar) {
    String text = scalar.text();
    if (scalar.quoted()) {
      return text;
    }
    if (scalar.isNothing()) {
      return "";
    }
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    if (!NUMBER.matcher(text).matches() || text.equals("-0")) {
      return text;
    }
    return text.contains(".") ? new BigDecimal(text) : (Object) Long.valueOf(text);
  }
}
