package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes FROM clauses: references, CTEs, subqueries and joins of such. */
final class FromGenerator {
  private final Chance chance;
  private final ExpressionGenerator expressions;
  private final SelectGenerator selects;
  private final List<Query> relations;
  private final List<Query> commonTables = new ArrayList<>();

  /** With the relations that {@code ref} can name: their text and columns. */
  FromGenerator(
      Chance chance,
      ExpressionGenerator expressions,
      SelectGenerator selects,
      List<Query> relations) {
    this.chance = chance;
    this.expressions = expressions;
    this.selects = selects;
    this.relations = List.copyOf(relations);
  }

  /** A CTE that can be read from now on. */
  void add(Query commonTable) {
    commonTables.add(commonTable);
  }

  /** A FROM clause: its text, and columns as expressions name them. */
  Query from(int depth) {
    Set<String> aliases = new HashSet<>();
    Query all = item(depth, aliases, true);
    int joins = chance.pick(0, 0, 0, 0, 1, 1, 1, 1, 1, 2);
    for (int i = 0; i < joins; i++) {
      String kind =
          chance.percent(16)
              ? chance.pick("RIGHT", "RIGHT", "FULL", "FULL", "CROSS")
              : chance.pick("INNER", "LEFT", "LEFT");
      Query right =
          kind.equals("CROSS") && chance.percent(40)
              ? oneRow(aliases)
              : item(depth, aliases, false);
      String on = kind.equals("CROSS") ? "" : " ON " + on(all.columns(), right.columns());
      List<Column> columns = new ArrayList<>(all.columns());
      columns.addAll(right.columns());
      all = new Query(all.sql() + "\n" + kind + " JOIN " + right.sql() + on, columns);
    }
    return all;
  }

  /** Two relations with a join of that kind. */
  Query joined(String kind) {
    Query left = item(0, "t1");
    Query right = item(0, "t2");
    List<Column> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    String on = " ON " + on(left.columns(), right.columns());
    return new Query(left.sql() + "\n" + kind + " JOIN " + right.sql() + on, columns);
  }

  private Query item(int depth, Set<String> aliases, boolean first) {
    String alias = "t" + (aliases.size() + 1);
    aliases.add(alias);
    return item(depth, alias, first);
  }

  /** The one row of an aggregate without GROUP BY. */
  private Query oneRow(Set<String> aliases) {
    Query rows = item(0, aliases, true);
    String alias = "t" + (aliases.size() + 1);
    aliases.add(alias);
    String sql =
        "(SELECT "
            + expressions.aggregate(rows.columns(), ValueKind.INTEGER)
            + " AS v1, COUNT(*) AS v2 FROM "
            + rows.sql()
            + ") AS "
            + alias;
    List<Column> columns =
        List.of(
            new Column("v1", "v1", ValueKind.INTEGER), new Column("v2", "v2", ValueKind.INTEGER));
    return new Query(sql, Column.under(alias, columns));
  }

  private Query listed(String alias) {
    List<Column> columns =
        List.of(new Column("k", "k", ValueKind.INTEGER), new Column("s", "s", ValueKind.TEXT));
    String rows = chance.pick("(1, 'a'), (2, 'b')", "(1, 'b'), (1, 'b'), (3, 'c')");
    return new Query("(VALUES " + rows + ") AS " + alias + " (k, s)", Column.under(alias, columns));
  }

  /** One relation or block by an alias. */
  Query item(int depth, String alias) {
    return item(depth, alias, true);
  }

  private Query item(int depth, String alias, boolean first) {
    if (!first && chance.percent(4)) {
      return listed(alias);
    }
    if (depth > 0 && chance.percent(first ? 25 : 35)) {
      Query inner =
          chance.percent(first ? 20 : 70) ? selects.grouped(depth - 1) : selects.select(depth - 1);
      String indented = inner.sql().replace("\n", "\n  ");
      return new Query(
          "(\n  " + indented + "\n) AS " + alias, Column.under(alias, inner.columns()));
    }
    Query relation =
        !commonTables.isEmpty() && chance.percent(75)
            ? chance.pick(commonTables)
            : chance.pick(relations);
    return new Query(relation.sql() + " AS " + alias, Column.under(alias, relation.columns()));
  }

  /** A join's condition: mostly an equality, sometimes null-safe, computed, or none. */
  String on(List<Column> left, List<Column> right) {
    List<String> conjuncts = new ArrayList<>();
    if (!chance.percent(5)) {
      conjuncts.add(equality(left, right));
    }
    if (chance.percent(15)) {
      conjuncts.add(equality(left, right));
    }
    if (chance.percent(20) || conjuncts.isEmpty()) {
      conjuncts.add(extra(left, right));
    }
    return conjuncts.stream().collect(Collectors.joining(" AND "));
  }

  private String equality(List<Column> left, List<Column> right) {
    List<Column> shared =
        left.stream().filter(l -> right.stream().anyMatch(r -> r.kind() == l.kind())).toList();
    if (shared.isEmpty()) {
      return chance.pick(left).text() + " IS NOT NULL";
    }
    Column one = chance.percent(50) ? shared.get(0) : chance.pick(shared);
    List<Column> fitting = Column.of(right, one.kind());
    Column other = chance.percent(50) ? fitting.get(0) : chance.pick(fitting);
    String literal = one.kind().literals().get(0);
    int form = chance.between(1, 100);
    if (form <= 70) {
      return chance.percent(80)
          ? one.text() + " = " + other.text()
          : other.text() + " = " + one.text();
    }
    if (form <= 86) {
      return one.text() + " IS NOT DISTINCT FROM " + other.text();
    }
    if (form <= 94) {
      return "COALESCE("
          + one.text()
          + ", "
          + literal
          + ") = COALESCE("
          + other.text()
          + ", "
          + literal
          + ")";
    }
    return expressions.expression(left, one.kind())
        + " = "
        + expressions.expression(right, one.kind());
  }

  private String extra(List<Column> left, List<Column> right) {
    Column one = chance.pick(left);
    List<Column> fitting = Column.of(right, one.kind());
    int form = chance.between(1, 4);
    if (form == 1 && !fitting.isEmpty()) {
      return one.text() + chance.pick(" < ", " >= ", " <> ") + chance.pick(fitting).text();
    }
    return form <= 2 ? expressions.condition(left) : expressions.condition(right);
  }
}
