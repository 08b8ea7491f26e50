package dev.accrete.compiler.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of types whose equal values are the same value, which derivations rely on: a column
 * that is declared as one of them and holds floating numbers, say, has {@code -0.0} beside {@code
 * 0.0}, and sums whose last digits depend on the order of rows.
 */
public enum TypeClass {
  TEXT("varchar", "character varying", "nvarchar", "text", "string", "uuid", "enum"),
  NUMBER(
      "smallint",
      "int2",
      "tinyint",
      "integer",
      "int",
      "int4",
      "bigint",
      "int8",
      "hugeint",
      "utinyint",
      "usmallint",
      "uinteger",
      "ubigint",
      "uhugeint",
      "decimal",
      "numeric"),
  BOOLEAN("boolean", "bool"),
  MOMENT(
      "date",
      "datetime",
      "timestamp",
      "timestamp_s",
      "timestamp_ms",
      "timestamp_ns",
      "timestamptz",
      "timestamp with time zone",
      "timestamp without time zone"),
  TIME("time", "time without time zone");

  private final List<String> names;

  TypeClass(String... names) {
    this.names = List.of(names);
  }

  /** The class of a type as somebody wrote it; absent where equal values can differ. */
  public static Optional<TypeClass> of(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    int parenthesis = lower.indexOf('(');
    String name = parenthesis < 0 ? lower : lower.substring(0, parenthesis).strip();
    return Arrays.stream(values()).filter(c -> c.names.contains(name)).findFirst();
  }

  /**
   * A condition that a type, as information_schema.columns names it, is not of this class; nor is
   * it where the column's equal values may differ.
   */
  String isNot(Dialect dialect, String type) {
    String lower = "LOWER(" + type + ")";
    String isNone =
        "NOT ("
            + lower
            + " IN ("
            + names.stream().map(dialect::text).collect(Collectors.joining(", "))
            + ")"
            + names.stream()
                .filter(List.of("varchar", "decimal", "numeric", "enum")::contains)
                .map(name -> " OR " + lower + " LIKE " + dialect.text(name + "(%)"))
                .collect(Collectors.joining())
            + ")";
    boolean mayDiffer = this == TEXT || this == NUMBER && dialect.equalDecimalsDiffer();
    boolean isTold = !mayDiffer || dialect.typeOfColumn().equals(type);
    return isTold ? isNone : "(" + isNone + " OR " + dialect.typeOfColumn() + " <> " + type + ")";
  }
}
