package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.ComparedTypes;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.JoinKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;

/**
 * The columns of a JOIN … USING: each is equated, and its bare name means the value of whichever
 * side is there.
 *
 * @param names as the author wrote them
 * @param lefts their places in the joined row
 * @param rights the same on the right side
 */
record Using(List<String> names, List<Integer> lefts, List<Integer> rights) {
  /** The alias of merged columns, which nobody can write. */
  static final String MERGED = "";

  static Using of(SqlNodeList list, Scope left, Scope right) {
    List<String> names = new ArrayList<>();
    List<Integer> lefts = new ArrayList<>();
    List<Integer> rights = new ArrayList<>();
    for (SqlNode node : list) {
      String name = ((SqlIdentifier) node).getSimple();
      Scope.Found one = left.find(name);
      Scope.Found other = right.find(name);
      if (one.count() != 1 || other.count() != 1) {
        throw new NotUnderstood(OpaqueReason.JOIN_FORM, "this JOIN … USING", node);
      }
      names.add(name);
      lefts.add(one.index());
      rights.add(left.width() + other.index());
    }
    return new Using(names, lefts, rights);
  }

  Expression condition() {
    List<Expression> equalities = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      equalities.add(
          new Call(
              "=",
              List.of(new Column(lefts.get(i)), new Column(rights.get(i))),
              List.of("", " = ", "")));
    }
    return Expression.all(equalities);
  }

  /** The join with the merged columns after all others. */
  FromBuilder.From merged(FromBuilder.From joined, JoinKind kind) {
    Relation relation = joined.relation();
    List<Named> columns = new ArrayList<>();
    for (int i = 0; i < relation.fields().size(); i++) {
      columns.add(new Named(relation.fields().get(i).name(), new Column(i)));
    }
    int width = columns.size();
    Set<String> merged = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new Named(names.get(i), value(i, kind, relation)));
      merged.add(names.get(i).toLowerCase(Locale.ROOT));
    }
    Relation all = new Relation.Project(relation, columns, relation.origin());
    List<Scope.Table> tables = new ArrayList<>();
    for (Scope.Table table : joined.scope().tables()) {
      Set<String> hidden = new HashSet<>(table.merged());
      hidden.addAll(merged);
      tables.add(
          new Scope.Table(table.alias(), table.shown(), table.start(), table.fields(), hidden));
    }
    tables.add(
        new Scope.Table(MERGED, "USING", width, all.fields().subList(width, all.fields().size())));
    return new FromBuilder.From(all, new Scope(tables));
  }

  /**
   * What a merged column shows. Where the sides have types that do not compare alike, the engine
   * makes one type of both, as COALESCE does: that is no longer the value of the side that is
   * there.
   */
  private Expression value(int number, JoinKind kind, Relation relation) {
    Expression left = new Column(lefts.get(number));
    Expression right = new Column(rights.get(number));
    Expression either = new Call("COALESCE", List.of(left, right), List.of("COALESCE(", ", ", ")"));
    boolean alike = ComparedTypes.agree(relation, List.of(left, right));
    return switch (kind) {
      case INNER -> left;
      case LEFT -> alike ? left : either;
      case RIGHT -> alike ? right : either;
      case FULL -> either;
    };
  }
}
