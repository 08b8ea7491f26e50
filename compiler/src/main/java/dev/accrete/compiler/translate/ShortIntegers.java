package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * SMALLINTs beside constants: {@code hours * 3600} is an INTEGER, but on DuckDB, where a constant
 * takes the type of what it meets and the product does not fit.
 */
final class ShortIntegers {
  private static final Pattern SHORT = Pattern.compile("(?i)\\s*(smallint|int2)\\s*");

  private static final Set<SqlKind> GROWING = Set.of(SqlKind.PLUS, SqlKind.MINUS, SqlKind.TIMES);

  private static final Set<String> OF_THE_FIRST =
      Values.ofTheFirstAnd("MIN", "MAX", "ABS", "NULLIF", "@");

  /** Nobody writes values deeper than that, and of those that somebody does nothing is known. */
  private static final int DEEPEST = 100;

  private final Site site;
  private final Map<String, Boolean> named = new HashMap<>();
  private int depth;

  private ShortIntegers(Site site) {
    this.site = site;
  }

  /** The operand of a sum or product that is to be an INTEGER. */
  static List<Edit> of(Site site) {
    List<SqlNode> both = site.arguments();
    if (!GROWING.contains(site.call().getKind()) || both.size() != 2) {
      return List.of();
    }
    ShortIntegers known = new ShortIntegers(site);
    boolean met =
        both.stream().allMatch(o -> isConstant(o) || known.is(o, true))
            && !both.stream().allMatch(o -> known.is(o, false));
    return both.stream()
        .filter(operand -> met && known.is(operand, true))
        .limit(1)
        .map(operand -> site.edit(operand, site.parts("CAST((", operand, ") AS INTEGER)")))
        .toList();
  }

  private static boolean isConstant(SqlNode node) {
    return node.getKind() == SqlKind.MINUS_PREFIX
        ? isConstant(((SqlCall) node).operand(0))
        : node instanceof SqlNumericLiteral number
            && number.getScale() != null
            && number.getScale() == 0;
  }

  /**
   * Whether a value is a SMALLINT.
   *
   * @param withConstants whether constants beside it in a choice leave it one, as on DuckDB
   */
  private boolean is(SqlNode node, boolean withConstants) {
    depth++;
    boolean is = depth <= DEEPEST && isShallow(node, withConstants);
    depth--;
    return is;
  }

  private boolean isShallow(SqlNode node, boolean withConstants) {
    if (node instanceof SqlIdentifier name) {
      return !name.isStar() && isNamed(site.kinds().key(name), withConstants);
    }
    if (!(node instanceof SqlCall call) || call.operandCount() == 0) {
      return false;
    }
    SqlNode only = Values.ofQuery(call);
    if (only != call) {
      return is(only, withConstants);
    }
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .filter(SqlDataTypeSpec.class::isInstance)
          .anyMatch(type -> isShort(type.toString().replace("`", "")));
    }
    List<SqlNode> chosen =
        Values.chosen(call).stream().filter(v -> v != null && !Values.isNull(v)).toList();
    if (!chosen.isEmpty()) {
      List<SqlNode> others = chosen.stream().filter(v -> !is(v, withConstants)).toList();
      return others.size() < chosen.size()
          && (others.isEmpty() || withConstants && others.stream().allMatch(v -> isConstant(v)));
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    boolean passes = OF_THE_FIRST.contains(name) || call.getKind() == SqlKind.MINUS_PREFIX;
    return passes && is(call.operand(0), withConstants)
        || GROWING.contains(call.getKind())
            && call.getOperandList().stream().allMatch(o -> is(o, false));
  }

  private boolean isNamed(String name, boolean withConstants) {
    String key = (withConstants ? "+" : "-") + name;
    Boolean known = named.putIfAbsent(key, false); // what is made of itself is not known
    if (known != null) {
      return known;
    }
    Set<String> types = site.types().declared(name);
    List<SqlNode> given =
        site.kinds().given(name).stream().filter(v -> !Values.isColumn(v, name)).toList();
    boolean all =
        Stream.concat(types.stream(), given.stream()).findAny().isPresent()
            && types.stream().allMatch(ShortIntegers::isShort)
            && given.stream().allMatch(v -> is(v, withConstants));
    named.put(key, all);
    return all;
  }

  private static boolean isShort(String type) {
    return SHORT.matcher(type).matches();
  }
}
