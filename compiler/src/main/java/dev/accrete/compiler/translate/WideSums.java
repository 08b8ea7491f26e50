package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * Sums of BIGINTs: decimal numbers on Redshift, as the page of SUM says, whose quotients have
 * digits behind the point; on DuckDB they are whole, and so are their quotients.
 */
final class WideSums {
  private static final Pattern WIDE =
      Pattern.compile("(?i)hugeint|(decimal|numeric)\\s*\\(\\s*38\\s*(,\\s*0\\s*)?\\)");

  private static final Set<String> OF_THE_FIRST =
      Values.ofTheFirstAnd("NULLIF", "ABS", "MIN", "MAX");

  private static final Set<String> OF_ALL =
      Set.of("+", "-", "*", "COALESCE", "NVL", "GREATEST", "LEAST");

  private final Site site;
  private final Set<String> open = new HashSet<>();

  private WideSums(Site site) {
    this.site = site;
  }

  /** The operands of a quotient that are such sums as the decimals that they are on Redshift. */
  static List<Edit> divide(Site site) {
    WideSums sums = new WideSums(site);
    List<Edit> edits = new ArrayList<>();
    if (site.kinds().of(site.arguments().get(0)) == ValueKind.INTERVAL) {
      // DuckDB's quotients are of whole numbers in such a session.
      throw new NoEqual(
          "the quotient of an interval", site.call(), "divide EXTRACT(epoch FROM …) instead");
    }
    for (SqlNode operand : site.arguments()) {
      if (sums.is(operand)) {
        edits.add(site.edit(operand, site.parts("CAST(", operand, " AS DECIMAL(38, 0))")));
      }
    }
    return edits;
  }

  private boolean is(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      return !name.isStar() && isNamed(site.kinds().key(name));
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return false;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (name.equals("SUM")) {
      SqlNode added = call.operand(0);
      return site.types().isBig(added) && isWhole(added) || is(added);
    }
    if (OF_THE_FIRST.contains(name) || call.getKind() == SqlKind.MINUS_PREFIX) {
      return is(call.operand(0));
    }
    if (call instanceof SqlCase choice) {
      return isOne(Values.ofChoice(choice));
    }
    return OF_ALL.contains(name) && isOne(call.getOperandList());
  }

  /** One at least, and nothing beside them but integers. */
  private boolean isOne(List<SqlNode> values) {
    List<SqlNode> told = values.stream().filter(v -> !Values.isNull(v)).toList();
    return told.stream().anyMatch(this::is)
        && told.stream().allMatch(v -> is(v) || site.kinds().of(v) == ValueKind.INTEGER);
  }

  /** Whether a value is made of integers alone. */
  private boolean isWhole(SqlNode node) {
    if (site.kinds().of(node) == ValueKind.INTEGER) {
      return true;
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return false;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    boolean first = name.equals("SUM") || OF_THE_FIRST.contains(name);
    return first && isWhole(call.operand(0))
        || OF_ALL.contains(name) && call.getOperandList().stream().allMatch(this::isWhole);
  }

  private boolean isNamed(String name) {
    if (!open.add(name)) {
      return false;
    }
    List<SqlNode> given =
        site.kinds().given(name).stream().filter(n -> !Values.isColumn(n, name)).toList();
    Set<String> declared = site.types().declared(name);
    boolean all =
        !(given.isEmpty() && declared.isEmpty())
            && given.stream().allMatch(this::is)
            && declared.stream().allMatch(type -> WIDE.matcher(type.strip()).matches());
    open.remove(name);
    return all;
  }
}
