package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data tests, by themselves and before commits, on DuckDB and on a real PostgreSQL. */
class DataTestsTest {
  private static final String TOTALS =
      "SELECT customer, state, SUM(amount) AS total FROM ${ref('raw.orders')} GROUP BY 1, 2\n";

  @TempDir private Path folder;

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Orders by customer and state, a reader of that, and a model that reads neither. */
  private void project(String engine, String tests) throws IOException {
    String target =
        engine.equals("duckdb")
            ? "{engine: duckdb, path: target/dev.duckdb}"
            : "{engine: postgres, url: '" + PostgresServer.freshUrl() + "', user: postgres}";
    write(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n  dev: "
            + target
            + "\n");
    write("models/totals.sql", TOTALS);
    write(
        "models/states.sql",
        "SELECT state, COUNT(*) AS customers FROM ${ref('totals')} GROUP BY 1\n");
    write(
        "models/customers.sql",
        "SELECT customer, COUNT(*) AS orders FROM ${ref('raw.orders')} GROUP BY 1\n");
    write(
        "models/schema.yml",
        "sources:\n  - name: raw.orders\n    loaded_at: loaded\n    columns:\n"
            + "      id: {type: integer}\n      customer: {type: varchar(20)}\n"
            + "      state: {type: varchar(20)}\n      amount: {type: integer}\n"
            + tests);
  }

  private void orders(String... lines) throws IOException {
    Path file = write("orders.csv", "id,customer,state,amount\n" + String.join("\n", lines) + "\n");
    assertThat(accrete("load raw.orders " + file).code()).isZero();
  }

  private Outcome accrete(String command) {
    Outcome outcome = InMemory.run(folder, Map.of(), command.split(" "));
    assertThat(outcome.out() + outcome.err()).as("stack trace").doesNotContain("\tat ");
    return outcome;
  }

  private String build(int code, String options) {
    Outcome outcome = accrete(("build " + options).trim());
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(code);
    return outcome.out() + outcome.err();
  }

