package dev.accrete.runtime.csv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reader of each SQL type that a source may declare. */
final class ValueReaders {
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final int REDSHIFT_DEFAULT_LENGTH = 256;

  private static final JsonFactory JSON = new JsonFactory();

  private ValueReaders() {}

  /** The reader of a declared type such as {@code varchar(36)}; empty where none is known. */
  static Optional<ValueReader> of(String sqlType, LengthUnit unit) {
    return SqlTypeName.parse(sqlType).flatMap(type -> Optional.ofNullable(of(type, unit)));
  }

  private static @Nullable ValueReader of(SqlTypeName type, LengthUnit unit) {
    return switch (type.name()) {
      case "varchar", "character varying", "nvarchar" ->
          text(
              type.argument(0, unit == LengthUnit.BYTES ? REDSHIFT_DEFAULT_LENGTH : UNLIMITED),
              unit);
      case "text", "string" -> text(type.argument(0, UNLIMITED), unit);
      case "char", "character", "nchar", "bpchar" -> text(type.argument(0, 1), unit);
      case "smallint", "int2" -> whole(Short.MIN_VALUE, Short.MAX_VALUE);
      case "integer", "int", "int4" -> whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "bigint", "int8" -> whole(Long.MIN_VALUE, Long.MAX_VALUE);
      case "numeric", "decimal" -> NumberText.decimal(type);
      case "double precision", "double", "float", "float8" ->
          ValueReader.of("a number such as 1.5 or 2e-3", NumberText::doublePrecision);
      case "real", "float4" ->
          ValueReader.of("a number in the range of real, such as 1.5", NumberText::real);
      case "boolean", "bool" -> ValueReader.of("true, false, t, f, 1 or 0", ValueReaders::truth);
      case "date" -> ValueReader.of("a date such as 2026-01-31", TimeText::date);
      case "timestamp", "timestamp without time zone", "datetime" ->
          ValueReader.of(
              "a timestamp such as 2026-01-31 12:30:00.25, at most 6 decimals, no zone but Z",
              TimeText::timestamp);
      case "timestamptz", "timestamp with time zone" ->
          ValueReader.of(
              "a timestamp such as 2026-01-31T12:30:00+01:00, at most 6 decimals",
              TimeText::timestampWithZone);
      case "json", "jsonb" -> ValueReader.of("JSON", text -> isJson(text) ? text : null);
      default -> null;
    };
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  private static ValueReader whole(long least, long greatest) {
    return ValueReader.of(
        "a whole number from " + least + " to " + greatest,
        text -> NumberText.whole(text, least, greatest));
  }

  private static ValueReader text(int limit, LengthUnit unit) {
    String expected =
        limit == UNLIMITED
            ? "text without NUL characters"
            : "at most " + limit + " " + unit.name().toLowerCase(Locale.ROOT) + " and no NUL";
    return ValueReader.of(
        expected, text -> text.indexOf('\0') >= 0 || isLonger(text, limit, unit) ? null : text);
  }

  /** Counts only where the number of chars leaves the answer open. */
  private static boolean isLonger(String text, int limit, LengthUnit unit) {
    if (unit == LengthUnit.CHARACTERS) {
      return text.length() > limit && text.codePointCount(0, text.length()) > limit;
    }
    if (text.length() > limit) {
      return true;
    }
    return 3L * text.length() > limit && text.getBytes(StandardCharsets.UTF_8).length > limit;
  }

  private static @Nullable Boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1" -> Boolean.TRUE;
      case "false", "f", "0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
