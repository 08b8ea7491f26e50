package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Views that people made over tables and views of models, on an engine that binds a view to what it
 * reads.
 */
class DependentViewsTest {
  private static final String TOTALS =
      "SELECT customer, SUM(amount) AS total%s FROM ${ref('raw.orders')} GROUP BY customer\n";
  private static final String BIG =
      "---\nmaterialized: view\n---\nSELECT customer, total FROM ${ref('totals')} WHERE total > 1\n";

  private final Map<String, String> files = new TreeMap<>();
  private final Database database = PostgresServer.fresh();
  private Warehouse warehouse = Warehouse.over(database, project());
  private String role = "";

  private Map<String, String> project() {
    files.put(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\n"
            + "targets:\n  dev: {engine: postgres, url: \"jdbc:postgresql://h/t\"}\n");
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.orders\n    loaded_at: etl\n    columns:\n"
            + "      customer: integer\n      amount: integer\n      etl: timestamp\n");
    files.put("models/totals.sql", TOTALS.formatted(""));
    files.put("models/big.sql", BIG);
    files.put(
        "models/bigger.sql",
        "---\nmaterialized: view\n---\nSELECT customer FROM ${ref('big')} WHERE total > 5\n");
    return files;
  }

  @BeforeEach
  void open() {
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.orders (customer INTEGER, amount INTEGER, etl TIMESTAMP)");
    order(1, 9);
    assertSucceeds();
    role = "reader_" + Long.toHexString(System.nanoTime());
    warehouse.execute("CREATE ROLE " + role);
    warehouse.execute("CREATE SCHEMA reports");
    warehouse.execute(
        "CREATE VIEW reports.daily WITH (security_barrier=true) AS"
            + " SELECT customer, total AS \"Sum\" FROM derived.totals");
    warehouse.execute(
        "CREATE VIEW reports.top AS SELECT d.customer FROM reports.daily AS d"
            + " JOIN derived.bigger AS b ON b.customer = d.customer JOIN derived.totals AS t"
            + " ON t.customer = d.customer");
    warehouse.execute("GRANT SELECT ON reports.top TO " + role);
    warehouse.execute("COMMENT ON COLUMN reports.daily.customer IS 'who; buys'");
  }

  @AfterEach
  void close() {
    warehouse.execute("DROP OWNED BY " + role);
    warehouse.execute("DROP ROLE " + role);
    warehouse.close();
  }

  private void order(int customer, int amount) {
    warehouse.execute(
        "INSERT INTO raw.orders SELECT "
            + customer
            + ", "
            + amount
            + ", TIMESTAMP '2026-01-01' + COUNT(*) * INTERVAL '1 day' FROM raw.orders");
  }

  private void change(String model, String text) {
    files.put("models/" + model + ".sql", text);
    warehouse = Warehouse.over(database, files);
  }

  private void assertSucceeds() {
    assertThat(warehouse.run().results()).allMatch(ModelResult::succeeded, "succeeded");
  }

  private void assertReports(String... top) {
    assertThat(warehouse.texts("SELECT CAST(customer AS VARCHAR) FROM reports.top ORDER BY 1"))
        .containsExactly(top);
    assertThat(
            warehouse.texts(
                "SELECT obj.privilege_type || ' ' || pg_get_userbyid(obj.grantee) FROM pg_class AS c,"
                    + " aclexplode(c.relacl) AS obj WHERE c.oid = 'reports.top'::regclass"
                    + " AND obj.grantee <> c.relowner"))
        .containsExactly("SELECT " + role);
    assertThat(
            warehouse.texts(
                "SELECT col_description('reports.daily'::regclass, 1) || array_to_string(reloptions, ',')"
                    + " FROM pg_class WHERE oid = 'reports.daily'::regclass"))
        .containsExactly("who; buyssecurity_barrier=true");
  }

  private long identity(String view) {
    return warehouse.number("SELECT CAST('" + view + "'::regclass AS oid)::bigint");
  }

  @Test
  void viewsOfTheSameColumnsAreNotDropped() {
    long before = identity("derived.big");
    long report = identity("reports.top");
    order(2, 8);
    assertSucceeds();
    change("big", BIG.replace("total > 1", "total > 2"));
    assertSucceeds();
    assertThat(identity("derived.big")).isEqualTo(before);
    assertThat(identity("reports.top")).isEqualTo(report);
    assertReports("1", "2");
  }

  @Test
  void aTableOfAnotherShapeTakesItsViewsWithIt() {
    order(2, 8);
    change("totals", TOTALS.formatted(", COUNT(*) AS orders"));
    assertSucceeds();
    assertReports("1", "2");
    order(3, 7);
    assertSucceeds();
    assertReports("1", "2", "3");
  }

  @Test
  void aViewOfOtherColumnsTakesThoseWithItThatReadIt() {
    change("big", BIG.replace("customer, total", "total, customer"));
    order(2, 8);
    assertSucceeds();
    assertReports("1", "2");
    change("bigger", "SELECT customer FROM ${ref('big')} WHERE total > 5\n");
    assertSucceeds();
    assertReports("1", "2");
    assertThat(
            warehouse.texts(
                "SELECT table_type FROM information_schema.tables"
                    + " WHERE table_schema = 'derived' AND table_name = 'bigger'"))
        .containsExactly("BASE TABLE");
    change(
        "bigger", "---\nmaterialized: view\n---\nSELECT customer, 1 AS one FROM ${ref('big')}\n");
    assertSucceeds();
    assertReports("1", "2");
  }

  @Test
  void aViewOfTheProjectMayChangeWithWhatItReads() {
    warehouse.execute("DROP SCHEMA reports CASCADE");
    files.put("models/bigger.sql", BIG.replace("total", "worth").replace("'worths'", "'totals'"));
    files.put("models/big.sql", BIG.replace("total", "worth").replace("'worths'", "'totals'"));
    change("totals", TOTALS.replace("AS total", "AS worth").formatted(""));
    assertSucceeds();
    assertThat(warehouse.texts("SELECT CAST(worth AS VARCHAR) FROM derived.bigger"))
        .containsExactly("9");
  }

  @Test
  void aViewThatDoesNotFitIsNamedAndNothingIsWritten() {
    files.remove("models/big.sql");
    files.remove("models/bigger.sql");
    change("totals", TOTALS.replace("AS total", "AS worth").formatted(""));
    ModelResult broken = result("totals");
    assertThat(broken.succeeded()).isFalse();
    assertThat(broken.message())
        .contains(
            "derived.totals gets other columns, and ", " reads it; the view does not fit them");
    assertReports("1");
    assertThat(warehouse.texts("SELECT CAST(total AS VARCHAR) FROM derived.totals"))
        .containsExactly("9");
  }

  @Test
  void aMaterializedViewIsNamed() {
    warehouse.execute("CREATE MATERIALIZED VIEW reports.kept AS SELECT total FROM derived.totals");
    change("totals", TOTALS.formatted(", COUNT(*) AS orders"));
    assertThat(result("totals").message())
        .contains("reports.kept reads it; it is no plain view, and would have to be dropped");
    warehouse.execute("DROP MATERIALIZED VIEW reports.kept");
    assertSucceeds();
    assertReports("1");
  }

  /** Nothing is dropped, so it does not matter what stands over it. */
  @Test
  void aMaterializedViewOverAViewStaysWhereTheColumnsStay() {
    warehouse.execute("CREATE MATERIALIZED VIEW reports.kept AS SELECT total FROM derived.big");
    order(2, 8);
    assertSucceeds();
    change("big", BIG.replace("customer, total", "total, customer"));
    assertThat(result("big").message()).contains("reports.kept reads it; it is no plain view");
    warehouse.execute("DROP MATERIALIZED VIEW reports.kept");
  }

  private ModelResult result(String model) {
    List<ModelResult> results = warehouse.run().results();
    return results.stream().filter(r -> r.model().equals(model)).findFirst().orElseThrow();
  }
}
