package dev.accrete.compiler.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type in one form whatever its spelling, so that what a catalogue tells can be compared
 * with what a person declared, and written as a declaration.
 *
 * @param name the type's shortest name that all of its spellings share, such as {@code varchar}
 * @param size what stands in parentheses, without blanks; empty where nothing does
 */
public record CatalogueType(String name, String size) {
  private static final String REDSHIFT = "redshift";
  private static final String DUCKDB = "duckdb";
  private static final String VARCHAR = "varchar";
  private static final String DECIMAL = "decimal";
  private static final Pattern FORM =
      Pattern.compile(
          "([a-z][a-z0-9_ ]*?)\\s*(?:\\(\\s*([0-9][0-9, ]*|max)\\s*\\))?(\\s+with time zone|\\s+without time zone)?");

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("character varying", VARCHAR),
          Map.entry("nvarchar", VARCHAR),
          Map.entry("text", VARCHAR),
          Map.entry("string", VARCHAR),
          Map.entry("bpchar", VARCHAR),
          Map.entry("character", "char"),
          Map.entry("nchar", "char"),
          Map.entry("int2", "smallint"),
          Map.entry("int", "integer"),
          Map.entry("int4", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("numeric", DECIMAL),
          Map.entry("float4", "real"),
          Map.entry("double", "double precision"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("datetime", "timestamp"),
          Map.entry("blob", "varbinary"),
          Map.entry("bytea", "varbinary"),
          Map.entry("varbyte", "varbinary"),
          Map.entry("binary varying", "varbinary"));

  /** Numbers that DuckDB alone has, and the least that holds them elsewhere. */
  private static final Map<String, CatalogueType> NARROW =
      Map.of(
          "tinyint", new CatalogueType("smallint", ""),
          "utinyint", new CatalogueType("smallint", ""),
          "usmallint", new CatalogueType("integer", ""),
          "uinteger", new CatalogueType("bigint", ""),
          "ubigint", new CatalogueType(DECIMAL, "20,0"),
          "hugeint", new CatalogueType(DECIMAL, "38,0"));

  /**
   * A type as written.
   *
   * @param system the engine or dialect that gives a name without a size its meaning
   */
  public static CatalogueType of(String written, String system) {
    String lower = written.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    Matcher matcher = FORM.matcher(lower);
    if (!matcher.matches()) {
      return new CatalogueType(written.strip(), "");
    }
    String size = Optional.ofNullable(matcher.group(2)).orElse("").replace(" ", "");
    String first = matcher.group(1);
    String name = NAMES.getOrDefault(first, first);
    if (matcher.group(3) != null && matcher.group(3).contains("with time")) {
      name = name + "tz";
    }
    return switch (name) {
      case "float" -> new CatalogueType(floating(size, system), "");
      case "char" -> new CatalogueType(name, size.isEmpty() ? "1" : size);
      case VARCHAR -> new CatalogueType(name, text(size, system));
      case DECIMAL -> new CatalogueType(name, decimal(size, system));
      case "varbinary" -> new CatalogueType(name, "");
      case "timestamp", "timestamptz", "time", "timetz" ->
          new CatalogueType(name, size.equals("6") ? "" : size);
      default -> new CatalogueType(name, size);
    };
  }

  private static String floating(String size, String system) {
    boolean single = size.isEmpty() ? system.equals(DUCKDB) : size.matches("1?\\d|2[0-4]");
    return single ? "real" : "double precision";
  }

  private static String text(String size, String system) {
    if (!system.equals(REDSHIFT)) {
      return size;
    }
    return size.isEmpty() ? "256" : size.equals("max") ? "65535" : size;
  }

  private static String decimal(String size, String system) {
    if (!size.isEmpty()) {
      return size.contains(",") ? size : size + ",0";
    }
    return system.equals(REDSHIFT) ? "18,0" : system.equals(DUCKDB) ? "18,3" : "";
  }

  /**
   * The type that a declaration says of a column that the engine has in this one.
   *
   * @param dialect that the project's types are written in
   */
  public CatalogueType declaredIn(String dialect) {
    if (!dialect.equals(DUCKDB) && NARROW.containsKey(name)) {
      return NARROW.get(name);
    }
    if (dialect.equals(REDSHIFT) && name.equals(VARCHAR) && size.isEmpty()) {
      return new CatalogueType(VARCHAR, "65535");
    }
    return this;
  }

  /**
   * Whether a column of this type, which an engine told, is what a declaration says.
   *
   * @param declared the type as a person wrote it, in the project's dialect
   * @param dialect the project's dialect
   * @param engine DuckDB keeps no lengths of texts, so that none can differ
   */
  public boolean isDeclaredAs(String declared, String dialect, String engine) {
    CatalogueType wanted = of(declared, dialect);
    CatalogueType found = declaredIn(dialect);
    if (engine.equals(DUCKDB) && isText() && wanted.isText()) {
      return true;
    }
    boolean unlimited = size.isEmpty() && !declared.contains("(");
    boolean open = !engine.equals(REDSHIFT) && (isText() || name.equals(DECIMAL)) && unlimited;
    boolean same = found.name.equalsIgnoreCase(wanted.name); // nested types are kept as written
    return same && (open || found.size.equals(wanted.size));
  }

  private boolean isText() {
    return name.equals(VARCHAR) || name.equals("char");
  }

  /** As a declaration in a dialect writes it. */
  public String written(String dialect) {
    CatalogueType type = declaredIn(dialect);
    String plain = type.name.equals("varbinary") ? binary(dialect) : type.name;
    return type.size.isEmpty() ? plain : plain + "(" + type.size + ")";
  }

  private static String binary(String dialect) {
    return dialect.equals(REDSHIFT)
        ? "varbyte"
        : dialect.equals("postgres") ? "bytea" : "varbinary";
  }
}
