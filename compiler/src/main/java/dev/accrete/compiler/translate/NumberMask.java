package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlNode;

/**
 * A pattern of TO_NUMBER ("Numeric format strings"), and how a text is read by it. PostgreSQL's own
 * TO_NUMBER loses digits where the pattern has FM or L, with which the page has its examples. What
 * a pattern makes of a text that has another form, the page does not tell: it is an error when it
 * runs.
 *
 * @param whole the digits before the point, with commas between them
 * @param decimals how many stand behind it
 * @param isMoney whether a dollar sign may stand before the number
 * @param first S or MI before the digits; else empty
 * @param last the same behind them
 */
record NumberMask(String whole, int decimals, boolean isMoney, String first, String last) {
  private static final Pattern FORM =
      Pattern.compile("(?:FM)?(L)?(S|MI)?([90]+(?:[,G][90]+)*)(?:[.D]([90]+))?(S|MI)?");

  /** As many digits has the longest decimal. */
  private static final int MOST = 38;

  /** The pattern; empty where it is one whose texts the page does not show. */
  static Optional<NumberMask> of(String pattern) {
    Matcher matcher = FORM.matcher(pattern);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    NumberMask mask =
        new NumberMask(
            matcher.group(3).replace('G', ','),
            matcher.group(4) == null ? 0 : matcher.group(4).length(),
            matcher.group(1) != null,
            matcher.group(2) == null ? "" : matcher.group(2),
            matcher.group(5) == null ? "" : matcher.group(5));
    boolean hasTwoSigns = !mask.first.isEmpty() && !mask.last.isEmpty();
    return hasTwoSigns || mask.digits() > MOST ? Optional.empty() : Optional.of(mask);
  }

  /** How many digits a call of TO_NUMBER has behind the point; empty for any other call. */
  static Optional<Integer> decimals(SqlCall call) {
    return call.getOperator().getName().equalsIgnoreCase("TO_NUMBER")
            && call.operandCount() == 2
            && call.operand(1) instanceof SqlCharStringLiteral pattern
        ? of(pattern.toValue()).map(NumberMask::decimals)
        : Optional.empty();
  }

  private int digits() {
    return whole.replace(",", "").length() + decimals;
  }

  /** The number of a text that has the pattern's form; of another one, an error. */
  static List<Edit> read(Site site) {
    List<SqlNode> all = site.arguments();
    SqlNode text = all.get(0);
    NumberMask mask =
        site.constant(all.get(1))
            .flatMap(NumberMask::of)
            .orElseThrow(
                () ->
                    new NoEqual(
                        "the pattern " + site.written(all.get(1)).strip() + " of TO_NUMBER",
                        all.get(1),
                        null));
    if (all.size() > 2 || Volatile.isIn(text)) {
      throw new NoEqual("TO_NUMBER of a value that changes", site.call(), null);
    }
    String type = " AS DECIMAL(" + mask.digits() + ", " + mask.decimals + "))";
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "CASE WHEN (",
                text,
                ") ~ '" + mask.form() + "' THEN CAST(CASE WHEN (",
                text,
                ") LIKE '%-%' THEN '-' ELSE '' END || TRANSLATE(",
                text,
                ", ' $,+-', '')" + type + " ELSE CAST('no number by the pattern: ' || (",
                text,
                ")" + type + " END")));
  }

  /** The texts that it reads: with all of their commas, if there are some, and all digits then. */
  private String form() {
    boolean isGrouped = whole.contains(",");
    String least = isGrouped ? "" : "1,";
    String digits =
        Stream.of(whole.split(","))
            .map(group -> "[0-9]{" + least + group.length() + "}")
            .collect(Collectors.joining(","));
    boolean isSigned = !first.isEmpty() || last.isEmpty();
    return "^ *"
        + (isMoney ? "[$]? *" : "")
        + (isSigned ? sign(first) : "")
        + digits
        + (decimals == 0 ? "" : "([.][0-9]{1," + decimals + "})?")
        + (last.isEmpty() ? "" : sign(last))
        + " *$";
  }

  private static String sign(String element) {
    return element.equals("MI") ? "[- ]?" : "[-+]?";
  }
}