  /** The rows of a table, each with blanks between its values, in the order of their texts. */
  private List<String> rows(String table) {
    String out = accrete("show " + table + " --limit 100").out();
    return out.lines()
        .skip(2)
        .takeWhile(line -> !line.isBlank())
        .map(line -> line.trim().replaceAll("\\s+", " "))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void aFailedTestLeavesTheTableAndBlocksItsReadersAlone(String engine) throws IOException {
    project(
        engine,
        "models:\n  - name: totals\n    columns:\n"
            + "      customer: {tests: [not_null]}\n"
            + "      total: {tests: [{accepted_values: {values: [5, 7, 12], store_failures: true}}]}\n");
    orders("1,a,new,5", "2,b,new,7");
    assertThat(build(0, "")).contains("PASS   accepted_values_totals_total", "2 passed");
    assertThat(rows("totals")).containsExactly("a new 5", "b new 7");

    orders("3,a,new,4", "4,c,paid,5");
    String failed = build(1, "--threads 2");
    assertThat(failed)
        .contains(
            "FAIL   accepted_values_totals_total  1 row that should not be there",
            "PASS   not_null_totals_customer");
    assertThat(rows("totals")).containsExactly("a new 5", "b new 7");
    assertThat(rows("states")).containsExactly("new 2");
    assertThat(rows("customers")).containsExactly("a 2", "b 1", "c 1");
    assertThat(Files.readString(folder.resolve("target/run_results.json")))
        .contains("\"unique_id\": \"test.shop.accepted_values_totals_total\"", "\"failures\": 1");

    orders("5,a,new,3");
    assertThat(build(0, "")).contains("totals", "2 passed");
    assertThat(rows("totals")).containsExactly("a new 12", "b new 7", "c paid 5");
    assertThat(rows("states")).containsExactly("new 2", "paid 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void theFirstBuildOfATableThatFailsLeavesNone(String engine) throws IOException {
    project(engine, "models:\n  - name: totals\n    columns: {customer: {tests: [unique]}}\n");
    orders("1,a,new,5", "2,a,paid,7", "3,b,new,1");
    assertThat(build(1, "")).contains("FAIL   unique_totals_customer  1 row that should");
    assertThat(accrete("show totals").code()).isNotZero();
    assertThat(rows("customers")).containsExactly("a 2", "b 1");
    // A run asks no test.
    assertThat(accrete("run").code()).isZero();
    assertThat(rows("totals")).containsExactly("a new 5", "a paid 7", "b new 1");
    // A table that stands still is tested as well.
    assertThat(build(1, "")).contains("FAIL   unique_totals_customer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void eachTestFindsWhatPlainSqlFinds(String engine) throws IOException {
    project(
        engine,
        "models:\n  - name: totals\n"
            + "    tests:\n"
            + "      - unique: {column_name: \"customer || state\", name: pairs}\n"
            + "      - relationships: {column_name: customer, to: ref('customers'),"
            + " field: customer, name: known, where: \"state = 'new'\"}\n"
            + "    columns:\n"
            + "      - name: customer\n        data_tests:\n"
            + "          - not_null: {name: present, config: {severity: warn}}\n"
            + "          - unique: {name: once, error_if: '>1', warn_if: '>0'}\n"
            + "          - unique: {name: paid_once, where: \"state = 'paid'\"}\n"
            + "      - name: state\n        tests:\n"
            + "          - accepted_values: {arguments: {values: [new, paid]}, name: states_known}\n"
            + "  - name: customers\n    columns: {customer: {tests: [unique]}}\n");
    write(
        "models/customers.sql",
        "SELECT customer, COUNT(*) AS orders FROM ${ref('raw.orders')}\n"
            + "WHERE amount > 1 GROUP BY 1\n");
    write(
        "tests/nobody_owes.sql",
        "---\nseverity: warn\n---\nSELECT * FROM ${ref('totals')} WHERE total < 0\n");
    // customer b is no customer of an amount above 1; d has a state that nobody knows
    orders("1,a,new,5", "2,a,paid,7", "3,b,new,1", "4,,paid,-2", "5,d,odd,9");
    Outcome run = accrete("run");
    assertThat(run.code()).as(run.err()).isZero();
    Outcome tests = accrete("test --junit out/tests.xml");
    assertThat(tests.out())
        .contains(
            "PASS   pairs",
            "FAIL   known  1 row that",
            "WARN   present  1 row that",
            "WARN   once  1 row that",
            "PASS   paid_once",
            "FAIL   states_known  1 row that",
            "WARN   nobody_owes  1 row that",
            "PASS   unique_customers_customer",
            "8 tests (3 passed, 3 warned, 2 failed, 0 skipped)");
    assertThat(tests.code()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("out/tests.xml")))
        .contains("tests=\"8\" failures=\"2\"", "name=\"known\"");
    assertThat(accrete("test -s customers").out())
        .contains("unique_customers_customer", "known", "2 tests");
    assertThat(accrete("test -s once").code()).isZero();
    assertThat(accrete("test -s totals --exclude known states_known").code()).isZero();
    assertThat(accrete("test --format json").out())
        .startsWith("{")
        .contains("\"unique_id\": \"test.shop.once\"", "\"status\": \"warn\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "postgres"})
  void failingRowsAreKeptUntilTheTestPasses(String engine) throws IOException {
    project(
        engine,
        "models:\n  - name: totals\n    columns:\n"
            + "      total: {tests: [{accepted_values: {values: [5], store_failures: true}}]}\n");
    write(
        "models/kept.yml",
        "sources:\n  - name: derived_test_failures.accepted_values_totals_total\n"
            + "    changes: static\n"
            + "    columns: {value_field: varchar, n_records: varchar}\n");
    orders("1,a,new,5", "2,b,new,8", "3,c,new,8");
    build(1, "");
    String kept = "derived_test_failures.accepted_values_totals_total";
    assertThat(rows(kept)).containsExactly("8 2");
    orders("4,b,new,-3", "5,c,new,-3");
    build(0, "");
    assertThat(accrete("show " + kept).code()).isNotZero();
  }

  @Test
  void aSourceThatFailsKeepsItsReadersFromRunning() throws IOException {
    project(
        "duckdb",
        "    tests:\n      - unique: {column_name: id}\n"
            + "  - name: raw.other\n    changes: static\n    columns: {n: integer}\n");
    write("models/others.sql", "SELECT n FROM ${ref('raw.other')}\n");
    Path file = write("other.csv", "n\n1\n");
    assertThat(accrete("load raw.other " + file).code()).isZero();
    orders("1,a,new,5", "1,b,new,7");
    assertThat(build(1, "")).contains("FAIL   unique_raw_orders_id", "SKIP   totals");
    assertThat(rows("others")).containsExactly("1");
    assertThat(accrete("show totals").code()).isNotZero();
  }

  @Test
  void mistakesInYamlAreShownWhereTheyStand() throws IOException {
    project(
        "duckdb",
        "models:\n  - name: totals\n    columns:\n"
            + "      customer: {tests: [uniqe, {not_null: {wher: x}}]}\n"
            + "      total: {tests: [{accepted_values: {quote: true}}]}\n"
            + "    tests:\n"
            + "      - not_null: {column_name: nothing, error_if: many}\n"
            + "      - unique\n");
    write("tests/empty.sql", "-- nothing\n");
    assertThat(accrete("compile").err())
        .contains(
            "E016 models/schema.yml:12:26 there is no test uniqe",
            "did you mean unique?",
            "E002 models/schema.yml:12:45 unknown key wher in the test not_null of totals",
            "E005 models/schema.yml:13:24 the test accepted_values of totals lacks values",
            "E004 models/schema.yml:15:52 error_if must be a comparison such as '>10', not many",
            "E005 models/schema.yml:16:9 the test unique of totals lacks column_name",
            "E017 tests/empty.sql");
    assertThat(accrete("build").code()).isEqualTo(1);
  }

  @Test
  void mistakesInTheSqlOfTestsAreShownWhereTheyStand() throws IOException {
    project(
        "duckdb",
        "models:\n  - name: totals\n    tests:\n"
            + "      - relationships: {column_name: customer, to: ref('customer'), field: c}\n"
            + "      - not_null: {column_name: noting}\n"
            + "      - not_null: {column_name: total, where: '1 = 1); DROP TABLE x; --'}\n");
    write("tests/bad.sql", "SELECT x FROM ${ref('totals')}\n");
    assertThat(accrete("compile").err())
        .contains(
            "E103 models/schema.yml:12:9 the test relationships_totals_customer: ref('customer')",
            "E203 models/schema.yml:13:9 the test not_null_totals_noting: no column noting",
            "models/schema.yml:14:9 the test not_null_totals_total",
            "E203 tests/bad.sql:1:8 no column x in totals");
    assertThat(accrete("build").code()).isEqualTo(1);
    assertThat(accrete("test").code()).isEqualTo(1);
  }
}
