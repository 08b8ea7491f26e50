package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/**
 * Decimals all of whose digits are behind the point, such as DECIMAL(4, 4): DuckDB writes .5 for
 * them, where the others write 0.5.
 */
final class BareFractions {
  /** What makes more digits on DuckDB, so that one is before the point. */
  private static final Set<String> WIDER = Set.of("+", "-", "SUM");

  private static final Set<String> OF_BOTH = Set.of("*", "%", "MOD");

  private final ValueKinds kinds;
  private final NamedTypes types;
  private final Set<String> open = new HashSet<>();

  BareFractions(ValueKinds kinds, NamedTypes types) {
    this.kinds = kinds;
    this.types = types;
  }

  /** Whether a value may be such a decimal on DuckDB. */
  boolean mayBe(SqlNode value) {
    if (value instanceof SqlNumericLiteral number) {
      // Whether a zero is written before the point, the tree does not tell.
      return number.getScale() != null
          && number.getScale() > 0
          && number.getPrec() != null
          && number.getPrec() <= number.getScale();
    }
    if (value instanceof SqlIdentifier id) {
      return !id.isStar() && isNamed(kinds.key(id));
    }
    return value instanceof SqlCall call && isMade(call);
  }

  private boolean isNamed(String name) {
    if (!open.add(name)) {
      return false; // what it is made of is being asked already
    }
    boolean bare =
        types.declared(name).stream().anyMatch(BareFractions::isType)
            || kinds.given(name).stream().anyMatch(this::mayBe);
    open.remove(name);
    return bare;
  }

  private boolean isMade(SqlCall call) {
    if (call.getKind() == SqlKind.CAST) {
      return call.getOperandList().stream()
          .anyMatch(o -> o instanceof SqlDataTypeSpec type && isType(type.toString()));
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    boolean sign = call.getKind() == SqlKind.MINUS_PREFIX || call.getKind() == SqlKind.PLUS_PREFIX;
    if (WIDER.contains(name) && !sign) {
      return false;
    }
    List<SqlNode> chosen = Values.chosen(call);
    if (!chosen.isEmpty() || OF_BOTH.contains(name)) {
      // One with a digit before the point makes room for it in all.
      return (chosen.isEmpty() ? call.getOperandList() : chosen)
          .stream().filter(v -> v != null && !Values.isNull(v)).allMatch(this::mayBe);
    }
    if (Values.ofQuery(call) != call) {
      return mayBe(Values.ofQuery(call));
    }
    return call.getOperandList().stream().filter(Objects::nonNull).anyMatch(this::mayBe);
  }

  private static boolean isType(String written) {
    Matcher matcher = WideDecimals.DECIMAL.matcher(written.replace("`", "").strip());
    return matcher.matches() && matcher.group(1).equals(matcher.group(2));
  }
}
