package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Models that keep no MIN(t) of all rows read a source with {@code sortkeys} from where a side
 * table says that its rows begin, and miss nothing by it.
 */
class KeptBoundsTest {
  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: bounds
          schema: derived
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.seen
              loaded_at: etl
              sortkeys: [seen_at]
              columns:
                k: {type: varchar(9)}
                page: {type: integer}
                seen_at: {type: timestamp}
            - name: raw.users
              changes: snapshot
              columns:
                cookie: {type: varchar(9)}
                name: {type: varchar(9)}
          """,
          "models/pages.sql",
          "SELECT k, COUNT(DISTINCT page) AS pages FROM ${ref('raw.seen')} WHERE page > 0 GROUP BY k\n",
          "models/often.sql",
          "SELECT k, MIN(seen_at) AS started, COUNT(*) AS n FROM ${ref('raw.seen')} GROUP BY k HAVING COUNT(*) > 1\n",
          "models/persons.sql",
          """
          SELECT COALESCE(u.name, s.k) AS person, COUNT(*) AS n, MAX(s.page) AS page
          FROM ${ref('raw.seen')} AS s
          LEFT JOIN ${ref('raw.users')} AS u ON u.cookie = s.k
          GROUP BY COALESCE(u.name, s.k)
          """,
          "models/visits.sql",
          """
          SELECT s.k, s.page, u.name
          FROM ${ref('raw.seen')} AS s
          JOIN ${ref('raw.users')} AS u ON u.cookie = s.k
          """,
          "models/firsts.sql",
          "SELECT k, MIN(seen_at) AS first_at FROM ${ref('raw.seen')} GROUP BY k\n");

  private static final List<String> BOUNDED = List.of("pages", "often", "persons", "visits");

  private final Warehouse warehouse = Warehouse.inMemory(PROJECT);
  private int batches;

  @BeforeEach
  void create() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute(
        "CREATE TABLE raw.seen (k VARCHAR, page INTEGER, seen_at TIMESTAMP, etl TIMESTAMP)");
    warehouse.execute("CREATE TABLE raw.users (cookie VARCHAR, name VARCHAR)");
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  /** Rows {@code ('k', page, day)}: a day of January, or NULL. */
  private void load(String rows) {
    warehouse.execute(
        "INSERT INTO raw.seen SELECT k, page, TIMESTAMP '2026-01-01' + INTERVAL 1 DAY * (day - 1),"
            + " TIMESTAMP '2026-05-01' + INTERVAL 1 HOUR * "
            + ++batches
            + " FROM (VALUES "
            + rows
            + ") AS r (k, page, day)");
  }

  private RunOutcome outcome;

  private List<String> run() {
    List<String> statements = new ArrayList<>();
    outcome =
        warehouse.run(
            new RunListener() {
              @Override
              public void before(String purpose, String sql) {
                statements.add(sql);
              }
            });
    Oracle.assertUpToDate(warehouse, "batch " + batches);
    return statements;
  }

  private void took(RunStrategy strategy, String... models) {
    for (String model : models) {
      assertThat(outcome.result(model).strategy()).as(model).isEqualTo(strategy);
    }
  }

  private String sideTable(String model) {
    return "accrete.\""
        + warehouse
            .texts(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'accrete' AND"
                    + " starts_with(table_name, '"
                    + model
                    + "_side_bounds')")
            .get(0)
        + "\"";
  }

  private static String from(List<String> statements, String model) {
    return statements.stream()
        .filter(s -> s.contains("TABLE " + model + "_inserted"))
        .findFirst()
        .map(s -> s.replaceAll("(?s).*?>= (.*?) OR .*", "$1"))
        .orElse("");
  }

  @Test
  void readsFromTheLeastTimeOfTheTouchedKeys() {
    load("('a', 1, 1), ('b', 2, 10), ('b', 3, 11), ('c', 4, 12), ('c', 4, 13)");
    run();
    took(RunStrategy.FULL, "pages", "often");
    load("('b', 9, 20)");
    List<String> statements = run();
    took(RunStrategy.RECOMPUTE, "pages", "often", "persons");
    assertThat(from(statements, "pages")).isEqualTo("CAST('2026-01-10 00:00:00' AS TIMESTAMP)");
    assertThat(from(statements, "often")).isEqualTo("CAST('2026-01-10 00:00:00' AS TIMESTAMP)");
    assertThat(from(statements, "persons")).isEqualTo("CAST('2026-01-10 00:00:00' AS TIMESTAMP)");
  }

  @Test
  void rowsThatTouchNoKeyLowerTheBoundToo() {
    load("('a', 1, 10), ('b', 1, 20)");
    run();
    // A filter drops the row, a HAVING hides the group, a join finds nobody.
    load("('a', 0, 3), ('n', 1, 4)");
    run();
    load("('a', 5, 21)");
    assertThat(from(run(), "pages")).isEqualTo("CAST('2026-01-03 00:00:00' AS TIMESTAMP)");
    load("('n', 2, 22)");
    warehouse.execute("INSERT INTO raw.users VALUES ('n', 'nora')");
    List<String> statements = run();
    assertThat(from(statements, "often")).isEqualTo("CAST('2026-01-04 00:00:00' AS TIMESTAMP)");
    assertThat(from(statements, "visits")).isEqualTo("CAST('2026-01-04 00:00:00' AS TIMESTAMP)");
  }

  @Test
  void theBoundIsTheCookiesAndNotThePersons() {
    load("('a', 1, 1), ('b', 1, 20)");
    warehouse.execute("INSERT INTO raw.users VALUES ('b', 'bea')");
    run();
    // Now the old rows of a are bea's as well.
    warehouse.execute("INSERT INTO raw.users VALUES ('a', 'bea')");
    List<String> statements = run();
    took(RunStrategy.RECOMPUTE, "persons");
    assertThat(from(statements, "persons")).isEqualTo("CAST('2026-01-01 00:00:00' AS TIMESTAMP)");
  }

  @Test
  void anAppendLowersTheBound() {
    warehouse.execute("INSERT INTO raw.users VALUES ('a', 'anna')");
    load("('a', 1, 10), ('b', 1, 11)");
    run();
    load("('a', 2, 2)");
    run();
    took(RunStrategy.APPEND, "visits");
    warehouse.execute("UPDATE raw.users SET name = 'ann'");
    List<String> statements = run();
    took(RunStrategy.RECOMPUTE, "visits");
    assertThat(from(statements, "visits")).isEqualTo("CAST('2026-01-02 00:00:00' AS TIMESTAMP)");
  }

  @Test
  void rowsWithoutATimeAndKeysThatAreNullAreRead() {
    load("('a', 1, NULL), ('a', 2, 5), (NULL, 3, 6), ('n', 4, NULL)");
    run();
    load("(NULL, 4, 7), ('a', 5, NULL), ('n', 6, NULL)");
    run();
    load("('n', 7, NULL)");
    assertThat(from(run(), "pages")).isEqualTo("NULL");
    load("(NULL, 9, 2)");
    assertThat(from(run(), "pages")).isEqualTo("CAST('2026-01-02 00:00:00' AS TIMESTAMP)");
  }

  @Test
  void theSideTableHoldsTheLeastTimeOfEachKeyAndGrowsByEarlierOnesAlone() {
    load("('a', 1, 10), ('a', 0, 5), ('b', 1, NULL)");
    run();
    String side = sideTable("pages");
    assertThat(warehouse.number("SELECT COUNT(*) FROM " + side)).isEqualTo(1);
    load("('a', 1, 7), ('b', 1, 8)");
    run();
    assertThat(warehouse.number("SELECT COUNT(*) FROM " + side)).isEqualTo(2);
    load("('a', 1, 2)");
    run();
    assertThat(warehouse.number("SELECT COUNT(*) FROM " + side)).isEqualTo(3);
    assertThat(
            warehouse
                .texts(
                    "SELECT CAST(MIN(accrete_bound) AS VARCHAR) FROM "
                        + side
                        + " WHERE accrete_key_1 = 'a'")
                .get(0))
        .startsWith("2026-01-02");
  }

  @Test
  void noSideTableIsKeptWhereTheModelKeepsTheLeastItself() {
    load("('a', 1, 10)");
    run();
    assertThat(
            warehouse.number(
                "SELECT COUNT(*) FROM information_schema.tables WHERE starts_with(table_name,"
                    + " 'firsts_side')"))
        .isZero();
  }

  @Test
  void scriptsKeepAndReadTheBoundsAsRunsDo() {
    warehouse.play(warehouse.project().runFull());
    load("('a', 1, 10), ('b', 0, 11)");
    warehouse.execute("INSERT INTO raw.users VALUES ('b', 'bea')");
    warehouse.play(warehouse.project().run());
    load("('a', 2, 2)");
    warehouse.play(warehouse.project().run());
    run();
    took(RunStrategy.NONE, "pages", "often", "persons", "visits");
    warehouse.execute("INSERT INTO raw.users VALUES ('a', 'bea')");
    load("('b', 7, 1), ('a', 2, 20)");
    List<String> statements = run();
    assertThat(BOUNDED).allSatisfy(m -> took(RunStrategy.RECOMPUTE, m));
    assertThat(from(statements, "pages")).isEqualTo("CAST('2026-01-01 00:00:00' AS TIMESTAMP)");
    warehouse.play(warehouse.project().run());
    load("('a', 9, 19)");
    assertThat(from(run(), "pages")).isEqualTo("CAST('2026-01-02 00:00:00' AS TIMESTAMP)");
  }
}
