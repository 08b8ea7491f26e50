package dev.accrete.runtime.engine;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A column of a query with its type.
 *
 * @param type as the driver calls it
 * @param precision of a decimal number; 0 where it has none, or is none
 * @param scale of a decimal number, or the digits of a time's seconds
 */
public record TypedColumn(String name, String type, int precision, int scale) {
  private static final Set<String> TEXTS =
      Set.of("varchar", "text", "bpchar", "char", "character varying", "character", "name");
  private static final Set<String> DECIMALS = Set.of("decimal", "numeric");
  private static final String WHOLE = "u?(tiny|small|big|huge)?int(eger|2|4|8)?";

  /** DuckDB's type of a column of NULLs alone. */
  private static final String NOTHING = "\"null\"";

  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "float", Set.of("double"),
          "float4", Set.of("float8"),
          "date", Set.of("timestamp", "timestamptz"));

  /** Whether a column of this type may stand where another one is asked for. */
  public boolean fits(TypedColumn wanted) {
    boolean sized = precision > 0 && wanted.precision > 0;
    return kind().equals(wanted.kind())
        && (!sized || precision == wanted.precision && scale == wanted.scale);
  }

  /**
   * Whether values of this column may lose something where they are put into another one: digits,
   * or the time of a day. Engines round them and say nothing.
   */
  public boolean losesIn(TypedColumn other) {
    String own = kind();
    String wanted = other.kind();
    boolean whole = own.matches(WHOLE) && (wanted.matches(WHOLE) || wanted.equals("decimal"));
    if (own.equals(NOTHING)) {
      return false;
    }
    if (!own.equals(wanted)) {
      return !whole && !WIDER.getOrDefault(own, Set.of()).contains(wanted);
    }
    return scale > other.scale && !isFree(other) || isFree(this) && !isFree(other);
  }

  /** Whether a decimal number has as many digits as it likes. */
  private static boolean isFree(TypedColumn column) {
    return column.kind().equals("decimal") && column.precision == 0;
  }

  /** Texts are of one kind, whatever their length: engines forget it in expressions. */
  private String kind() {
    String name = type.toLowerCase(Locale.ROOT).replaceAll("\\(.*\\)", "").strip();
    return TEXTS.contains(name) ? "text" : DECIMALS.contains(name) ? "decimal" : name;
  }

  /** As people write it. */
  public String shown() {
    return precision > 0 && type.indexOf('(') < 0
        ? type + "(" + precision + "," + scale + ")"
        : type;
  }

  static TypedColumn of(ResultSetMetaData data, int i) throws SQLException {
    String type = data.getColumnTypeName(i);
    boolean decimal = DECIMALS.contains(type.toLowerCase(Locale.ROOT).replaceAll("\\(.*", ""));
    return new TypedColumn(
        data.getColumnName(i),
        type,
        decimal ? data.getPrecision(i) : 0,
        decimal || type.toLowerCase(Locale.ROOT).startsWith("time") ? data.getScale(i) : 0);
  }
}
