package dev.accrete.tests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.verify.Equivalence;
import dev.accrete.runtime.verify.EquivalenceFailure;
import dev.accrete.runtime.verify.EquivalenceResult;
import dev.accrete.runtime.verify.EquivalenceRun;
import dev.accrete.runtime.verify.NotTestableException;
import dev.accrete.tests.engines.PostgresServer;
import dev.accrete.tests.engines.RedshiftServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Projects whose target is a server: verified in memory, on rows like the target's, and on these
 * themselves in schemas beside them.
 */
class BesideTheTargetTest {
  private static final String SOURCES =
      """
      sources:
        - name: shop.orders
          loaded_at: etl
          columns:
            id: {type: integer, nullable: false}
            account: {type: varchar(20)}
            amount: {type: 'decimal(10, 2)'}
            paid: {type: boolean}
            placed: {type: timestamptz}
            etl: {type: timestamp}
        - name: shop.accounts
          changes: static
          unique_key: account
          columns:
            account: {type: varchar(20), nullable: false}
            country: {type: varchar(2)}
      """;

  private static final String BY_ACCOUNT =
      """
      SELECT o.account, c.country, MIN(o.placed) AS first_placed, SUM(o.amount) AS amount,
        COUNT(DISTINCT o.id) AS orders, SUM(CASE WHEN o.paid THEN 1 ELSE 0 END) AS paid
      FROM ${ref('shop.orders')} AS o
      LEFT JOIN ${ref('shop.accounts')} AS c ON c.account = o.account
      GROUP BY 1, 2
      """;

  private static final String WATERMARK =
      """
      ---
      unique_key: account
      ---
      SELECT account, COUNT(*) AS orders, MAX(etl) AS etl
      FROM ${ref('shop.orders')}
      [@incremental]
      WHERE etl > (SELECT MAX(etl) FROM ${this})
      [/@incremental]
      GROUP BY 1
      """;

  private static Database server(String engine) {
    return engine.equals("postgres")
        ? PostgresServer.fresh()
        : RedshiftServer.fresh("serializable");
  }

  private static Map<String, String> project(String engine) {
    return new TreeMap<>(
        Map.of(
            "accrete.yml",
            "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n  dev: {engine: "
                + engine
                + ", url: 'jdbc:none'}\n",
            "models/sources.yml",
            SOURCES,
            "models/by_account.sql",
            BY_ACCOUNT));
  }

  /** Twelve batches; each account has orders in most of them. */
  private static void fill(Database database) {
    try (Session session = database.session("test", StatementListener.NONE)) {
      session.execute("prepare", "CREATE SCHEMA shop");
      session.execute(
          "prepare",
          "CREATE TABLE shop.orders (id integer, account varchar(20), amount decimal(10, 2),"
              + " paid boolean, placed timestamptz, etl timestamp)");
      session.execute(
          "prepare", "CREATE TABLE shop.accounts (account varchar(20), country varchar(2))");
      session.execute(
          "prepare",
          "INSERT INTO shop.accounts VALUES ('it''s', 'DE'), ('Ünal', NULL), ('c', 'FR')");
      session.execute(
          "prepare",
          "INSERT INTO shop.orders SELECT i, CASE i % 5 WHEN 0 THEN 'it''s' WHEN 1 THEN 'Ünal'"
              + " WHEN 2 THEN 'c' WHEN 3 THEN '' END, i * 1.25, CASE WHEN i % 4 > 0 THEN i % 2 = 0"
              + " END, TIMESTAMPTZ '2026-03-29 00:00:00+01' - i * INTERVAL '17 minutes',"
              + " TIMESTAMP '2026-03-01' + (i / 10) * INTERVAL '1 hour'"
              + " FROM generate_series(0, 119) AS s(i)");
    }
  }

