package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Whether a query reads a table of whose columns nothing is known: then a bare name may be a column
 * of that table, whatever the columns of the others are called.
 */
final class UnknownTables extends SqlBasicVisitor<Void> {
  private final Set<String> relations;
  private final Set<String> commonTables = new HashSet<>();
  private boolean found;

  private UnknownTables(Set<String> relations) {
    this.relations = relations;
  }

  /**
   * Whether it reads one.
   *
   * @param relations the names of those whose columns are known
   */
  static boolean areIn(SqlNode query, Set<String> relations) {
    UnknownTables tables =
        new UnknownTables(relations.stream().map(Identifiers::folded).collect(Collectors.toSet()));
    query.accept(tables);
    return tables.found;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlWith with) {
      Set<String> outside = new HashSet<>(commonTables);
      for (SqlNode node : with.withList) {
        SqlWithItem item = (SqlWithItem) node;
        if (item.recursive.booleanValue()) {
          commonTables.add(Identifiers.folded(item.name.getSimple()));
        }
        item.query.accept(this);
        commonTables.add(Identifiers.folded(item.name.getSimple()));
      }
      with.body.accept(this);
      commonTables.clear();
      commonTables.addAll(outside);
      return null;
    }
    if (call instanceof SqlSelect select && select.getFrom() != null) {
      look(select.getFrom());
    }
    return super.visit(call);
  }

  private void look(SqlNode from) {
    if (from instanceof SqlIdentifier name) {
      String full = Identifiers.folded(String.join(".", name.names));
      found |= !relations.contains(full) && !(name.isSimple() && commonTables.contains(full));
      return;
    }
    switch (from.getKind()) {
      case AS, PIVOT, UNPIVOT -> look(((SqlCall) from).operand(0));
      case JOIN -> {
        look(((SqlJoin) from).getLeft());
        look(((SqlJoin) from).getRight());
      }
      // A subquery is looked at where it stands.
      default -> found |= !from.isA(SqlKind.QUERY);
    }
  }
}
