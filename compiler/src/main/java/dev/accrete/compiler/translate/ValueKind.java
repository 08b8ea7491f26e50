package dev.accrete.compiler.translate;

import java.util.Locale;

/** What a value is, as far as another engine may make something else of it. */
enum ValueKind {
  INTEGER,
  DECIMAL,
  FLOATING,
  TEXT,
  OTHER,
  /** Nothing in the text tells. */
  UNKNOWN;

  /** The kind of a type by the name that it is written with. */
  static ValueKind ofType(String written) {
    String name = written.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s(].*", "");
    return switch (name) {
      case "smallint", "integer", "bigint", "int", "int2", "int4", "int8", "tinyint", "hugeint" ->
          INTEGER;
      case "decimal", "numeric" -> DECIMAL;
      case "real", "double", "float", "float4", "float8" -> FLOATING;
      case "varchar", "char", "character", "text", "bpchar", "nvarchar", "nchar" -> TEXT;
      case "", "any", "first", "second" -> UNKNOWN;
      default -> OTHER;
    };
  }

  /** The kind of a value that may be either: of numbers the wider, else none that is told. */
  ValueKind or(ValueKind other) {
    if (this == other) {
      return this;
    }
    boolean numbers = isNumber() && other.isNumber();
    return numbers ? compareTo(other) > 0 ? this : other : UNKNOWN;
  }

  private boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == FLOATING;
  }
}
