package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of numbers of TO_CHAR on DuckDB, which has none ("Numeric format strings"). What the
 * page leaves open is as on PostgreSQL: signs of # where a number is too long, no digit before the
 * point where none but 9 stand there.
 *
 * @param whole the digits before the point, with commas between them
 * @param decimals how many stand behind it
 * @param isShort whether nothing is filled up with blanks
 * @param first S or MI before the digits; else empty
 * @param last the same behind them, or PR, TH or th
 */
record NumberFormat(String whole, int decimals, boolean isShort, String first, String last) {
  private static final Pattern FORM =
      Pattern.compile(
          "(FM)?(S|MI)?([90]+(?:[,G][90]+)*)(?:[.D](0+|[90]+))?(S|MI|PR|TH|th)?", Pattern.DOTALL);

  /** As many fit into a BIGINT and, with as many before the point, into a decimal. */
  private static final int MOST = 18;

  private static final char VALUE = '\0';

  /** The pattern; empty where it is one that is not documented well enough. */
  static Optional<NumberFormat> of(String pattern) {
    Matcher matcher = FORM.matcher(pattern);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String decimals = orEmpty(matcher.group(4));
    NumberFormat format =
        new NumberFormat(
            matcher.group(3).replace('G', ','),
            decimals.length(),
            matcher.group(1) != null,
            orEmpty(matcher.group(2)),
            orEmpty(matcher.group(5)));
    boolean cutsZeros = format.isShort && decimals.contains("9");
    boolean hasTwoSigns = !format.first.isEmpty() && !format.last.isEmpty();
    boolean endsFraction = !decimals.isEmpty() && format.last.equalsIgnoreCase("TH");
    return cutsZeros
            || hasTwoSigns
            || endsFraction
            || format.digits() > MOST
            || format.decimals > MOST
        ? Optional.empty()
        : Optional.of(format);
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private int digits() {
    return whole.replace(",", "").length();
  }

  /** The text of a number of no more decimals than the pattern has. */
  List<Part> write(Site site, SqlNode number) {
    String fits = "ABS(" + value() + ") < 1" + "0".repeat(digits());
    String behind = decimals == 0 ? "" : " || '.' || SPLIT_PART(" + absolute() + ", '.', 2)";
    String tooLong = decimals == 0 ? "" : " || '." + "#".repeat(decimals) + "'";
    String text =
        "CASE WHEN "
            + fits
            + " THEN "
            + signed(grouped(), behind)
            + " ELSE "
            + signed("'" + whole.replaceAll("[90]", "#") + "'", tooLong)
            + " END";
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int next = text.indexOf(VALUE); next >= 0; next = text.indexOf(VALUE, at)) {
      parts.addAll(site.parts(text.substring(at, next), number));
      at = next + 1;
    }
    parts.addAll(site.parts(text.substring(at)));
    return parts;
  }

  private String value() {
    return "CAST(" + VALUE + " AS DECIMAL(38, " + decimals + "))";
  }

  private String absolute() {
    return "CAST(ABS(" + value() + ") AS VARCHAR)";
  }

  private String signed(String body, String behind) {
    String plus = first.equals("S") || last.equals("S") ? "+" : "";
    boolean isApart = first.equals("MI") || last.equals("MI");
    String sign =
        "CASE WHEN "
            + value()
            + " < 0 THEN '-' WHEN "
            + value()
            + " >= 0 THEN '"
            + (isApart && !isShort ? " " : plus)
            + "' END";
    if (last.equals("PR")) {
      return filled(either("<") + " || " + body, whole.length() + 1)
          + behind
          + " || "
          + either(">");
    }
    if (last.equalsIgnoreCase("TH")) {
      return filled(sign + " || " + body, whole.length() + 1) + " || " + ending();
    }
    if (!last.isEmpty()) {
      return filled(body, whole.length()) + behind + " || " + sign;
    }
    return isApart
        ? sign + " || " + filled(body, whole.length()) + behind
        : filled(sign + " || " + body, whole.length() + 1) + behind;
  }

  /** A bracket around what is below 0, and a blank in its place elsewhere. */
  private String either(String bracket) {
    String blank = isShort ? "" : " ";
    String isNegative = "CASE WHEN " + value() + " < 0 THEN '" + bracket;
    return isNegative + "' WHEN " + value() + " >= 0 THEN '" + blank + "' END";
  }

  /** The ending of a number, as in 1st; none below 0, or of one that is too long. */
  private String ending() {
    boolean isSmall = last.equals("th");
    StringBuilder cases = new StringBuilder("CASE WHEN " + value() + " < 0 THEN ''");
    cases.append(" WHEN ").append(value()).append(" >= 1" + "0".repeat(digits()) + " THEN ''");
    cases.append(" WHEN ").append(value()).append(" % 100 BETWEEN 10 AND 19 THEN 'th'");
    int digit = 1;
    for (String end : List.of("st", "nd", "rd")) {
      cases.append(" WHEN ").append(value()).append(" % 10 = ").append(digit++);
      cases.append(" THEN '").append(end).append("'");
    }
    String text = cases.append(" ELSE 'th' END").toString();
    return isSmall ? text : text.replaceAll("'(st|nd|rd|th)'", "UPPER('$1')");
  }

  private String filled(String text, int width) {
    return isShort ? text : "LPAD(" + text + ", " + width + ", ' ')";
  }

  /** Commas stand between digits alone. */
  private String grouped() {
    if (!whole.contains(",")) {
      return significant();
    }
    StringBuilder groups = new StringBuilder();
    StringBuilder commas = new StringBuilder();
    int count = 0;
    for (String group : whole.split(",")) {
      groups.append("(.{").append(group.length()).append("})");
      commas.append(count == 0 ? "" : ",").append('\\').append(++count);
    }
    return "LTRIM(REGEXP_REPLACE(LPAD("
        + significant()
        + ", "
        + digits()
        + ", ' '), '^"
        + groups
        + "$', '"
        + commas
        + "'), ' ,')";
  }

  /** The digits before the point: zeros from the first 0 of the pattern on. */
  private String significant() {
    String before = decimals == 0 ? absolute() : "SPLIT_PART(" + absolute() + ", '.', 1)";
    String digits = whole.replace(",", "");
    int zeros = digits.contains("0") ? digits.length() - digits.indexOf('0') : 0;
    if (zeros == 0) {
      return decimals == 0 ? before : "LTRIM(" + before + ", '0')";
    }
    return zeros == 1
        ? before
        : "LPAD("
            + before
            + ", "
            + (zeros == digits.length()
                ? String.valueOf(zeros)
                : "CAST(GREATEST(LENGTH(" + before + "), " + zeros + ") AS INTEGER)")
            + ", '0')";
  }
}
