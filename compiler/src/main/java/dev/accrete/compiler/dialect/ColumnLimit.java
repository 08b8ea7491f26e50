package dev.accrete.compiler.dialect;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the values of a staged column have to keep to where the table's column holds less.
 *
 * @param column of both tables
 * @param measure of a value
 * @param least what the measure stays above
 * @param most what the measure stays below
 */
public record ColumnLimit(String column, Measure measure, BigInteger least, BigInteger most) {
  /** What of a value is limited. */
  public enum Measure {
    /** A number itself. */
    VALUE,
    /** The characters of a text, on Redshift its bytes. */
    LENGTH,
    /** The bytes of a text. */
    BYTES
  }

  /**
   * A query for how many values break each limit: one row, in their order.
   *
   * @param from what has the columns, as it stands behind FROM
   */
  public static String broken(Dialect dialect, String from, List<ColumnLimit> limits) {
    return limits.stream()
        .map(limit -> "COUNT(CASE WHEN " + limit.condition(dialect) + " THEN 1 END)")
        .collect(Collectors.joining(",\n  ", "SELECT ", "\nFROM " + from));
  }

  private String condition(Dialect dialect) {
    String name = dialect.quote(column);
    boolean bytes = measure == Measure.BYTES || dialect.engine().equals("redshift");
    String measured =
        measure == Measure.VALUE ? name : (bytes ? "OCTET_LENGTH(" : "LENGTH(") + name + ")";
    return measured + " >= " + most + " OR " + measured + " <= " + least;
  }
}
