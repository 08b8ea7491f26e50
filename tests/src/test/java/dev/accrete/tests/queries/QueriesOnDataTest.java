package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.Operators;
import dev.accrete.tests.StrategiesPage;
import dev.accrete.tests.acceptance.Oracle;
import dev.accrete.tests.acceptance.Warehouse;
import dev.accrete.tests.queries.QueryBook.Query;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each query on data over several batches: its table equals its SELECT after each, it takes the
 * strategy that it must get, and it touches no more than three times the keys whose rows differ,
 * unless the book says why.
 */
class QueriesOnDataTest {
  private static final int LATER_BATCHES = 4;
  private static final int MOST = 3;
  private static final List<RunStrategy> STRATEGIES =
      List.of(
          RunStrategy.APPEND,
          RunStrategy.MERGE,
          RunStrategy.RECOMPUTE,
          RunStrategy.FULL,
          RunStrategy.NONE);

  /** Keys that were touched, those of them whose rows differ, and the runs by strategy. */
  private record Keys(long touched, long differing, Map<RunStrategy, Integer> runs) {
    Keys plus(Keys other) {
      Map<RunStrategy, Integer> all = new EnumMap<>(RunStrategy.class);
      all.putAll(runs);
      other.runs.forEach((strategy, n) -> all.merge(strategy, n, Integer::sum));
      return new Keys(touched + other.touched, differing + other.differing, all);
    }

    boolean tooMany() {
      return touched > MOST * differing;
    }
  }

  static List<QueryBook> books() {
    return QueryBook.ALL;
  }

  @ParameterizedTest
  @MethodSource("books")
  void equalsItsSelectAndTouchesFewKeys(QueryBook book) {
    // What R301 refuses has another answer each time, and a LIMIT may have among rows that tie.
    List<Query> queries =
        book.queries().stream().filter(q -> !q.expected().matches(".* R(301|201)")).toList();
    Map<String, Keys> keys = new TreeMap<>();
    try (Warehouse warehouse = Warehouse.withWarnings(book.project(queries))) {
      book.batch(0, false).forEach(warehouse::execute);
      assertThat(warehouse.run().results()).allMatch(r -> r.strategy() == RunStrategy.FULL);
      for (int batch = 1; batch <= LATER_BATCHES; batch++) {
        queries.forEach(q -> keep(warehouse, q.name()));
        book.batch(batch, batch == LATER_BATCHES).forEach(warehouse::execute);
        List<ModelResult> results = warehouse.run().results();
        Oracle.assertUpToDate(warehouse, book + ", batch " + batch);
        for (Query query : queries) {
          keys.merge(query.name(), keys(warehouse, query, results), Keys::plus);
        }
      }
    }
    assertReasons(book, keys);
    print(book, queries, keys);
  }

  private static void keep(Warehouse warehouse, String model) {
    warehouse.execute(
        "CREATE OR REPLACE TEMPORARY TABLE old_" + model + " AS FROM derived." + model);
  }

  private static Keys keys(Warehouse warehouse, Query query, List<ModelResult> results) {
    ModelResult result =
        results.stream().filter(r -> r.model().equals(query.name())).findFirst().orElseThrow();
    assertThat(result.status()).as(result.message()).isEqualTo(ModelResult.Status.SUCCESS);
    Map<RunStrategy, Integer> one = Map.of(result.strategy(), 1);
    if (result.strategy() == RunStrategy.NONE) {
      return new Keys(0, 0, one);
    }
    assertThat(result.strategy() == RunStrategy.FULL)
        .as("%s is %s: %s", query.name(), result.strategy().word(), result.reason())
        .isEqualTo(query.expected().startsWith("full"));
    return result.keysTouched() == null
        ? new Keys(0, 0, one)
        : new Keys(result.keysTouched(), differing(warehouse, query.name()), one);
  }

  /** How many keys have rows that differ between the kept table and the present one. */
  private static long differing(Warehouse warehouse, String model) {
    List<String> columns = warehouse.model(model).plan().columns();
    String key =
        String.join(
            ", ",
            warehouse.model(model).certificate().keyColumns().stream()
                .map(number -> '"' + columns.get(number) + '"')
                .toList());
    String one = "(FROM derived.%1$s EXCEPT ALL FROM old_%1$s)".formatted(model);
    String other = "(FROM old_%1$s EXCEPT ALL FROM derived.%1$s)".formatted(model);
    return warehouse.number(
        "SELECT COUNT(*) FROM (SELECT %1$s FROM %2$s UNION SELECT %1$s FROM %3$s)"
            .formatted(key.isEmpty() ? "1" : key, one, other));
  }

  private static void assertReasons(QueryBook book, Map<String, Keys> keys) {
    Map<String, String> missing = new LinkedHashMap<>();
    keys.forEach(
        (query, k) -> {
          if (k.tooMany() && !book.reasons().containsKey(query)) {
            missing.put(query, k.touched() + " touched, " + k.differing() + " differ");
          }
        });
    assertThat(missing)
        .as("queries that touch more than %s times the keys that differ, without a reason", MOST)
        .isEmpty();
    List<String> idle =
        book.reasons().keySet().stream()
            .filter(query -> !keys.containsKey(query) || !keys.get(query).tooMany())
            .toList();
    assertThat(idle).as("reasons that nobody needs").isEmpty();
  }

  private static void print(QueryBook book, List<Query> queries, Map<String, Keys> keys) {
    Map<String, Keys> byOperator = new HashMap<>();
    Map<String, Integer> count = new HashMap<>();
    for (Query query : queries) {
      Keys of = Objects.requireNonNull(keys.get(query.name()));
      System.out.println(line(query.name(), of));
      for (String operator : Operators.of(query.sql())) {
        byOperator.merge(operator, of, Keys::plus);
        count.merge(operator, 1, Integer::sum);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    for (String operator : Operators.names()) {
      Keys of = byOperator.get(operator);
      if (of != null) {
        List<String> row = new ArrayList<>(List.of(operator, "" + count.get(operator)));
        STRATEGIES.forEach(s -> row.add("" + of.runs().getOrDefault(s, 0)));
        row.addAll(List.of("" + of.touched(), "" + of.differing()));
        rows.add(row);
      }
    }
    List<String> head = new ArrayList<>(List.of("operator", "queries"));
    STRATEGIES.forEach(s -> head.add("after " + s.word()));
    head.addAll(List.of("touched", "differ"));
    StrategiesPage.check(book.toString(), head, rows);
  }

  private static String line(String what, Keys keys) {
    return String.format(
        Locale.ROOT,
        "keys: %-45s %6d touched, %6d differ%s",
        what,
        keys.touched(),
        keys.differing(),
        keys.tooMany() ? "  *" : "");
  }
}
