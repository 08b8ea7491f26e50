package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunStrategy;
import dev.accrete.tests.acceptance.Warehouse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hooks, rights and contracts of models, on each engine. */
class AroundModelsTest {
  private static final String SELECT =
      "SELECT customer, SUM(amount) AS total FROM ${ref('raw.orders')} GROUP BY customer\n";
  private static final String ZONE =
      "SELECT customer, CAST(CAST(MAX(etl) AS TIMESTAMP WITH TIME ZONE) AS VARCHAR(40)) AS shown\n"
          + "FROM ${ref('raw.orders')}\nGROUP BY customer\n";
  private static final String SEEN = "SELECT customer FROM ${ref('raw.orders')}\n";

  private Database database;
  private Warehouse warehouse;
  private final Map<String, String> more = new TreeMap<>();
  private String engine;
  private String dialect = "postgres";

  @AfterEach
  void close() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  private void start(String name, String ofTotals, String ofProject) {
    engine = name;
    database =
        switch (name) {
          case "duckdb" -> DuckDbDatabase.inMemory();
          case "postgres" -> PostgresServer.fresh();
          default -> RedshiftServer.fresh("repeatable read");
        };
    project(ofTotals, ofProject);
    warehouse.execute("CREATE SCHEMA raw");
    warehouse.execute("CREATE TABLE raw.orders (customer INTEGER, amount INTEGER, etl TIMESTAMP)");
    warehouse.execute("CREATE SCHEMA audit");
    warehouse.execute("CREATE TABLE audit.log (n INTEGER, step VARCHAR(40), seen BIGINT)");
    order(1, 5);
  }

