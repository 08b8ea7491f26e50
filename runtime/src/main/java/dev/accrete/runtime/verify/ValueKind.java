package dev.accrete.runtime.verify;

import java.util.List;
import java.util.Locale;

/** Kinds of values, with the few SQL literals that test data is made of: joins hit, rows tie. */
enum ValueKind {
  INTEGER("INTEGER", "0", "1", "2", "3"),
  DECIMAL("DECIMAL(9, 2)", "0.00", "0.50", "1.25", "2.00"),
  /** Sums of these few are exact, in whatever order they are added. */
  DOUBLE("DOUBLE", "0.0", "0.5", "1.25", "2.0"),
  TEXT("VARCHAR(9)", "'a'", "'b'", "'c'", "'B'", "''"),
  /** Each well-formed: an object, another one, a list, a number. */
  JSON("JSON", "'{\"a\":1,\"b\":\"x\"}'", "'{\"a\":2}'", "'[1,2]'", "'3'"),
  TIME("TIME", "'10:00:00'", "'10:30:00'", "'23:59:59'"),
  TIMESTAMP(
      "TIMESTAMP",
      "TIMESTAMP '2026-01-01 10:00:00'",
      "TIMESTAMP '2026-01-01 10:30:00'",
      "TIMESTAMP '2026-01-01 11:15:00'",
      "TIMESTAMP '2026-01-02 10:00:00'"),
  DATE("DATE", "DATE '2026-01-01'", "DATE '2026-01-02'", "DATE '2026-02-01'"),
  BOOLEAN("BOOLEAN", "TRUE", "FALSE");

  private final String type;
  private final List<String> literals;

  ValueKind(String type, String... literals) {
    this.type = type;
    this.literals = List.of(literals);
  }

  /** A SQL type of this kind. */
  String type() {
    return type;
  }

  /** All values but NULL. */
  List<String> literals() {
    return literals;
  }

  /** The kind of a declared type; what is unknown is filled with text. */
  static ValueKind of(String sqlType) {
    String name = sqlType.toLowerCase(Locale.ROOT);
    boolean isNested = name.endsWith("]") || name.matches("(struct|row|map|enum|union)\\b.*");
    if (isNested || name.startsWith("interval")) {
      return TEXT;
    }
    if (name.startsWith("timestamp") || name.startsWith("datetime")) {
      return TIMESTAMP;
    }
    if (name.matches(".*(int|serial).*")) {
      return INTEGER;
    }
    if (name.startsWith("time")) {
      return TIME;
    }
    if (name.startsWith("json")) {
      return JSON;
    }
    if (name.startsWith("date")) {
      return DATE;
    }
    if (name.startsWith("bool")) {
      return BOOLEAN;
    }
    if (name.startsWith("dec") || name.startsWith("num")) {
      return name.contains(",") || !name.contains("(") ? DECIMAL : INTEGER;
    }
    return name.startsWith("double") || name.startsWith("float") || name.startsWith("real")
        ? DOUBLE
        : TEXT;
  }
}
