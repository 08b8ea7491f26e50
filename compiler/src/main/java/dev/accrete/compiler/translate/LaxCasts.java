package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Casts of what stands in SUPER values: NULL where it is of another type, and no error, as
 * Redshift's page on lax semantics says of {@code 'Good'::integer}. What may be a number on
 * Redshift and none here, or a date, whose forms others do not all read, stays the engine's to
 * refuse.
 */
final class LaxCasts {
  private static final Set<String> BOOLEAN = Set.of("boolean", "bool");

  private static final Set<ValueKind> NUMBERS =
      Set.of(ValueKind.INTEGER, ValueKind.DECIMAL, ValueKind.FLOATING);

  private static final String WHOLE = "'^\\s*[-+]?[0-9]+\\s*$'";

  private LaxCasts() {}

  /**
   * A text that is to be cast, or NULL where it is nothing of the type's kind.
   *
   * @param value the text
   * @param isNumber what tells whether it is a number in its JSON, and no text
   * @param type what it is cast to; empty for nothing
   * @param duck whether it is written for DuckDB, else for PostgreSQL
   */
  static List<Part> of(List<Part> value, List<Part> isNumber, String type, boolean duck) {
    boolean number = NUMBERS.contains(ValueKind.ofType(type));
    if (!number && !BOOLEAN.contains(type.strip().toLowerCase(Locale.ROOT))) {
      return value;
    }
    if (ValueKind.ofType(type) == ValueKind.INTEGER) {
      return whole(value, isNumber, duck);
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Own("(CASE WHEN " + (duck ? "TRY_CAST(" : "PG_INPUT_IS_VALID(")));
    parts.addAll(value);
    parts.add(
        new Own(
            duck
                ? " AS " + (number ? "DOUBLE PRECISION" : "BOOLEAN") + ") IS NOT NULL THEN "
                : ", '" + (number ? "numeric" : "boolean") + "') THEN "));
    parts.addAll(value);
    parts.add(new Own(" END)"));
    return parts;
  }

  /** Numbers are rounded, but texts with a fraction are none: {@code '12.7'::integer} fails. */
  private static List<Part> whole(List<Part> value, List<Part> isNumber, boolean duck) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Own("(CASE WHEN "));
    parts.addAll(isNumber);
    parts.add(new Own(duck ? " OR REGEXP_MATCHES(" : " OR "));
    parts.addAll(value);
    parts.add(new Own((duck ? ", " + WHOLE + ")" : " ~ " + WHOLE) + " THEN "));
    parts.add(new Own(duck ? "CAST(" : "ROUND(CAST("));
    parts.addAll(value);
    parts.add(new Own(duck ? " AS DECIMAL(38, 0)) END)" : " AS NUMERIC)) END)"));
    return parts;
  }
}
