package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.runtime.verify.UnionFind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Identity stitching; what is expected was worked out by hand, or by union-find. */
class ComponentsTest {
  private static final String STITCHED = "people" + ModelFile.HIDDEN + "components";

  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          Warehouse.SHOP,
          "models/sources.yml",
          """
          sources:
            - name: raw.edges
              changes: snapshot
              columns: {a: integer, b: integer}
            - name: web.events
              loaded_at: etl
              columns: {cookie: varchar, login: varchar, amount: integer}
          """,
          "models/people.sql",
          "SELECT node, component FROM ${components('raw.edges', 'a', 'b')}\n",
          "models/logins.sql",
          """
          SELECT cookie, login, COUNT(*) AS times FROM ${ref('web.events')}
          WHERE login IS NOT NULL GROUP BY 1, 2
          """,
          "models/visitors.sql",
          """
          SELECT COALESCE(m.component, e.cookie) AS visitor, COUNT(*) AS events, SUM(e.amount) AS amount
          FROM ${ref('web.events')} AS e
          LEFT JOIN ${components('logins', 'cookie', 'login')} AS m ON m.node = e.cookie
          GROUP BY 1
          """);

  private static final int GRAPHS = 25;
  private static final int BATCHES = Integer.getInteger("accrete.components", 40);

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private final String people =
      warehouse.tables().dialect().relation(warehouse.model(STITCHED).plan().target());
  private int stamps;

  @BeforeEach
  void create() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE SCHEMA web");
    warehouse.execute("CREATE TABLE raw.edges (a INTEGER, b INTEGER)");
    warehouse.execute(
        "CREATE TABLE web.events (cookie VARCHAR, login VARCHAR, amount INTEGER, etl TIMESTAMP)");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private void edges(String rows) {
    warehouse.execute("INSERT INTO raw.edges VALUES " + rows);
  }

  private void events(String rows) {
    warehouse.execute(
        "INSERT INTO web.events SELECT *, TIMESTAMP '2026-01-01' + INTERVAL "
            + ++stamps
            + " DAY FROM (VALUES "
            + rows
            + ") AS v");
  }

  private RunOutcome run() {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.results())
        .allSatisfy(r -> assertThat(r.succeeded()).as(r.message()).isTrue());
    return outcome;
  }

  private ModelResult stitched() {
    RunOutcome outcome =
        warehouse.run(RunListener.NONE, warehouse.request(Set.of("people", STITCHED)));
    assertThat(outcome.results())
        .allSatisfy(r -> assertThat(r.succeeded()).as(r.message()).isTrue());
    assertAsUnionFindSays();
    return outcome.result(STITCHED);
  }

  private void assertAsUnionFindSays() {
    List<List<String>> edges = new ArrayList<>();
    warehouse
        .texts(
            "SELECT COALESCE(CAST(a AS VARCHAR), 'NULL') || ' ' || COALESCE(CAST(b AS VARCHAR), 'NULL') FROM raw.edges")
        .forEach(edge -> edges.add(List.of(edge.split(" "))));
    List<String> wanted =
        UnionFind.components(edges, "integer").stream()
            .map(row -> String.join(" ", row))
            .sorted()
            .toList();
    for (String table : List.of(people, "derived.people")) {
      assertThat(warehouse.texts("SELECT node || ' ' || component FROM " + table + ""))
          .as(table)
          .containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  private List<String> components() {
    return warehouse.texts(
        "SELECT component || ': ' || string_agg(node, ' ' ORDER BY node) FROM derived.people GROUP BY component ORDER BY component");
  }

  @Test
  void componentsAreJoinedSplitAndVanish() {
    edges("(1, 2), (3, 2), (5, 4), (7, 7), (NULL, 8), (9, NULL), (NULL, NULL)");
    assertThat(stitched().strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(components()).containsExactly("1: 1 2 3", "4: 4 5", "7: 7");
    assertThat(run().result(STITCHED).strategy()).isEqualTo(RunStrategy.NONE);
    edges("(3, 5)");
    ModelResult joined = stitched();
    assertThat(joined.strategy()).isEqualTo(RunStrategy.COMPONENTS);
    assertThat(joined.keysTouched()).isEqualTo(5);
    assertThat(joined.reason())
        .contains("1 change of raw.edges; 5 keys touched of 6 stored; settled in");
    assertThat(components()).containsExactly("1: 1 2 3 4 5", "7: 7");
    warehouse.execute("DELETE FROM raw.edges WHERE a = 3");
    assertThat(stitched().strategy()).isEqualTo(RunStrategy.COMPONENTS);
    assertThat(components()).containsExactly("1: 1 2", "4: 4 5", "7: 7");
    warehouse.execute("DELETE FROM raw.edges WHERE a = 7 OR a = 5");
    assertThat(stitched().strategy()).isEqualTo(RunStrategy.COMPONENTS);
    assertThat(components()).containsExactly("1: 1 2");
    warehouse.execute("DELETE FROM raw.edges");
    stitched();
    assertThat(components()).isEmpty();
    edges("(2, 1), (2, 1), (-3, 2)");
    stitched();
    assertThat(components()).containsExactly("-3: -3 1 2");
    warehouse.execute("DELETE FROM raw.edges WHERE rowid = (SELECT MIN(rowid) FROM raw.edges)");
    stitched();
    assertThat(components()).as("one of two equal edges").containsExactly("-3: -3 1 2");
  }

  @Test
  void aLongPathAStarAndACircleSettleInFewRounds() {
    edges("(1, 2)");
    stitched();
    warehouse.execute("INSERT INTO raw.edges SELECT i, i + 1 FROM range(10, 3010) AS r (i)");
    ModelResult path = stitched();
    assertThat(path.strategy()).isEqualTo(RunStrategy.COMPONENTS);
    assertThat(rounds(path)).isBetween(4, 14);
    warehouse.execute("DELETE FROM raw.edges WHERE a = 1500");
    assertThat(rounds(stitched())).isLessThan(15);
    warehouse.execute(
        "INSERT INTO raw.edges SELECT 10000, i FROM range(10001, 12001) AS r (i)"
            + " UNION ALL SELECT i, CASE WHEN i = 20000 THEN 22000 ELSE i - 1 END FROM range(20000, 22001) AS r (i)");
    ModelResult result = stitched();
    assertThat(rounds(result)).isLessThan(15);
    assertThat(warehouse.number("SELECT COUNT(DISTINCT component) FROM derived.people"))
        .isEqualTo(5);
  }

  private static int rounds(ModelResult result) {
    return Integer.parseInt(result.reason().replaceAll(".*settled in (\\d+) rounds?.*", "$1"));
  }

  @Test
  void aComponentThatHoldsTooManyIsWarnedOf() {
    warehouse.execute("INSERT INTO raw.edges SELECT 0, i FROM range(1, 1000) AS r (i)");
    assertThat(stitched().message())
        .contains("the component 0 of people$components holds 1,000 of 1,000 nodes");
    edges("(5000, 5001)");
    assertThat(stitched().message()).contains("holds 1,000 of 1,002 nodes");
    warehouse.execute("DELETE FROM raw.edges WHERE b = 1");
    assertThat(stitched().message()).isEmpty();
  }

  @Test
  void aVisitorWhoLogsInBecomesOnePerson() {
    events("('c1', NULL, 1), ('c2', 'ann', 2), ('c3', NULL, 4), ('c4', 'bob', 8)");
    run();
    Map<String, String> first = visitors();
    assertThat(first).isEqualTo(Map.of("c1", "1 1", "ann", "1 2", "c3", "1 4", "bob", "1 8"));
    events("('c1', 'ann', 16)");
    ModelResult visitors = run().result("visitors");
    assertThat(visitors.strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(visitors.keysTouched()).as("c1 and ann").isEqualTo(2);
    assertThat(visitors()).isEqualTo(Map.of("ann", "3 19", "c3", "1 4", "bob", "1 8"));
    events("('c4', 'ann', 32), ('c3', NULL, 64)");
    assertThat(run().result("visitors").keysTouched())
        .as("ann, bob and c3; and c4, who would be nobody's cookie")
        .isEqualTo(4);
    assertThat(visitors()).isEqualTo(Map.of("ann", "5 59", "c3", "2 68"));
    Oracle.assertUpToDate(warehouse, "by DuckDB's own recursion");
  }

  private Map<String, String> visitors() {
    Map<String, String> visitors = new HashMap<>();
    warehouse
        .texts("SELECT visitor || '=' || events || ' ' || amount FROM derived.visitors")
        .forEach(row -> visitors.put(row.split("=")[0], row.split("=")[1]));
    return visitors;
  }

  @Test
  void theHiddenModelIsListedExplainedAndDroppedWithItsReader() {
    CompiledModel.Result hidden = warehouse.model(STITCHED);
    assertThat(hidden.certificate().strategies())
        .containsExactly(Strategy.COMPONENTS, Strategy.FULL);
    assertThat(hidden.explanation())
        .contains("**Strategy: components, else full.**")
        .contains("each value of `a` and `b` in `raw.edges`")
        .contains("(the script makes this round 24 times)");
    assertThat(warehouse.model("people").explanation())
        .contains("`people$components` is a hidden model: the connected components");
    edges("(1, 2)");
    run();
    Map<String, String> without = new HashMap<>(PROJECT);
    without.put("models/people.sql", "SELECT a AS node, b AS component FROM ${ref('raw.edges')}\n");
    Warehouse changed = warehouse.with(without);
    assertThat(changed.run().results()).allMatch(ModelResult::succeeded);
    assertThat(
            warehouse.texts(
                "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'people$%'"))
        .isEmpty();
    assertThat(stitched().strategy()).isEqualTo(RunStrategy.FULL);
  }

  @Test
  void runsAndScriptsTakeTurnsOnRandomGraphs() {
    Random random = new Random(7);
    edges("(1, 2)");
    warehouse.play(warehouse.model("people").full());
    assertAsUnionFindSays();
    for (int turn = 0; turn < 9; turn++) {
      for (int graph = 0; graph < 10; graph++) {
        change(random, 1_000 * graph);
      }
      if (turn % 3 == 0) {
        assertThat(stitched().strategy()).isNotEqualTo(RunStrategy.FULL);
      } else {
        warehouse.play(warehouse.model("people").incremental());
        assertAsUnionFindSays();
      }
    }
    warehouse.play(warehouse.model("people").full());
    assertAsUnionFindSays();
  }

  /** Many graphs in one table: each batch changes all of them. */
  @Test
  void oneThousandGraphsOfInsertsAndDeletes() {
    Random random = new Random(11);
    int incremental = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      for (int graph = 0; graph < GRAPHS; graph++) {
        change(random, 1_000 * graph);
      }
      incremental += stitched().strategy() == RunStrategy.COMPONENTS ? 1 : 0;
    }
    assertThat(incremental).isGreaterThan(BATCHES * 8 / 10);
  }

  /** Some edges go, some come, in a graph that is near to falling apart; now and then all go. */
  private void change(Random random, int from) {
    String graph = " WHERE COALESCE(a, b) BETWEEN " + (from - 10) + " AND " + (from + 30);
    warehouse.execute(
        "DELETE FROM raw.edges"
            + graph
            + " AND hash(rowid + "
            + random.nextInt(1_000)
            + ") % 8 < "
            + (random.nextInt(12) == 0 ? 8 : random.nextInt(3)));
    StringBuilder rows = new StringBuilder();
    for (int i = random.nextInt(7); i >= 0; i--) {
      rows.append(rows.isEmpty() ? "" : ", ")
          .append("(")
          .append(end(random, from))
          .append(", ")
          .append(end(random, from))
          .append(")");
    }
    edges(rows.toString());
  }

  private static String end(Random random, int from) {
    return random.nextInt(12) == 0 ? "NULL" : Integer.toString(from + random.nextInt(25) - 10);
  }
}
