package dev.accrete.runtime.engine;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * A column of a query with its type.
 *
 * @param type as the driver calls it
 * @param precision of a decimal number; 0 where it has none, or is none
 * @param scale of a decimal number
 */
public record TypedColumn(String name, String type, int precision, int scale) {
  private static final Set<String> TEXTS =
      Set.of("varchar", "text", "bpchar", "char", "character varying", "character", "name");
  private static final Set<String> DECIMALS = Set.of("decimal", "numeric");

  /** Whether a column of this type may stand where another one is asked for. */
  public boolean fits(TypedColumn wanted) {
    boolean sized = precision > 0 && wanted.precision > 0;
    return kind().equals(wanted.kind())
        && (!sized || precision == wanted.precision && scale == wanted.scale);
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
        decimal ? data.getScale(i) : 0);
  }
}
