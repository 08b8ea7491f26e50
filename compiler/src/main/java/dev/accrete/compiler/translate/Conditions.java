package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;

/**
 * Whole numbers for conditions, of which 0 is false: Redshift makes booleans of them (Database
 * Developer Guide, "Type compatibility and conversion"), and so does DuckDB; PostgreSQL takes none.
 */
final class Conditions {
  private static final Set<SqlKind> JUNCTIONS = EnumSet.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT);

  private Conditions() {}

  /** The comparisons that PostgreSQL wants in their place. */
  static List<Edit> of(SqlCall call, NodeSpans spans, ValueKinds kinds, Walk.Dialects dialects) {
    if (!dialects.from().equals("redshift") || !dialects.to().equals("postgres")) {
      return List.of();
    }
    return conditions(call)
        .filter(Objects::nonNull)
        .filter(condition -> kinds.of(condition) == ValueKind.INTEGER)
        .map(condition -> compared(spans.of(condition)))
        .toList();
  }

  private static Stream<SqlNode> conditions(SqlCall call) {
    if (call instanceof SqlSelect select) {
      return Stream.of(select.getWhere(), select.getHaving(), select.getQualify());
    }
    if (call instanceof SqlJoin join) {
      boolean on = join.getConditionType() == JoinConditionType.ON;
      return on ? Stream.ofNullable(join.getCondition()) : Stream.of();
    }
    if (call instanceof SqlCase cases) {
      return cases.getWhenOperands().stream();
    }
    return call.isA(JUNCTIONS) ? call.getOperandList().stream() : Stream.of();
  }

  private static Edit compared(int[] span) {
    return new Edit(
        span[0], span[1], List.of(new Own("(("), new Kept(span[0], span[1]), new Own(") <> 0)")));
  }
}
