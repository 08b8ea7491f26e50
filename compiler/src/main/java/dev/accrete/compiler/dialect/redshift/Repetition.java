package dev.accrete.compiler.dialect.redshift;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A join by which a row comes as often as it counts.
 *
 * <p>Redshift's {@code generate_series} runs on the leader alone and cannot be joined with tables.
 * So the copies are numbered by hexadecimal digits, the most significant first, each joined only
 * where the number so far is below the count: a row that counts one meets sixteen candidates a
 * digit. A count that would need more digits fails by a cast, rather than leave copies out.
 */
final class Repetition {
  private static final int DIGITS = 6;
  private static final int BASE = 16;
  private static final long MOST = 1L << 4 * DIGITS;

  private Repetition() {}

  /** What stands behind the relation of a count. */
  static String of(String count) {
    String checked =
        "CAST(CASE WHEN "
            + count
            + " > "
            + MOST
            + " THEN 'a row comes too often' ELSE CAST("
            + count
            + " AS VARCHAR) END AS BIGINT)";
    StringBuilder joins = new StringBuilder();
    StringBuilder number = new StringBuilder();
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      String alias = "digit_" + digit;
      String place = digit == 0 ? "" : " * " + (1L << 4 * digit);
      number.append(number.isEmpty() ? "" : " + ").append(alias).append(".n").append(place);
      joins
          .append("\n  JOIN (")
          .append(digits())
          .append(") AS ")
          .append(alias)
          .append(" ON ")
          .append(number)
          .append(" < ")
          .append(digit == DIGITS - 1 ? checked : count);
    }
    return joins.toString();
  }

  private static String digits() {
    return IntStream.range(0, BASE)
        .mapToObj(n -> n == 0 ? "SELECT 0 AS n" : "SELECT " + n)
        .collect(Collectors.joining(" UNION ALL "));
  }
}
