package dev.accrete.compiler.translate;

import java.util.Locale;

/** What a value is, as far as another engine may make something else of it. */
enum ValueKind {
  INTEGER,
  DECIMAL,
  FLOATING,
  TEXT,
  DATE,
  /** With a zone or without. */
  TIMESTAMP,
  INTERVAL,
  /** Of a day, without a zone. */
  TIME,
  OTHER,
  /** Nothing in the text tells. */
  UNKNOWN;

  /** The kind of a type by the name that it is written with. */
  static ValueKind ofType(String written) {
    String type = written.strip().toLowerCase(Locale.ROOT);
    return switch (firstWord(type)) {
      case "smallint", "integer", "bigint", "int", "int2", "int4", "int8", "tinyint", "hugeint" ->
          INTEGER;
      case "decimal", "numeric" -> DECIMAL;
      case "real", "double", "float", "float4", "float8" -> FLOATING;
      case "varchar", "char", "character", "text", "bpchar", "nvarchar", "nchar", "national" ->
          TEXT;
      case "date" -> DATE;
      case "timestamp", "timestamptz", "datetime" -> TIMESTAMP;
      case "interval" -> INTERVAL;
      case "time" -> type.endsWith("with time zone") ? OTHER : TIME;
      case "", "any", "first", "second" -> UNKNOWN;
      default -> OTHER;
    };
  }

  private static String firstWord(String type) {
    int end = 0;
    while (end < type.length() && type.charAt(end) != '(' && type.charAt(end) > ' ') {
      end++;
    }
    return type.substring(0, end);
  }

  /** The kind of a value that may be either: of numbers the wider, else none that is told. */
  ValueKind or(ValueKind other) {
    if (this == other) {
      return this;
    }
    boolean numbers = isNumber() && other.isNumber();
    return numbers ? compareTo(other) > 0 ? this : other : UNKNOWN;
  }

  /**
   * The kind of what is added up or taken from one another.
   *
   * @param minus whether the second is taken from the first
   */
  static ValueKind ofSum(ValueKind first, ValueKind second, boolean minus) {
    if (first.isTime() && second.isTime()) {
      boolean dates = first == DATE && second == DATE;
      return !minus ? UNKNOWN : dates ? INTEGER : INTERVAL;
    }
    boolean turned = second.isTime() && !minus;
    ValueKind time = turned ? second : first;
    ValueKind step = turned ? first : second;
    if (time.isTime()) {
      // Redshift adds days to timestamps, too.
      return step == INTEGER ? time : step == INTERVAL ? TIMESTAMP : UNKNOWN;
    }
    return first.or(second);
  }

  /** What people call one value of it. */
  String withArticle() {
    return switch (this) {
      case INTEGER -> "a whole number";
      case DECIMAL -> "a decimal number";
      case FLOATING -> "a floating number";
      case TEXT -> "a text";
      case DATE -> "a date";
      case TIMESTAMP -> "a timestamp";
      case INTERVAL -> "an interval";
      default -> "something else";
    };
  }

  private boolean isTime() {
    return this == DATE || this == TIMESTAMP;
  }

  private boolean isNumber() {
    return this == INTEGER || this == DECIMAL || this == FLOATING;
  }
}
