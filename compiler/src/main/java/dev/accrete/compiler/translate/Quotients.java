package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * Quotients, averages and medians of decimals. Each engine has another number of their digits, and
 * DuckDB makes floating numbers of them.
 */
final class Quotients {
  private static final Set<String> QUOTIENTS = Set.of("/", "AVG");

  private static final Set<String> PASSING =
      Values.ofTheFirstAnd("SUM", "MIN", "MAX", "ABS", "@", "NULLIF", "+", "-", "*", "%", "MOD");

  private final ValueKinds kinds;
  private final Set<String> open = new HashSet<>();

  Quotients(ValueKinds kinds) {
    this.kinds = kinds;
  }

  /** Whether a value is made of one that is neither rounded nor cast. */
  boolean isUnrounded(SqlNode value) {
    return is(value, false);
  }

  /** Whether a value is made of one that is not cast. */
  boolean isUncast(SqlNode value) {
    return is(value, true);
  }

  /** Whether a value is made of a median, which is a floating number on PostgreSQL, too. */
  boolean isMiddle(SqlNode value) {
    Set<String> names = new HashSet<>();
    return isMiddle(value, names);
  }

  private boolean isMiddle(SqlNode value, Set<String> names) {
    if (value instanceof SqlIdentifier id && !id.isStar()) {
      String name = kinds.key(id);
      return names.add(name) && kinds.given(name).stream().anyMatch(v -> isMiddle(v, names));
    }
    if (value instanceof SqlNodeList list) {
      return list.stream().anyMatch(v -> isMiddle(v, names));
    }
    if (!(value instanceof SqlCall call) || call.getKind() == SqlKind.CAST) {
      return false;
    }
    return Values.ofMiddle(call) != call
        || call.getOperandList().stream().anyMatch(o -> o != null && isMiddle(o, names));
  }

  private boolean is(SqlNode value, boolean rounded) {
    if (value instanceof SqlIdentifier id && !id.isStar()) {
      String name = kinds.key(id);
      if (!open.add(name)) {
        return false;
      }
      boolean given = kinds.given(name).stream().anyMatch(v -> is(v, rounded));
      open.remove(name);
      return given;
    }
    if (!(value instanceof SqlCall call) || call.getKind() == SqlKind.CAST) {
      return false;
    }
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (Values.ofMiddle(call) != call) {
      return kinds.of(call) == ValueKind.DECIMAL;
    }
    if (QUOTIENTS.contains(name)) {
      return kinds.of(call) == ValueKind.DECIMAL
          || name.equals("AVG") && kinds.of(call.operand(0)) == ValueKind.DECIMAL;
    }
    if (Values.ROUNDING.contains(name)) {
      return rounded && is(call.operand(0), true);
    }
    boolean passes =
        PASSING.contains(name)
            || call.getKind() == SqlKind.MINUS_PREFIX
            || call.getKind() == SqlKind.PLUS_PREFIX;
    List<SqlNode> parts = passes ? call.getOperandList() : Values.chosen(call);
    return parts.stream().anyMatch(part -> part != null && is(part, rounded));
  }
}
