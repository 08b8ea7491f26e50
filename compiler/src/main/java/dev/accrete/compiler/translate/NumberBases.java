package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** STRTOL and TO_HEX: whole numbers by other bases than ten. */
final class NumberBases {
  /** What numbers of a base begin with, where both engines cast texts of them. */
  private static final Map<String, String> PREFIXES =
      Map.of("2", "0b", "8", "0o", "10", "", "16", "0x");

  private static final Pattern BINARY = Pattern.compile("(?i)\\b(VARBYTE|VARBINARY|BINARY)\\b");

  /** Constants that are an INTEGER; of longer ones the digits are those of a BIGINT. */
  private static final Pattern SMALL = Pattern.compile("\\s*-?\\s*\\d{1,9}\\s*");

  private NumberBases() {}

  /**
   * STRTOL as its page has it: blanks, a sign and, by base 16, 0x may stand before the digits, and
   * an empty text is 0. What is no digit is made a sign that no cast takes.
   */
  static List<Edit> strtol(Site site) {
    SqlNode value = site.arguments().get(0);
    SqlNode base = site.arguments().get(1);
    String prefix = PREFIXES.get(site.value(base));
    if (prefix == null) {
      throw new NoEqual("STRTOL by another base than 2, 8, 10 and 16", base, null);
    }
    if (Volatile.isIn(value)) {
      throw new NoEqual("STRTOL of a value that changes", value, null);
    }
    boolean bits = prefix.equals("0o") && site.to().equals("duckdb");
    String before = prefix.equals("0x") ? "^\\s*[-+]?(0[xX])?" : "^\\s*[-+]?";
    List<Part> digits = site.parts("REGEXP_REPLACE(", value, ", '" + before + "', '')");
    digits = site.parts("TRANSLATE(", digits, ", " + refused(prefix, bits) + ")");
    for (int digit = 0; bits && digit < 8; digit++) {
      String three = Integer.toBinaryString(8 + digit).substring(1);
      digits = site.parts("REPLACE(", digits, ", '" + (char) ('a' + digit) + "', '" + three + "')");
    }
    String cast = ") LIKE '%-%' THEN -1 ELSE 1 END * CAST('" + (bits ? "0b" : prefix) + "0' || ";
    return List.of(
        site.edit(site.call(), site.parts("(CASE WHEN (", value, cast, digits, " AS BIGINT))")));
  }

  /** Makes an x of what a cast would take, and of each octal digit a letter. */
  private static String refused(String prefix, boolean bits) {
    if (bits) {
      return "'01234567abcdefgh_', 'abcdefghxxxxxxxxx'";
    }
    return prefix.isEmpty() ? "'._eE', 'xxxx'" : "'_', 'x'";
  }

  /**
   * TO_HEX for DuckDB, whose whole numbers have the bits of a BIGINT. Negative ones are the bits of
   * their type, as on PostgreSQL; the page does not tell.
   */
  static List<Edit> toHex(Site site) {
    SqlNode value = site.arguments().get(0);
    boolean constant =
        value instanceof SqlNumericLiteral || value.getKind() == SqlKind.MINUS_PREFIX;
    boolean small = constant && SMALL.matcher(site.written(value)).matches();
    if (constant && !small || isBinary(value) || site.types().isBig(value)) {
      return List.of(site.edit(site.call(), site.parts("LOWER(TO_HEX(", value, "))")));
    }
    if (!small && !site.types().isInteger(value)) {
      throw new NoEqual(
          "TO_HEX of what is not known to be an INTEGER or a BIGINT",
          value,
          "cast it: TO_HEX(CAST(… AS BIGINT))");
    }
    return List.of(site.edit(site.call(), site.parts("LOWER(RIGHT(TO_HEX(", value, "), 8))")));
  }

  /** TO_HEX for PostgreSQL, which has it of numbers alone. */
  static List<Edit> encoded(Site site) {
    SqlNode value = site.arguments().get(0);
    return isBinary(value)
        ? List.of(site.edit(site.call(), site.parts("ENCODE(", value, ", 'hex')")))
        : List.of();
  }

  private static boolean isBinary(SqlNode value) {
    return value.getKind() == SqlKind.CAST
        && ((SqlCall) value)
            .getOperandList().stream()
                .filter(SqlDataTypeSpec.class::isInstance)
                .anyMatch(type -> BINARY.matcher(type.toString()).find());
  }
}
