package dev.accrete.compiler.translate;

import dev.accrete.compiler.dialect.DeclaredType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redshift's names of types as those of another dialect. */
final class TypeNames {
  private static final Pattern TYPE =
      Pattern.compile(
          "(?s)(?:national\\s+)?([a-z][a-z0-9_]*(?:\\s+varying|\\s+precision)?)\\s*(\\(.*\\))?.*");

  /** Types that hold what nothing else can. */
  private static final Set<String> OWN = Set.of("super", "hllsketch", "geometry", "geography");

  private TypeNames() {}

  /** DuckDB's names of types that others do not know, or know as another one. */
  private static final Map<String, String> OF_DUCKDB =
      Map.ofEntries(
          Map.entry("tinyint", "SMALLINT"),
          Map.entry("utinyint", "SMALLINT"),
          Map.entry("usmallint", "INTEGER"),
          Map.entry("uinteger", "BIGINT"),
          Map.entry("ubigint", "DECIMAL(20,0)"),
          Map.entry("hugeint", "DECIMAL(38,0)"),
          Map.entry("uhugeint", "DECIMAL(38,0)"),
          Map.entry("double", "DOUBLE PRECISION"),
          Map.entry("float", "REAL"),
          Map.entry("decimal", "DECIMAL(18,3)"),
          Map.entry("numeric", "DECIMAL(18,3)"),
          Map.entry("string", "VARCHAR"),
          Map.entry("datetime", "TIMESTAMP"));

  /**
   * The type in another dialect; absent where it is written alike.
   *
   * @throws IllegalArgumentException where the dialect has no such type
   */
  static Optional<String> of(String written, Walk.Dialects dialects) {
    if (dialects.from().equals("redshift")) {
      return of(written, dialects.to());
    }
    boolean other = dialects.from().equals("duckdb") && !dialects.to().equals("duckdb");
    return other
        ? Optional.ofNullable(OF_DUCKDB.get(written.strip().toLowerCase(Locale.ROOT)))
        : Optional.empty();
  }

  private static Optional<String> of(String written, String to) {
    Matcher matcher = TYPE.matcher(written.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = matcher.group(1).replaceAll("\\s+", " ");
    String size = matcher.group(2) == null ? "" : matcher.group(2).replaceAll("\\s", "");
    if (OWN.contains(name)) {
      throw new IllegalArgumentException(name.toUpperCase(Locale.ROOT));
    }
    if ((name.equals("decimal") || name.equals("numeric")) && size.isEmpty()) {
      // Eighteen digits before the point, as the page of numeric types says; elsewhere others.
      return Optional.of(name.toUpperCase(Locale.ROOT) + "(18,0)");
    }
    if (name.equals("float") && to.equals("duckdb")) {
      return Optional.of(isSingle(size) ? "REAL" : "DOUBLE PRECISION");
    }
    return Optional.of(DeclaredType.on(to, name + size)).filter(type -> !type.equals(name + size));
  }

  /** Whether FLOAT of so many bits is a number of single precision. */
  private static boolean isSingle(String size) {
    return size.matches("\\((1?\\d|2[0-4])\\)");
  }

  /** Whether the texts of a type are filled with blanks. */
  static boolean isPadded(String written) {
    return written.strip().matches("(?is)(national\\s+)?(char|nchar|bpchar|character)\\s*\\(.*");
  }

  /** Types that hold one sign where no length is told, as the page of character types says. */
  private static final Set<String> OF_ONE = Set.of("char", "character", "nchar");

  /** The length to which a cast to this type cuts a text; absent for other types. */
  static Optional<String> cut(String written) {
    Matcher matcher = TYPE.matcher(written.strip().toLowerCase(Locale.ROOT));
    boolean text =
        matcher.matches()
            && Set.of(
                    "varchar",
                    "nvarchar",
                    "char",
                    "nchar",
                    "character",
                    "character varying",
                    "char varying",
                    "bpchar")
                .contains(matcher.group(1).replaceAll("\\s+", " "));
    String size =
        text && matcher.group(2) != null ? matcher.group(2).replaceAll("[()\\s]", "") : "";
    if (text && size.isEmpty() && OF_ONE.contains(matcher.group(1))) {
      return Optional.of("1");
    }
    return size.matches("\\d+") ? Optional.of(size) : Optional.empty();
  }
}
