package dev.accrete.compiler.translate;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Own;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

/**
 * Columns without AS. Redshift and PostgreSQL name them after a function or a column; DuckDB after
 * their text, and what is written anew has another one.
 */
final class UnnamedColumns {
  private final NodeSpans spans;

  /** Whether the other dialect gives them other names even where nothing is written anew. */
  private final boolean otherNames;

  /** Queries that stand for tables: others are never asked for a column by its name. */
  private final Set<SqlNode> tables = Collections.newSetFromMap(new IdentityHashMap<>());

  private final List<Unnamed> found = new ArrayList<>();

  /**
   * A column without AS.
   *
   * @param inner whether it is one of a query that stands for a table
   */
  private record Unnamed(int start, int end, String name, boolean inner) {}

  UnnamedColumns(NodeSpans spans, String from, String to) {
    this.spans = spans;
    this.otherNames = !from.equals("duckdb") && to.equals("duckdb");
  }

  /** Notes that a query stands for a table, in WITH or FROM. */
  void table(SqlNode query) {
    tables.add(query);
    if (query instanceof SqlOrderBy order) {
      table(order.query);
    } else if (query instanceof SqlWith with) {
      table(with.body);
    } else if (query instanceof SqlJoin join) {
      table(join.getLeft());
      table(join.getRight());
    } else if (query.getKind() == SqlKind.AS) {
      table(((SqlCall) query).operand(0));
    } else if (query.isA(SqlKind.SET_QUERY)) {
      ((SqlCall) query).getOperandList().forEach(this::table);
    }
  }

  /** Notes those of a SELECT. */
  void note(SqlSelect select) {
    if (select.getFrom() != null) {
      table(select.getFrom());
    }
    for (SqlNode item : select.getSelectList()) {
      int[] span = spans.of(item);
      boolean inner = tables.contains(select);
      ImplicitNames.ofUnnamed(item)
          .filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*"))
          .ifPresent(name -> found.add(new Unnamed(span[0], span[1], name, inner)));
    }
  }

  /**
   * The edits, and the names of those columns that would have others.
   *
   * @param edits of the whole text
   */
  List<Edit> with(List<Edit> edits) {
    List<Edit> names =
        found.stream()
            .filter(
                column ->
                    (otherNames && column.inner())
                        || edits.stream()
                            .anyMatch(e -> e.start() >= column.start() && e.end() <= column.end()))
            .map(c -> new Edit(c.end(), c.end(), List.of(new Own(" AS " + c.name()))))
            .toList();
    return Stream.concat(edits.stream(), names.stream()).toList();
  }
}