  /** All schemas but the system's, and the rows of the sources. */
  private static List<String> everything(Database database) {
    try (Session session = database.session("test", StatementListener.NONE)) {
      return session.query(
          "look",
          "SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' UNION ALL"
              + " SELECT CAST(o AS text) FROM shop.orders AS o UNION ALL"
              + " SELECT CAST(a AS text) FROM shop.accounts AS a ORDER BY 1",
          row -> row.text(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void theTargetsRowsArePlayedBesideThem(String engine) {
    try (Database database = server(engine)) {
      fill(database);
      List<String> before = everything(database);
      EquivalenceResult result =
          Equivalence.of(project(engine))
              .onData(database, 200)
              .beside(database)
              .runs(4)
              .cases(2)
              .run()
              .orThrow();
      assertThat(result.tally().models().get("by_account").filled()).isGreaterThan(6);
      assertThat(everything(database)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void aWrongIncrementIsFoundOnThem(String engine) {
    Map<String, String> files = project(engine);
    files.remove("models/by_account.sql");
    files.put("models/watermark.sql", WATERMARK);
    try (Database database = server(engine)) {
      fill(database);
      List<String> before = everything(database);
      Optional<EquivalenceFailure> failure =
          Equivalence.of(files)
              .onData(database, 60)
              .beside(database)
              .runs(4)
              .cases(2)
              .run()
              .failure();
      assertThat(failure).isPresent();
      assertThat(failure.get().blame().orElseThrow().line()).isEqualTo(7);
      assertThat(failure.get().rows()).isLessThanOrEqualTo(5);
      assertThat(failure.get().story()).doesNotContain("accrete_verify");
      assertThat(everything(database)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void madeUpRowsArePlayedBesideThemToo(String engine) {
    Map<String, String> files = project(engine);
    files.put(
        "models/twice.sql",
        "SELECT account, COUNT(*) AS n FROM ${ref('by_account')} WHERE amount > 1 GROUP BY 1");
    try (Database database = server(engine)) {
      fill(database);
      List<String> before = everything(database);
      EquivalenceResult result =
          Equivalence.of(files)
              .likeData(database)
              .beside(database)
              .runs(5)
              .cases(1)
              .run()
              .orThrow();
      assertThat(result.tally().models().get("twice").filled()).isPositive();
      assertThat(everything(database)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void rowsInMemoryAreLikeThose(String engine) {
    try (Database database = server(engine)) {
      fill(database);
      try (EquivalenceRun run = Equivalence.of(project(engine)).likeData(database).open()) {
        assertThat(run.realData()).hasSize(2).anyMatch(s -> s.startsWith("shop.orders: id"));
        String told =
            run.history(1).toString() + run.history(2).toString() + run.history(3).toString();
        assertThat(told).contains("'it''s'", "'Ünal'").doesNotContain("'t'", "'f'");
        run.play(1).ifPresent(failure -> assertThat(failure.story()).isEmpty());
      }
      Equivalence.of(project(engine)).onData(database, 50).runs(3).cases(1).run().orThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void aProjectIsPlayedInMemoryWhateverItsTarget(String engine) {
    Map<String, String> files = project(engine);
    files.put(
        "models/names.sql",
        "SELECT id, DATEDIFF(week, etl, placed) AS weeks FROM ${ref('shop.orders')}");
    files.put("models/of_names.sql", "SELECT MAX(weeks) AS w FROM ${ref('names')}");
    if (engine.equals("postgres")) {
      files.put(
          "models/names.sql", "SELECT id, GREATEST(id, 1) AS weeks FROM ${ref('shop.orders')}");
    }
    try (EquivalenceRun run = Equivalence.of(files).open()) {
      assertThat(run.play(1).map(EquivalenceFailure::story)).isEmpty();
      assertThat(run.tally().models()).containsKey("by_account");
      if (engine.equals("redshift")) {
        assertThat(run.notPlayed().get("names")).startsWith("E212");
        assertThat(run.notPlayed().get("of_names")).contains("reads a model that is left out");
        assertThat(run.tally().models()).doesNotContainKeys("names", "of_names");
      } else {
        assertThat(run.notPlayed()).isEmpty();
        assertThat(run.tally().models()).containsKeys("names", "of_names");
      }
    }
  }

  @Test
  void whoMayMakeNoSchemasIsTold() {
    String url = PostgresServer.freshUrl();
    try (Database owner = PostgresServer.at(url)) {
      fill(owner);
      try (Session session = owner.session("test", StatementListener.NONE)) {
        String role = "reader_" + url.substring(url.lastIndexOf('/') + 1);
        session.execute("prepare", "CREATE ROLE " + role + " LOGIN");
        session.execute("prepare", "GRANT USAGE ON SCHEMA shop TO " + role);
        session.execute("prepare", "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO " + role);
        try (Database reader = PostgresServer.at(url + "?user=" + role)) {
          Equivalence equivalence = Equivalence.of(project("postgres")).onData(reader, 50);
          assertThatThrownBy(() -> equivalence.beside(reader).cases(1).run())
              .isInstanceOf(NotTestableException.class)
              .hasMessageContaining("permission denied")
              .hasMessageContaining("--play-on memory");
          equivalence.cases(1).run().orThrow();
        }
      }
    }
  }

  @Test
  void valuesOfAnotherTypeAreNotShown() {
    try (Database database = PostgresServer.fresh()) {
      fill(database);
      try (Session session = database.session("test", StatementListener.NONE)) {
        session.execute("prepare", "ALTER TABLE shop.orders ALTER amount TYPE text");
        session.execute("prepare", "UPDATE shop.orders SET amount = 'Jane Doe' WHERE id = 3");
      }
      assertThatThrownBy(
              () -> Equivalence.of(project("postgres")).onData(database, 50).cases(1).run())
          .isInstanceOf(NotTestableException.class)
          .hasMessageContaining("shop.orders.amount is declared decimal(10, 2)")
          .hasMessageNotContaining("Jane");
    }
  }
}
