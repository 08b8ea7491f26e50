package dev.accrete.compiler.parse;

import dev.accrete.compiler.template.RenderedText.Stretch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSetOperator;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text: queries inside it, whether CTEs, derived tables or branches, that
 * group or compare rows on their own. Each of them could be a model of its own.
 */
public final class Blocks {
  private final NodeSpans spans;
  private final String code;
  private final List<Block> found = new ArrayList<>();

  private Blocks(ParsedText parsed) {
    String text = parsed.rendered().text();
    this.spans = new NodeSpans(text, parsed.offsets());
    this.code = SqlComments.masked(text);
  }

  /**
   * A block.
   *
   * @param name the CTE's name or the alias; empty where it has none
   * @param query where the query stands, without parentheses around it
   * @param tables the CTEs that are read in it, or by these, in order, each as it stands in its
   *     WITH
   */
  public record Block(String name, Stretch query, List<Table> tables) {
    public Block {
      tables = List.copyOf(tables);
    }
  }

  /** A CTE: its name, and the stretch from its name to its last parenthesis. */
  public record Table(String name, Stretch stretch) {}

  /** The blocks of a text, the longest first: one that contains another comes before it. */
  public static List<Block> of(ParsedText parsed) {
    Blocks blocks = new Blocks(parsed);
    blocks.inside(parsed.query(), List.of());
    blocks.found.sort(Comparator.comparing((Block b) -> -b.query().length()));
    return blocks.found;
  }

  /** Looks at what a query reads and computes, not at the query itself. */
  private void inside(SqlNode query, List<Table> tables) {
    if (query instanceof SqlWith with) {
      List<Table> visible = new ArrayList<>(tables);
      for (SqlNode node : with.withList) {
        SqlWithItem item = (SqlWithItem) node;
        query(item.query, item.name.getSimple(), visible);
        visible.add(new Table(item.name.getSimple(), whole(item)));
      }
      inside(with.body, List.copyOf(visible));
    } else if (query instanceof SqlOrderBy order) {
      inside(order.query, tables);
    } else if (query instanceof SqlSelect select) {
      for (SqlNode operand : select.getOperandList()) {
        if (operand != null && operand == select.getFrom()) {
          from(operand, "", tables);
        } else if (operand != null) {
          operand.accept(new Expressions(tables));
        }
      }
    } else if (isSetOperation(query)) {
      ((SqlCall) query).getOperandList().forEach(branch -> query(branch, "", tables));
    }
  }

  private void query(SqlNode query, String name, List<Table> tables) {
    if (groupsOrCompares(query) && !hides(query, tables)) {
      Stretch stretch = stretch(query);
      found.add(new Block(name, stretch, read(stretch, tables)));
    }
    inside(query, tables);
  }

  /** Whether a query has a CTE of its own by a name that one around it has. */
  private static boolean hides(SqlNode query, List<Table> tables) {
    return query instanceof SqlWith with
        && with.withList.stream()
            .map(item -> ((SqlWithItem) item).name.getSimple())
            .anyMatch(name -> tables.stream().anyMatch(t -> t.name().equalsIgnoreCase(name)));
  }

  private void from(SqlNode node, String alias, List<Table> tables) {
    if (node instanceof SqlJoin join) {
      from(join.getLeft(), "", tables);
      from(join.getRight(), "", tables);
      if (join.getCondition() != null) {
        join.getCondition().accept(new Expressions(tables));
      }
    } else if (node.getKind() == SqlKind.AS) {
      SqlCall as = (SqlCall) node;
      from(as.operand(0), ((SqlIdentifier) as.operand(1)).getSimple(), tables);
    } else if (node.isA(SqlKind.QUERY)) {
      query(node, alias, tables);
    }
  }

  private static boolean groupsOrCompares(@Nullable SqlNode query) {
    if (query instanceof SqlWith with) {
      return groupsOrCompares(with.body);
    }
    if (query instanceof SqlOrderBy order) {
      return order.fetch == null && order.offset == null && groupsOrCompares(order.query);
    }
    if (query instanceof SqlSelect select) {
      return select.getGroup() != null
          || select.isDistinct()
          || select.getQualify() != null
          || select.getSelectList().stream().anyMatch(Blocks::hasWindow);
    }
    if (query == null || !isSetOperation(query)) {
      return false;
    }
    SqlBasicCall operation = (SqlBasicCall) query;
    boolean plainUnion =
        operation.getKind() == SqlKind.UNION && ((SqlSetOperator) operation.getOperator()).isAll();
    return !plainUnion || operation.getOperandList().stream().anyMatch(Blocks::groupsOrCompares);
  }

  private static boolean isSetOperation(SqlNode query) {
    return query instanceof SqlBasicCall call && call.getOperator() instanceof SqlSetOperator;
  }

  private static boolean hasWindow(SqlNode expression) {
    if (expression.getKind() == SqlKind.OVER) {
      return true;
    }
    return expression instanceof SqlCall call
        && !call.isA(SqlKind.QUERY)
        && call.getOperandList().stream().anyMatch(o -> o != null && hasWindow(o));
  }

  /** The tables whose names stand in a stretch, or in one of these tables. */
  private List<Table> read(Stretch query, List<Table> tables) {
    List<Table> read = new ArrayList<>();
    List<Stretch> readers = new ArrayList<>(List.of(query));
    for (int i = tables.size() - 1; i >= 0; i--) {
      Table table = tables.get(i);
      if (readers.stream().anyMatch(r -> names(r, table.name()))) {
        readers.add(table.stretch());
        read.add(0, table);
      }
    }
    return read;
  }

  private boolean names(Stretch reader, String table) {
    return Pattern.compile("(?<!\\w)" + Pattern.quote(table) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
        .matcher(code.substring(reader.start(), reader.end()))
        .find();
  }

  /** A query without the parentheses around it. */
  private Stretch stretch(SqlNode query) {
    int[] span = spans.of(query);
    int start = span[0];
    int end = span[1];
    while (start < end
        && code.charAt(start) == '('
        && new Primary(code.toUpperCase(Locale.ROOT)).opening(end - 1) == start) {
      start++;
      end--;
      while (Character.isWhitespace(code.charAt(start))) {
        start++;
      }
      while (Character.isWhitespace(code.charAt(end - 1))) {
        end--;
      }
    }
    return new Stretch(start, end);
  }

  /** A CTE from its name to the parenthesis that closes its query. */
  private Stretch whole(SqlWithItem item) {
    return new Stretch(spans.of(item.name)[0], code.indexOf(')', stretch(item.query).end()) + 1);
  }

  /** Finds the queries in expressions. */
  private final class Expressions extends SqlBasicVisitor<Void> {
    private final List<Table> tables;

    Expressions(List<Table> tables) {
      this.tables = tables;
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        query(call, "", tables);
        return null;
      }
      return super.visit(call);
    }
  }
}
