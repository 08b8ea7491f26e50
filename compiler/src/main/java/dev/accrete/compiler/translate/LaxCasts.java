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

  private LaxCasts() {}

  /**
   * A text that is to be cast, or NULL where it is nothing of the type's kind.
   *
   * @param value the text
   * @param type what it is cast to; empty for nothing
   * @param duck whether it is written for DuckDB, else for PostgreSQL
   */
  static List<Part> of(List<Part> value, String type, boolean duck) {
    boolean number = NUMBERS.contains(ValueKind.ofType(type));
    if (!number && !BOOLEAN.contains(type.strip().toLowerCase(Locale.ROOT))) {
      return value;
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
}
