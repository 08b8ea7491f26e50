package dev.accrete.compiler.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** Finds the aggregate calls of an expression, aliases followed, the outermost of each nest. */
final class AggregateCalls {
  private final SelectNames names;
  private final List<SqlCall> found = new ArrayList<>();

  AggregateCalls(SelectNames names) {
    this.names = names;
  }

  List<SqlCall> in(SqlNode node) {
    node.accept(new Finder());
    return found;
  }

  private final class Finder extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY)) {
        return null;
      }
      if (call.getKind() == SqlKind.OVER) {
        Calls.windowParts(call).forEach(p -> p.accept(this));
        return null;
      }
      if (Calls.isAggregate(call)) {
        found.add(call);
        return null;
      }
      return super.visit(call);
    }

    @Override
    public Void visit(SqlIdentifier name) {
      Optional<SelectItem> item = name.isStar() ? Optional.empty() : names.alias(name);
      if (item.isPresent() && item.get().column() < 0) {
        names.open(item.get().name());
        item.get().node().accept(this);
        names.shut(item.get().name());
      }
      return null;
    }
  }
}
