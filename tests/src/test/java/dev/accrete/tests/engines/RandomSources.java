package dev.accrete.tests.engines;

import dev.accrete.tests.engines.QueryScope.Column;
import dev.accrete.tests.engines.QueryScope.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What random queries read: tables, subqueries, queries of WITH, and joins of these. */
final class RandomSources {
  private final RandomQueries queries;
  private final Dice dice;

  RandomSources(RandomQueries queries, Dice dice) {
    this.queries = queries;
    this.dice = dice;
  }

  String from(QueryScope scope, int depth, boolean marks, List<String> conditions) {
    int more = dice.oneIn(2) && !marks ? 0 : 1 + dice.below(2);
    StringBuilder text = new StringBuilder(marks ? table(scope) : source(scope, depth));
    int comma = 0;
    for (int i = 0; i < more; i++) {
      if (marks) {
        marked(scope, text, conditions);
        continue;
      }
      QueryScope left = new QueryScope(dice.random(), false);
      left.sources().addAll(scope.sources().subList(comma, scope.sources().size()));
      String right = source(scope, depth);
      Source added = scope.sources().get(scope.sources().size() - 1);
      QueryScope own = new QueryScope(dice.random(), false);
      own.sources().add(added);
      List<Column> shared =
          left.sources().size() == 1
              ? added.columns().stream()
                  .filter(left.sources().get(0).columns()::contains)
                  .filter(c -> !c.symbol().equals("F"))
                  .toList()
              : List.<Column>of();
      Set<String> names = new HashSet<>();
      boolean plain =
          left.sources().stream()
              .allMatch(s -> s.columns().stream().allMatch(c -> names.add(s.alias() + c.name())));
      int kind = dice.below(10);
      if (kind == 0) {
        text.append(", ").append(right);
        comma = scope.sources().size() - 1;
      } else if (kind == 1) {
        text.append(" CROSS JOIN ").append(right);
      } else if (kind < 5 && !shared.isEmpty() && plain) {
        String join =
            dice.either("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "FULL OUTER JOIN");
        Set<String> one = new HashSet<>();
        left.sources().get(0).columns().forEach(c -> one.add(c.name()));
        boolean sameKinds =
            added.columns().stream().allMatch(c -> !one.contains(c.name()) || shared.contains(c));
        if (kind == 4 && sameKinds) {
          text.append(" NATURAL ").append(join).append(" ").append(right);
          scope.merged().addAll(shared);
        } else {
          List<Column> by = new ArrayList<>(List.of(dice.any(shared)));
          if (dice.oneIn(3) && shared.size() > 1) {
            shared.stream().filter(c -> !by.contains(c)).findFirst().ifPresent(by::add);
          }
          text.append(" ").append(join).append(" ").append(right).append(" USING (");
          text.append(String.join(", ", by.stream().map(Column::name).toList())).append(")");
          scope.merged().addAll(by);
        }
      } else {
        String join =
            dice.either(
                "JOIN", "INNER JOIN", "LEFT JOIN", "LEFT OUTER JOIN", "RIGHT JOIN", "FULL JOIN");
        text.append(" ").append(join).append(" ").append(right).append(" ON ");
        text.append(on(left, own, join.startsWith("FULL")));
      }
    }
    return text.toString();
  }

  private String on(QueryScope left, QueryScope right, boolean full) {
    String symbol = dice.any(RandomQueries.KEYS);
    Optional<String> one = left.value(symbol);
    Optional<String> other = right.value(symbol);
    if (one.isEmpty() || other.isEmpty()) {
      return full || dice.oneIn(2) ? "TRUE" : "1 = 1";
    }
    String equal = one.get() + " = " + other.get();
    if (full || dice.oneIn(2)) {
      return equal;
    }
    return dice.either(
        one.get() + " < " + other.get(),
        one.get() + " <> " + other.get(),
        equal + " AND " + one.get() + " IS NOT NULL",
        equal + " OR " + other.get() + " IS NULL",
        "NVL(" + one.get() + ", " + other.get() + ") = " + other.get(),
        one.get() + " BETWEEN " + other.get() + " AND " + other.get());
  }

  /** A table beside the others, with conditions that are marked. */
  private void marked(QueryScope scope, StringBuilder text, List<String> conditions) {
    List<Column> before = scope.sources().get(0).columns();
    String first = scope.sources().get(0).alias();
    String table = dice.any(QueryTables.names());
    String alias = queries.alias();
    List<Column> columns = QueryTables.columns(table);
    scope.sources().add(new Source(alias, columns));
    text.append(", ").append(table).append(" ").append(alias);
    Column own = dice.any(columns);
    List<Column> partners = before.stream().filter(c -> c.symbol().equals(own.symbol())).toList();
    if (partners.isEmpty()) {
      return;
    }
    conditions.add(
        first + "." + dice.any(partners).name() + " = " + alias + "." + own.name() + "(+)");
    if (dice.oneIn(3)) {
      conditions.add(alias + ".k(+) " + dice.either("> 1", "= 2", "<> 3"));
    }
  }

  /** A table, subquery or query of WITH, which the scope then has. */
  String source(QueryScope scope, int depth) {
    int kind = dice.below(10);
    String alias = queries.alias();
    if (kind < 3 && !queries.commonTables().isEmpty()) {
      Source common = dice.any(queries.commonTables());
      scope.sources().add(new Source(alias, common.columns()));
      return common.alias() + dice.either(" ", " AS ") + alias;
    }
    if (kind < 6 && depth > 0) {
      if (kind == 5 && dice.oneIn(2)) {
        return pivoted(scope, alias);
      }
      RandomQueries.Query query =
          dice.oneIn(5)
              ? queries.set(null, depth - 1)
              : queries.select(null, null, depth - 1, false);
      scope.sources().add(new Source(alias, query.columns()));
      return "(" + query.text() + ")" + dice.either(" ", " AS ") + alias;
    }
    return table(scope);
  }

  private String table(QueryScope scope) {
    String alias = queries.alias();
    String table = dice.any(QueryTables.names());
    boolean named =
        dice.oneIn(5) && scope.sources().stream().noneMatch(s -> s.alias().equals(table));
    scope.sources().add(new Source(named ? table : alias, QueryTables.columns(table)));
    return named ? table : table + dice.either(" ", " AS ") + alias;
  }

  private String pivoted(QueryScope scope, String alias) {
    if (dice.oneIn(2)) {
      scope
          .sources()
          .add(
              new Source(
                  alias,
                  List.of(
                      new Column("k", "I"), new Column("what", "S"), new Column("worth", "I"))));
      return "(SELECT id, k, i, b FROM orders) UNPIVOT "
          + dice.either("", "INCLUDE NULLS ", "EXCLUDE NULLS ")
          + "(worth FOR what IN (i, b, id"
          + dice.either("", " AS 'ident'")
          + ")) AS "
          + alias;
    }
    String aggregate = dice.either("SUM(i)", "COUNT(*)", "MAX(i)", "AVG(i)", "COUNT(i)", "MIN(i)");
    boolean several = dice.oneIn(3);
    List<Column> columns = new ArrayList<>(List.of(new Column("k", "I")));
    for (String value : List.of("a", "bb", "none")) {
      columns.add(new Column(several ? value + "_one" : value, "I"));
      if (several) {
        columns.add(new Column(value + "_two", "I"));
      }
    }
    scope.sources().add(new Source(alias, columns));
    return "(SELECT k, s, i FROM orders) PIVOT ("
        + (several ? aggregate + " AS one, MIN(i) AS two" : aggregate)
        + " FOR s IN ('a', 'b' AS bb, 'zz' AS none)) AS "
        + alias;
  }
}