  /** The same database under another project. */
  private void project(String ofTotals, String ofProject) {
    Map<String, String> files = new TreeMap<>();
    String url = engine.equals("duckdb") ? "path: x.duckdb" : "url: \"jdbc:" + engine + "://h/t\"";
    files.put(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: "
            + dialect
            + "\ntarget: dev\nvars: {step: last}\n"
            + ofProject
            + "targets:\n  dev: {engine: "
            + engine
            + ", "
            + url
            + "}\n");
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.orders\n    loaded_at: etl\n    columns:\n"
            + "      customer: integer\n      amount: integer\n      etl: timestamp\n");
    files.put("models/totals.sql", "---\n" + ofTotals + "---\n" + SELECT);
    files.put("models/seen.sql", "---\nmaterialized: view\n---\n" + SEEN);
    files.putAll(more);
    warehouse = Warehouse.over(database, files);
  }

  private void order(int customer, int amount) {
    warehouse.execute(
        "INSERT INTO raw.orders SELECT "
            + customer
            + ", "
            + amount
            + ", TIMESTAMP '2026-01-01' + COUNT(*) * INTERVAL '1 day' FROM raw.orders");
  }

  private static String log(String step, String from) {
    return "\"INSERT INTO audit.log SELECT COUNT(*), '"
        + step
        + "', (SELECT COUNT(*) FROM "
        + from
        + ") FROM audit.log\"";
  }

  private List<String> steps() {
    return warehouse.texts("SELECT step || ' ' || CAST(seen AS VARCHAR) FROM audit.log ORDER BY n");
  }

  private ModelResult plan(String model) {
    return warehouse
        .run(RunListener.NONE, warehouse.request(Set.copyOf(warehouse.models())).dry())
        .result(model);
  }

  private ModelResult run(String model) {
    return warehouse.run().result(model);
  }

  /** What a hook sets, whatever comes of it, is not what the next model is computed by. */
  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void whatAHookSetsIsUndone(String name) {
    more.put("models/zone.sql", ZONE);
    String tokyo = "\"SET TimeZone = 'Asia/Tokyo'\"";
    String wrong = "'SELECT * FROM audit.absent'";
    start(name, "pre_hook: [" + tokyo + ", " + wrong + "]\n", "");
    assertZone(false);
    for (String hooks :
        List.of(
            "pre_hook: [" + tokyo + "]\n",
            "post_hook: [" + tokyo + "]\n",
            "post_hook: [" + tokyo + ", " + wrong + "]\n",
            "post_hook: [{sql: " + tokyo + ", transaction: false}]\n",
            "post_hook: [{sql: "
                + tokyo
                + ", transaction: false}, {sql: "
                + wrong
                + ", transaction: false}]\n")) {
      order(1, 1);
      project(hooks, "");
      assertZone(!hooks.equals("post_hook: [" + tokyo + ", " + wrong + "]\n"));
    }
  }

  /** The embedded database is locked against settings. */
  @Test
  void noHookSetsAnythingOnDuckDb() {
    more.put("models/zone.sql", ZONE);
    start("duckdb", "pre_hook: [\"SET TimeZone = 'Asia/Tokyo'\"]\n", "");
    assertZone(false);
  }

  private void assertZone(boolean succeeds) {
    RunOutcome outcome = warehouse.run();
    assertThat(outcome.result("totals").succeeded()).isEqualTo(succeeds);
    assertThat(outcome.result("zone").succeeded()).isTrue();
    assertThat(warehouse.texts("SELECT shown FROM derived.zone"))
        .allSatisfy(shown -> assertThat(shown).endsWith("+00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void hooksStandWhereTheyShould(String name) {
    start(
        name,
        "pre_hook: "
            + log("before ${target.name}", "${ref('raw.orders')}")
            + "\npost_hook:\n  - {sql: "
            + log("${var('step')}", "${this}")
            + ", transaction: false}\n  - "
            + log("within", "${this}")
            + "\n",
        "pre_hook: [" + log("of all", "${ref('raw.orders')}") + "]\n");
    assertThat(run("totals").succeeded()).isTrue();
    assertThat(steps())
        .as("the view goes first, and has those of the project alone")
        .containsExactly("of all 1", "of all 1", "before dev 1", "within 1", "last 1");
    assertThat(run("totals").strategy())
        .as("no hook of a table at rest")
        .isEqualTo(RunStrategy.NONE);
    assertThat(steps()).hasSize(6).endsWith("of all 1");
    order(2, 7);
    assertThat(run("totals").strategy()).isNotEqualTo(RunStrategy.NONE);
    assertThat(steps())
        .hasSize(11)
        .endsWith("of all 2", "of all 2", "before dev 2", "within 2", "last 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void aHookThatFailsInTheCommitTakesItBackAndNoHookRebuilds(String name) {
    start(name, "description: none\n", "");
    assertThat(run("totals").strategy()).isEqualTo(RunStrategy.FULL);
    order(1, 7);
    project("post_hook: [" + log("within", "${this}") + ", 'SELECT * FROM audit.absent']\n", "");
    ModelResult failed = run("totals");
    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.message()).contains("The post_hook of totals", "absent");
    assertThat(warehouse.number("SELECT total FROM derived.totals")).isEqualTo(5);
    assertThat(steps()).as("the hook before it").isEmpty();
    project("post_hook: [{sql: 'SELECT * FROM audit.absent', transaction: false}]\n", "");
    ModelResult stands = run("totals");
    assertThat(stands.succeeded()).isTrue();
    assertThat(stands.message()).contains("the table is committed, a post_hook after it failed");
    assertThat(stands.strategy())
        .as("a hook is no change of the table")
        .isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(warehouse.number("SELECT total FROM derived.totals")).isEqualTo(12);
    project("pre_hook: 'SELECT * FROM audit.absent'\n", "");
    order(1, 1);
    assertThat(run("totals").message()).contains("The pre_hook of totals", "absent");
    assertThat(warehouse.number("SELECT total FROM derived.totals")).isEqualTo(12);
    project("pre_hook: 'SELECT 1;'\n", "");
    assertThat(run("totals").strategy()).isEqualTo(RunStrategy.RECOMPUTE);
    assertThat(warehouse.number("SELECT total FROM derived.totals")).isEqualTo(13);
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "redshift"})
  void rightsBecomeThoseThatAreDeclaredAndOthersStay(String name) {
    start(name, "description: none\n", "");
    String one = "one_" + Long.toHexString(System.nanoTime());
    String two = one.replace("one", "two");
    warehouse.execute("CREATE ROLE " + one);
    warehouse.execute("CREATE ROLE " + two);
    assertThat(run("totals").strategy()).isEqualTo(RunStrategy.FULL);
    warehouse.execute("GRANT SELECT ON derived.totals TO " + two);
    warehouse.execute("GRANT DELETE ON derived.totals TO " + two);
    project(
        "grants: {select: [" + one + ", postgres], insert: public}\n",
        "grants: {select: [" + two + "], update: [" + two + "]}\n");
    ModelResult granted = run("totals");
    assertThat(granted.strategy()).as("rights are no change").isEqualTo(RunStrategy.NONE);
    assertThat(granted.reason()).endsWith("rights set as declared");
    List<String> declared =
        List.of("DELETE " + two, "INSERT PUBLIC", "SELECT " + one, "UPDATE " + two);
    assertThat(rights("totals")).containsExactlyElementsOf(declared);
    assertThat(rights("seen")).containsExactly("SELECT " + two, "UPDATE " + two);
    assertThat(run("totals").reason()).isEqualTo("nothing new");

    warehouse.execute("ALTER TABLE derived.totals ADD COLUMN gone INTEGER");
    warehouse.execute("UPDATE accrete.model_version SET fingerprint = 'x' WHERE model = 'totals'");
    ModelResult anew = run("totals");
    assertThat(anew.strategy()).as(anew.message()).isEqualTo(RunStrategy.FULL);
    assertThat(rights("totals")).as("of a table made anew").containsExactlyElementsOf(declared);

    project("grants: {select: []}\n", "");
    run("totals");
    assertThat(rights("totals")).containsExactly("DELETE " + two, "INSERT PUBLIC", "UPDATE " + two);

    project("grants: {select: nobody_of_that_name}\n", "");
    order(3, 3);
    ModelResult failed = run("totals");
    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.message()).contains("set the declared rights on totals", "nobody_of_that");
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.totals")).isEqualTo(1);
    warehouse.execute("DROP OWNED BY " + one + ", " + two);
    warehouse.execute("DROP ROLE " + one + ", " + two);
  }

  @Test
  void rolesOfPostgresMayHaveCapitals() {
    start("postgres", "description: none\n", "");
    String plain = "role_" + Long.toHexString(System.nanoTime());
    String capital = plain.replace("role", "Role");
    warehouse.execute("CREATE ROLE " + plain);
    warehouse.execute("CREATE ROLE \"" + capital + "\"");
    project("grants: {select: " + capital + "}\n", "");
    assertThat(run("totals").strategy()).isEqualTo(RunStrategy.FULL);
    assertThat(rights("totals")).containsExactly("SELECT " + capital);
    assertThat(run("totals").reason()).isEqualTo("nothing new");
    project("grants: {select: " + plain + "}\n", "");
    assertThat(run("totals").reason()).endsWith("rights set as declared");
    assertThat(rights("totals")).containsExactly("SELECT " + plain);
    warehouse.execute("DROP OWNED BY " + plain + ", \"" + capital + "\"");
    warehouse.execute("DROP ROLE " + plain + ", \"" + capital + "\"");
  }

  private List<String> rights(String relation) {
    return warehouse.texts(
        "SELECT x.privilege_type || ' ' || CASE WHEN x.grantee = 0 THEN 'PUBLIC'"
            + " ELSE CAST(pg_get_userbyid(x.grantee) AS TEXT) END"
            + " FROM pg_class AS c, aclexplode(c.relacl) AS x WHERE c.oid = 'derived."
            + relation
            + "'::regclass AND x.grantee <> c.relowner ORDER BY 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void aContractIsKeptByTheTypesOfTheEngine(String name) {
    start(name, "contract: true\ncolumns: {customer: integer, total: bigint}\n", "");
    if (name.equals("duckdb")) {
      // A sum of integers is a HUGEINT there.
      String planned = plan("totals").message();
      assertThat(run("totals").message())
          .isEqualTo(planned)
          .contains(
              "models/totals.sql:3:30 declares the column total as bigint, and it is HUGEINT");
      assertThat(warehouse.texts("SELECT table_name FROM information_schema.tables"))
          .doesNotContain("totals");
      project("contract: {enforced: true}\ncolumns: {customer: integer, total: hugeint}\n", "");
    }
    assertThat(run("totals").message()).isEmpty();
    order(2, 9);
    project("contract: true\ncolumns: {customer: smallint, total: bigint}\n", "");
    ModelResult planned = plan("totals");
    ModelResult broken = run("totals");
    assertThat(broken.succeeded()).isEqualTo(planned.succeeded()).isFalse();
    assertThat(broken.message())
        .isEqualTo(planned.message())
        .contains(
            "the contract of totals is broken, so nothing was written",
            "models/totals.sql:3:11 declares the column customer as smallint, and it is");
    assertThat(warehouse.number("SELECT COUNT(*) FROM derived.totals")).isEqualTo(1);
  }

  /**
   * What is rebuilt before may have other columns by then, so a plan says nothing of its readers.
   */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres", "redshift"})
  void aPlanAccusesNoContractForTablesThatAreRebuiltBefore(String name) {
    String plain = "SELECT customer, amount AS part FROM ${ref('raw.orders')}\n";
    String reader =
        "SELECT customer, part FROM ${ref('%s')}\n".formatted(name.equals("redshift") ? "v" : "t");
    String contract = "---\ncontract: true\ncolumns: {customer: integer, part: %s}\n---\n";
    more.put("models/t.sql", plain);
    more.put("models/v.sql", "---\nmaterialized: view\n---\n" + plain);
    more.put("models/reader.sql", contract.formatted("integer") + reader);
    start(name, "description: none\n", "");
    assertThat(plan("reader").message()).isEmpty();
    assertThat(run("reader").message()).isEmpty();
    assertThat(plan("reader").message()).isEmpty();
    String wide = plain.replace("amount AS", "CAST(amount AS BIGINT) AS");
    more.put("models/t.sql", wide);
    more.put("models/v.sql", "---\nmaterialized: view\n---\n" + wide);
    more.put("models/reader.sql", contract.formatted("bigint") + reader);
    project("description: none\n", "");
    assertThat(plan("reader").message()).isEmpty();
    assertThat(run("reader").message()).isEmpty();
  }

  /** Types are declared in the words of the project's dialect. */
  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aContractNamesTypesInTheDialectOfTheProject(String name) {
    dialect = "redshift";
    more.put(
        "models/words.sql",
        """
        ---
        contract: true
        columns:
          word: {type: nvarchar(max)}
          seen: {type: datetime}
          price: {type: decimal}
        ---
        SELECT CAST(amount AS VARCHAR(9)) AS word, etl AS seen,
          CAST(amount AS DECIMAL(18, 0)) AS price FROM ${ref('raw.orders')}
        """);
    start(name, "description: none\n", "");
    assertThat(run("words").message()).isEmpty();
    more.put("models/words.sql", more.get("models/words.sql").replace("(18, 0)", "(12, 2)"));
    project("description: none\n", "");
    assertThat(run("words").message())
        .contains("models/words.sql:6:3 declares the column price as decimal, and it is");
  }

  @Test
  void scriptsHaveHooksAndRights() {
    start("postgres", "description: none\n", "");
    String role = "reader_" + Long.toHexString(System.nanoTime());
    warehouse.execute("CREATE ROLE " + role);
    project(
        "pre_hook: "
            + log("before", "${ref('raw.orders')}")
            + "\npost_hook:\n  - "
            + log("within; ${target.schema}", "${this}")
            + "\n  - \"COMMENT ON TABLE ${this} IS 'a; b' -- said\""
            + "\n  - {sql: "
            + log("after", "${this}")
            + ", transaction: false}\ngrants: {select: "
            + role
            + "}\n",
        "");
    warehouse.play(warehouse.project().runFull());
    List<String> steps = List.of("before 1", "within; derived 1", "after 1");
    assertThat(steps()).containsExactlyElementsOf(steps);
    assertThat(rights("totals")).containsExactly("SELECT " + role);
    assertThat(warehouse.texts("SELECT obj_description('derived.totals'::regclass)"))
        .containsExactly("a; b");
    order(2, 7);
    warehouse.play(warehouse.model("totals").incremental());
    assertThat(steps()).hasSize(6).endsWith("before 2", "within; derived 2", "after 2");
    assertThat(run("totals").strategy()).isEqualTo(RunStrategy.NONE);
    warehouse.execute("DROP OWNED BY " + role);
    warehouse.execute("DROP ROLE " + role);
  }
}
