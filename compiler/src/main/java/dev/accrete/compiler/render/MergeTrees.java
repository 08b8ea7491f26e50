package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Unwindowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The relations of which a merge is made, from the model's tree. */
final class MergeTrees {
  /** The number of rows of a group. */
  static final String ROWS = "accrete_rows";

  private final Relation root;
  private final Relation.Aggregate groups;
  private final Merge merge;

  MergeTrees(Relation root, Merge merge) {
    this.root = root;
    this.merge = merge;
    Relation node = root;
    while (!(node instanceof Relation.Aggregate aggregate)) {
      node = node.inputs().get(0);
    }
    this.groups = aggregate;
  }

  /** The group keys by the names of the output columns that they are. */
  List<String> keyNames() {
    return merge.keyColumns().stream().map(i -> root.fields().get(i).name()).toList();
  }

  static String count(int part) {
    return "accrete_count_" + (part + 1);
  }

  static String value(int part) {
    return "accrete_value_" + (part + 1);
  }

  /** What is kept of each group, of the rows below the grouping as they are read. */
  Relation parts(Relation rows) {
    List<Named> made = new ArrayList<>();
    made.add(new Named(ROWS, new Call("COUNT", List.of(), List.of("COUNT(*)"))));
    for (int i = 0; i < merge.parts().size(); i++) {
      Part part = merge.parts().get(i);
      if (part.kind() == Kind.COUNT || part.kind() == Kind.SUM) {
        made.add(new Named(count(i), call("COUNT", part)));
      }
      if (part.kind() == Kind.DISTINCT) {
        made.add(
            new Named(
                value(i),
                new Call(
                    "COUNT",
                    List.of(part.argument().orElseThrow()),
                    List.of("COUNT(DISTINCT ", ")"))));
      } else if (part.kind() == Kind.SUM || part.kind() == Kind.MIN || part.kind() == Kind.MAX) {
        made.add(new Named(value(i), call(part.kind().name(), part)));
      }
    }
    return new Relation.Aggregate(rows, keys(), made, groups.origin());
  }

  /** The aggregates that are computed again, of the rows below the grouping as they are read. */
  Relation rest(Relation rows) {
    List<Named> made = new ArrayList<>();
    for (int i = 0; i < merge.parts().size(); i++) {
      if (merge.parts().get(i).kind() == Kind.REST) {
        made.add(new Named(value(i), groups.aggregates().get(i).expression()));
      }
    }
    return new Relation.Aggregate(rows, keys(), made, groups.origin());
  }

  /** The columns of those aggregates, in order. */
  List<String> restNames() {
    return merge.hasRest()
        ? rest(groups.input()).fields().stream().skip(keyNames().size()).map(Field::name).toList()
        : List.of();
  }

  /** How often each group has each value of an argument, of the rows below the grouping. */
  Relation counted(int part, Relation rows) {
    Expression argument = merge.parts().get(part).argument().orElseThrow();
    Expression present = new Call("IS NOT NULL", List.of(argument), List.of("", " IS NOT NULL"));
    List<Named> by = new ArrayList<>(keys());
    by.add(new Named(value(part), argument));
    Named rowsEach = new Named(ROWS, new Call("COUNT", List.of(), List.of("COUNT(*)")));
    return new Relation.Aggregate(
        new Relation.Filter(rows, present, groups.origin()),
        by,
        List.of(rowsEach),
        groups.origin());
  }

  private static Expression call(String function, Part part) {
    return new Call(function, List.of(part.argument().orElseThrow()), List.of(function + "(", ")"));
  }

  private List<Named> keys() {
    List<Named> keys = new ArrayList<>();
    List<String> names = keyNames();
    for (int i = 0; i < names.size(); i++) {
      keys.add(new Named(names.get(i), groups.keys().get(i).expression()));
    }
    return keys;
  }

  /** The rows below the grouping, all of them, without what windows say of them. */
  Relation rows() {
    return Unwindowed.rows(groups.input());
  }

  /** Those of them that touched keys need. */
  Relation restricted(Map<Integer, Restriction> restrictions) {
    return restricted(rows(), restrictions);
  }

  /** The same with what windows say of them. */
  Relation windowed(Map<Integer, Restriction> restrictions) {
    return restricted(groups.input(), restrictions);
  }

  private static Relation restricted(Relation node, Map<Integer, Restriction> restrictions) {
    if (node instanceof Relation.Scan scan) {
      Restriction restriction = restrictions.get(scan.reference());
      return restriction == null || restriction.whole()
          ? scan
          : new Relation.Matching(
              scan, restriction.expressions(), restriction.set().get(0), true, scan.origin());
    }
    return SignedRows.with(
        node, node.inputs().stream().map(i -> restricted(i, restrictions)).toList());
  }

  /** The output rows that parts make: the model with the parts in place of its grouping. */
  Relation values(String set) {
    List<Field> fields = new ArrayList<>(parts(groups.input()).fields());
    restNames().forEach(name -> fields.add(Field.named(name)));
    Relation kept = new Relation.KeySet(set, fields, groups.origin());
    List<Named> made = new ArrayList<>();
    for (int i = 0; i < groups.fields().size(); i++) {
      String name = groups.fields().get(i).name();
      int part = i - groups.keys().size();
      made.add(new Named(name, part < 0 ? new Column(i) : value(part, fields)));
    }
    return above(root, new Relation.Project(kept, made, groups.origin()));
  }

  private Expression value(int part, List<Field> fields) {
    Kind kind = merge.parts().get(part).kind();
    String name = kind == Kind.ROWS ? ROWS : kind == Kind.COUNT ? count(part) : value(part);
    // Keys may have the name of a part; parts come behind them.
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).name().equals(name)) {
        return new Column(i);
      }
    }
    throw new IllegalStateException("no part " + name);
  }

  private Relation above(Relation node, Relation grouped) {
    return node == groups
        ? grouped
        : SignedRows.with(node, List.of(above(node.inputs().get(0), grouped)));
  }

  /**
   * The signed change of the rows below the grouping, as far as it comes from the changes of some
   * readings together: keys, arguments of the parts, sign.
   */
  Relation signed(List<Integer> changed) {
    Relation rows = SignedRows.of(rows(), changed);
    Expression sign = new Column(rows.fields().size() - 1);
    List<Named> columns = new ArrayList<>(keys());
    for (int i = 0; i < merge.parts().size(); i++) {
      int number = i;
      merge.parts().get(i).argument().ifPresent(a -> columns.add(new Named(value(number), a)));
    }
    Expression signed =
        changed.size() % 2 == 1 ? sign : new Call("-", List.of(sign), List.of("-", ""));
    columns.add(new Named(SignedRows.SIGN, signed));
    return new Relation.Project(rows, columns, groups.origin());
  }
}
