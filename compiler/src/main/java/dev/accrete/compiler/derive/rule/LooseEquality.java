package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Knows the types whose equal values can differ: {@code -0.0} and {@code 0.0}, CHAR with and
 * without trailing blanks, {@code 1 month} and {@code 30 days}. Rows that a GROUP BY or PARTITION
 * BY puts together may then give a function of the column several values.
 */
final class LooseEquality {
  private static final Set<String> STRICT =
      Set.of(
          "varchar",
          "character varying",
          "text",
          "string",
          "nvarchar",
          "smallint",
          "int2",
          "tinyint",
          "integer",
          "int",
          "int4",
          "bigint",
          "int8",
          "hugeint",
          "decimal",
          "numeric",
          "boolean",
          "bool",
          "date",
          "timestamp",
          "datetime",
          "timestamptz",
          "time",
          "uuid");

  private LooseEquality() {}

  /**
   * Whether a key is computed, not plain, from a column whose equal values may differ, or whose
   * type is unknown.
   */
  static boolean isComputedFrom(Expression key, List<Field> fields) {
    return !(key instanceof Expression.Column)
        && key.columns().stream().anyMatch(c -> !isStrict(fields.get(c)));
  }

  private static boolean isStrict(Field field) {
    String type = field.type() == null ? "" : field.type().toLowerCase(Locale.ROOT);
    int parenthesis = type.indexOf('(');
    return STRICT.contains(parenthesis < 0 ? type : type.substring(0, parenthesis).strip());
  }
}
