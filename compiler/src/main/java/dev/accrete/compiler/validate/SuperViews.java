package dev.accrete.compiler.validate;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.parse.SuperSteps;
import dev.accrete.redshift.RedshiftOperators;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes a query that our tree has no form for, as it leads into SUPER values, so that the type
 * checker can read it: an array in FROM becomes rows of any type, and so does a path (Redshift
 * Database Developer Guide, "Querying semistructured data"). What has types of its own keeps them.
 */
final class SuperViews {
  private final TextView view;
  private final Set<String> arrays = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private boolean hidden;
  private final Map<SqlNode, SqlNode> others = new IdentityHashMap<>();

  private SuperViews(TextView view) {
    this.view = view;
  }

  /**
   * Changes the query, which only the type checker reads afterwards.
   *
   * @return the numbers of the columns that are SUPER; nothing where a star stands for the columns
   *     of an array, as no page tells which these are
   */
  static Optional<Set<Integer>> write(SqlNode query, TextView view) {
    OwnNames.give(query);
    SuperViews views = new SuperViews(view);
    query.accept(views.new Arrays());
    query.accept(views.new Paths());
    SuperPath.replace(query, views.others);
    return views.hidden ? Optional.empty() : Optional.of(views.supers(query));
  }

  private Set<Integer> supers(SqlNode query) {
    Set<Integer> found = new HashSet<>();
    SqlNode body = query instanceof SqlOrderBy order ? order.query : query;
    body = body instanceof SqlWith with ? with.body : body;
    List<SqlNode> items = body instanceof SqlSelect select ? select.getSelectList() : List.of();
    for (int i = 0; i < items.size(); i++) {
      SqlNode item = items.get(i);
      SqlNode value = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      if (item instanceof SqlIdentifier name && name.isStar() || item instanceof SqlStarExclude) {
        return Set.of();
      }
      boolean element =
          value instanceof SqlIdentifier name
              && name.isSimple()
              && arrays.contains(folded(name.getSimple()));
      if (element || SuperPath.isAny(value)) {
        found.add(i);
      }
    }
    return found;
  }

  private SqlNode array(SqlNode from) {
    if (from instanceof SqlJoin join) {
      join.setLeft(array(join.getLeft()));
      join.setRight(array(join.getRight()));
      return from;
    }
    if (from instanceof SqlCall call && call.getOperator() == RedshiftOperators.UNNEST_AT) {
      SqlNode value = array(call.operand(0));
      String number = last((SqlIdentifier) call.operand(1));
      if (value.getKind() == SqlKind.AS && ((SqlCall) value).operand(0) instanceof SqlSelect rows) {
        rows.getSelectList().add(any(call.operand(1), number));
      }
      return value;
    }
    boolean named = from.getKind() == SqlKind.AS;
    SqlNode read = named ? ((SqlCall) from).operand(0) : from;
    String name =
        named ? last(((SqlCall) from).operand(1)) : read instanceof SqlIdentifier n ? last(n) : "";
    if (!isArray(read) || name.isEmpty()) {
      tables.add(folded(name));
      return from;
    }
    arrays.add(folded(name));
    SqlParserPos place = from.getParserPosition();
    SqlNodeList one = new SqlNodeList(place);
    one.add(any(read, name));
    SqlSelect rows =
        new SqlSelect(place, null, one, null, null, null, null, null, null, null, null, null, null);
    return SqlStdOperatorTable.AS.createCall(place, rows, new SqlIdentifier(name, place));
  }

  private boolean isArray(SqlNode read) {
    if (read instanceof SqlIdentifier name) {
      return !name.isSimple() && view.reference(name).isEmpty();
    }
    return read.getKind() == SqlKind.ITEM
        || read.getKind() == SqlKind.DOT
        || read instanceof SqlCall call && call.getOperator() == RedshiftOperators.UNPIVOT_OBJECT;
  }

  private boolean isOfArray(SqlNode item) {
    boolean star = item instanceof SqlIdentifier name && name.isStar();
    boolean ofTable = star && tables.contains(folded(((SqlIdentifier) item).names.get(0)));
    return star && !ofTable || item instanceof SqlStarExclude;
  }

  private SqlNode any(SqlNode node, String name) {
    SqlParserPos place = node.getParserPosition();
    return SqlStdOperatorTable.AS.createCall(
        place, SuperPath.any(node, node.toString()), new SqlIdentifier(name, place));
  }

  private static String last(SqlIdentifier name) {
    return name.names.get(name.names.size() - 1);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Gathers what FROM reads, and writes its arrays anew. */
  private final class Arrays extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlSelect select && select.getFrom() != null) {
        int before = arrays.size();
        select.setFrom(array(select.getFrom()));
        boolean reads = arrays.size() > before;
        hidden |= reads && select.getSelectList().stream().anyMatch(SuperViews.this::isOfArray);
      }
      return super.visit(call);
    }
  }

  /** Finds the paths. */
  private final class Paths extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlSelect select) {
        for (SqlNode item : select.getSelectList()) {
          if (item instanceof SqlIdentifier name && isPath(name)) {
            others.put(item, any(item, ImplicitNames.of(name)));
          }
        }
      }
      if (call.getKind() == SqlKind.ITEM || SuperSteps.isOne(call)) {
        others.put(call, SuperPath.any(call, call.toString()));
        return null;
      }
      if (call.getKind() == SqlKind.AS) {
        return call.operand(0).accept(this);
      }
      return super.visit(call);
    }

    @Override
    public Void visit(SqlIdentifier name) {
      if (isPath(name)) {
        others.putIfAbsent(name, SuperPath.any(name, name.toString()));
      }
      return null;
    }

    private boolean isPath(SqlIdentifier name) {
      if (name.isSimple() || name.isStar() || view.reference(name).isPresent()) {
        return false;
      }
      String first = folded(name.names.get(0));
      return name.names.size() > 2 || arrays.contains(first) || !tables.contains(first);
    }
  }
}
