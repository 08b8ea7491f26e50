package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;

/** Operators that DuckDB lacks, or reads otherwise. */
final class OperatorForms {
  private OperatorForms() {}

  static List<Edit> squareRoot(Site site) {
    return prefix(site, "SQRT(");
  }

  static List<Edit> cubeRoot(Site site) {
    return prefix(site, "CBRT(");
  }

  static List<Edit> absolute(Site site) {
    return prefix(site, "ABS(");
  }

  /**
   * DuckDB multiplies intervals by small integers and by floating numbers: the milliseconds since
   * 1970 are too many for the first, and exact in the second.
   */
  static List<Edit> times(Site site) {
    List<SqlNode> both = site.arguments();
    for (int i = 0; i < both.size(); i++) {
      SqlNode other = both.get(both.size() - 1 - i);
      if (both.get(i) instanceof SqlIntervalLiteral interval
          && mayBeMany(other, site.written(interval).toLowerCase(Locale.ROOT))) {
        return List.of(site.edit(other, site.parts("CAST(", other, " AS DOUBLE PRECISION)")));
      }
    }
    return List.of();
  }

  /** Whether a number that is no constant may count seconds, or parts of them. */
  static boolean mayBeMany(SqlNode number, String unit) {
    return unit.contains("second") && !(number instanceof SqlLiteral);
  }

  /** PostgreSQL has no remainder of floating numbers; that of decimals has other digits. */
  static List<Edit> remainder(Site site) {
    for (SqlNode operand : site.arguments()) {
      if (site.kinds().of(operand) == ValueKind.FLOATING) {
        throw new NoEqual(
            "the remainder of a floating number",
            site.call(),
            "cast it: CAST(… AS DECIMAL(18, 4))");
      }
    }
    return List.of();
  }

  /** PostgreSQL takes what stands behind for a part of the operand, {@code @ -5 + 3} for 2. */
  private static List<Edit> prefix(Site site, String function) {
    int end = site.spans().of(site.call())[1];
    String behind = SqlComments.masked(site.text()).substring(end).strip();
    if (behind.matches("(?s)[-+*/%^|#&<>].*") && !behind.matches("(?s)(<=|>=|<>|[<>][^<>]).*")) {
      throw new NoEqual(
          site.entry().name() + " before another operator",
          site.call(),
          "put parentheses around what it is of");
    }
    return List.of(site.edit(site.call(), site.parts(function, site.arguments().get(0), ")")));
  }

  /** LIKE and its like, written as signs. */
  private static final Pattern SIGNS = Pattern.compile("!?~~\\*?");

  /** A backslash takes the meaning of % and _ on Redshift and PostgreSQL; on DuckDB, if told. */
  static List<Edit> like(Site site) {
    List<SqlNode> all = site.arguments();
    boolean plain =
        site.constant(all.get(1)).filter(pattern -> !pattern.contains("\\")).isPresent();
    if (all.size() > 2 || plain) {
      return List.of();
    }
    int start = site.spans().of(all.get(1))[0];
    int end = site.spans().of(all.get(1))[1];
    String code = SqlComments.masked(site.text());
    Matcher signs = SIGNS.matcher(code).region(site.spans().of(all.get(0))[1], start);
    List<Edit> edits = new ArrayList<>();
    if (signs.find()) {
      // ESCAPE stands behind the word alone.
      edits.add(
          new Edit(signs.start(), signs.end(), List.of(new Own(" " + site.entry().name() + " "))));
    }
    for (int before = start - 1; before >= 0 && isAround(code.charAt(before)); before--) {
      end += code.charAt(before) == '(' ? code.substring(end).indexOf(')') + 1 : 0;
    }
    edits.add(new Edit(end, end, List.of(new Own(" ESCAPE CHR(92)"))));
    return edits;
  }

  /** On DuckDB a backslash is a sign as others, unless ESCAPE says so. */
  static List<Edit> plainLike(Site site) {
    List<SqlNode> all = site.arguments();
    if (all.size() == 2 && site.constant(all.get(1)).filter(p -> p.contains("\\")).isPresent()) {
      throw new NoEqual(
          site.entry().name() + " of a backslash", all.get(1), "write it with ESCAPE '\\'");
    }
    return List.of();
  }

  private static boolean isAround(char c) {
    return c == '(' || Character.isWhitespace(c);
  }
}
