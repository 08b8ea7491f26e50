package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unit tests in YAML, played in full and incrementally. */
class UnitTestsTest {
  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    write(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\nvars: {least: 1}\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    write(
        "models/sources.yml",
        """
        sources:
          - name: raw.orders
            loaded_at: loaded
            columns: {id: integer, customer: integer, amount: "decimal(8,2)", day: date, note: varchar(20)}
          - name: raw.customers
            changes: snapshot
            columns: {id: integer, region: varchar(20)}
        """);
    write(
        "models/big_orders.sql",
        "---\nmaterialized: ephemeral\n---\nSELECT * FROM ${ref('raw.orders')} WHERE amount >= ${var('least')}\n");
    write(
        "models/per_region.sql",
        """
        ---
        pre_hook: "INSERT INTO nowhere SELECT * FROM ${ref('per_day')}"
        grants: {select: nobody}
        ---
        SELECT c.region, COUNT(*) AS orders, SUM(o.amount) AS amount, NVL(MAX(o.note), 'none') AS note
        FROM ${ref('big_orders')} AS o
        LEFT JOIN ${ref('raw.customers')} AS c ON c.id = o.customer
        GROUP BY c.region
        """);
    write("models/per_day.sql", "SELECT day, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1\n");
    write("models/regions.sql", "SELECT region FROM ${ref('per_region')}\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Outcome accrete(String command) {
    Outcome outcome = InMemory.run(folder, Map.of(), command.split(" "));
    assertThat(outcome.out() + outcome.err()).as("stack trace").doesNotContain("\tat ");
    return outcome;
  }

  private String test(int code, String options) {
    Outcome outcome = accrete(("test " + options).trim());
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(code);
    return outcome.out() + outcome.err();
  }

  @Test
  void rowsOfAnyFormComeThroughTheModelBothWays() throws IOException {
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: regions_are_added_up
            model: per_region
            given:
              - input: source('raw', 'orders')
                rows:
                  - {id: 1, customer: 1, amount: 5.5, note: a}
                  - {id: 2, customer: 1, amount: 0.5}
                  - {id: 3, customer: 2, amount: 2, note: null}
                  - {id: 4, customer: 9, amount: 1}
              - input: ref('raw.customers')
                format: csv
                rows: |
                  id,region
                  1,eu
                  2,
            expect:
              rows:
                - {region: eu, orders: 1, amount: 5.50, note: a}
                - {region: null, orders: 2, amount: 3, note: none}
          - name: the_least_is_a_variable
            model: per_region
            overrides: {vars: {least: 2.5}}
            given:
              - {input: raw.orders, format: csv, fixture: orders}
              - {input: raw.customers, rows: []}
            expect: {format: sql, rows: "SELECT 2 AS orders"}
          - name: an_ephemeral_input_may_be_given
            model: per_region
            given:
              - {input: ref('big_orders'), format: sql, fixture: big}
              - {input: ref('raw.customers'), rows: [{id: 1, region: x}]}
            expect: {format: csv, rows: "orders,amount\\n3,6"}
          - name: a_model_is_an_input
            model: regions
            given: [{input: ref('per_region'), rows: [{region: b}, {region: b}, {region: "null"}]}]
            expect: {rows: [{region: b}, {region: "null"}, {region: b}]}
          - name: nothing_makes_nothing
            model: per_day
            given: [{input: ref('raw.orders'), rows: []}]
            expect: {rows: []}
        """);
    write("tests/fixtures/orders.csv", "id,customer,amount\n1,1,1\n2,1,3\n3,,2.5\n");
    write(
        "tests/fixtures/big.sql",
        "SELECT 1 AS id, 1 AS customer, i AS amount FROM range(1, 4) AS r(i);\n");
    assertThat(test(0, ""))
        .contains(
            "PASS   regions_are_added_up",
            "PASS   the_least_is_a_variable",
            "PASS   an_ephemeral_input_may_be_given",
            "PASS   a_model_is_an_input",
            "PASS   nothing_makes_nothing",
            "5 tests (5 passed");
    assertThat(test(0, "-s regions")).contains("1 test (1 passed");
    assertThat(test(0, "-s nothing_makes_nothing --format json"))
        .contains("\"unique_id\": \"unit_test.shop.per_day.nothing_makes_nothing\"");
    assertThat(folder.resolve("target/dev.duckdb")).as("no connection is made").doesNotExist();
  }

  @Test
  void differencesAreShownAsRowsAndKeepTheModelFromRunning() throws IOException {
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: wrong
            model: per_region
            given:
              - {input: ref('raw.orders'), rows: [{customer: 1, amount: 5}, {customer: 2, amount: 7}]}
              - {input: ref('raw.customers'), rows: [{id: 1, region: eu}, {id: 2, region: us}]}
            expect: {rows: [{region: eu, amount: 5}, {region: us, amount: 8}, {region: us, amount: 8}]}
        """);
    String said = test(1, "--junit out/tests.xml");
    assertThat(said)
        .contains(
            "FAIL   wrong  played in full: 2 rows missing, 1 row too many",
            "missing: region=us, amount=8.00",
            "too many: region=us, amount=7.00");
    assertThat(Files.readString(folder.resolve("out/tests.xml")))
        .contains("failures=\"1\"", "region=us, amount=8.00");
    write("orders.csv", "id,amount\n1,2\n");
    write("customers.csv", "id,region\n1,eu\n");
    write(
        "models/per_region.sql",
        "SELECT c.region, SUM(o.amount) AS amount FROM ${ref('big_orders')} AS o"
            + " LEFT JOIN ${ref('raw.customers')} AS c ON c.id = o.customer GROUP BY c.region\n");
    for (String source : new String[] {"orders", "customers"}) {
      assertThat(accrete("load raw." + source + " " + folder.resolve(source + ".csv")).code())
          .isZero();
    }
    Outcome build = accrete("build");
    assertThat(build.code()).isEqualTo(1);
    assertThat(build.out())
        .contains("FAIL   wrong", "SKIP   per_region", "SKIP   regions", "2 skipped");
    assertThat(accrete("show per_day").out()).contains("1 row");
    assertThat(accrete("show per_region").code()).isNotZero();
  }

  @Test
  void batchesComeOneAfterAnother() throws IOException {
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: a_customer_moves
            model: per_region
            given:
              - {input: ref('raw.orders'), rows: [{id: 1, customer: 1, amount: 5}]}
              - {input: ref('raw.customers'), rows: [{id: 1, region: eu}]}
            batches:
              - given: [{input: ref('raw.orders'), rows: [{id: 2, customer: 1, amount: 2}]}]
                expect: {rows: [{region: eu, orders: 2, amount: 7}]}
              - given: [{input: ref('raw.customers'), replace: true, rows: [{id: 1, region: us}]}]
            expect: {rows: [{region: us, orders: 2}]}
          - name: not_yet
            model: per_region
            batches:
              - given:
                  - {input: ref('raw.orders'), rows: [{id: 1, customer: 1, amount: 5}]}
                  - {input: ref('raw.customers'), rows: []}
                expect: {rows: [{orders: 2}]}
            expect: {rows: [{orders: 1}]}
        """);
    assertThat(test(1, ""))
        .contains(
            "PASS   a_customer_moves",
            "FAIL   not_yet  played incrementally, after batch 1: 1 row missing, 1 row too many",
            "missing: orders=2");
  }

  /** The increment forgets rows of keys that were there before: only runs show it. */
  @Test
  void anIncrementThatDriftsIsFoundThoughTheRebuildIsRight() throws IOException {
    write(
        "models/per_day.sql",
        """
        ---
        unique_key: day
        ---
        [@full]SELECT day, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1[/@full]
        [@incremental]SELECT day, COUNT(*) AS n FROM ${ref('raw.orders')}
        WHERE loaded > (SELECT MAX(loaded) - INTERVAL '1 hour' FROM ${ref('raw.orders')}) GROUP BY 1[/@incremental]
        """);
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: days
            model: per_day
            given: [{input: ref('raw.orders'), rows: [{day: 2026-01-01}, {day: 2026-01-01}]}]
            expect: {rows: [{day: 2026-01-01, n: 2}]}
        """);
    assertThat(test(1, ""))
        .contains("FAIL   days  played incrementally: 1 row missing, 1 row too many", "n=1");
  }

  /** The increment of the second batch is wrong; the same rows in one rebuild are right. */
  @Test
  void batchesArePlayedAsIncrements() throws IOException {
    write(
        "models/per_day.sql",
        """
        ---
        unique_key: day
        ---
        [@full]SELECT day, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1[/@full]
        [@incremental]SELECT day, 0 AS n FROM ${ref('raw.orders')} GROUP BY 1[/@incremental]
        """);
    String given = "given: [{input: ref('raw.orders'), rows: [{day: 2026-01-01}]}]\n";
    String units =
        "unit_tests:\n  - name: days\n    model: per_day\n    "
            + given
            + "    batches:\n      - "
            + given
            + "    expect: {rows: [{day: 2026-01-01, n: 2}]}\n"
            + "  - name: first\n    model: per_day\n    batches:\n      - "
            + given
            + "    expect: {rows: [{day: 2026-01-01, n: 1}]}\n";
    write("models/units.yml", units);
    assertThat(test(1, ""))
        .contains(
            "FAIL   days  played incrementally: 1 row missing, 1 row too many",
            "missing: day=2026-01-01, n=2",
            "too many: day=2026-01-01, n=0",
            "PASS   first");
    assertThat(ways()).containsExactly("days hand_written", "first full");
    write("models/per_day.sql", "SELECT day, COUNT(*) AS n FROM ${ref('raw.orders')} GROUP BY 1\n");
    test(0, "");
    assertThat(ways()).containsExactly("days recompute", "first full");
  }

  /** How the models of tests were brought up to date, as run results have it. */
  private List<String> ways() throws IOException {
    List<String> ways = new ArrayList<>();
    JsonNode results =
        new ObjectMapper().readTree(folder.resolve("target/run_results.json").toFile());
    for (JsonNode result : results.get("results")) {
      String id = result.get("unique_id").asText();
      if (id.startsWith("unit_test.")) {
        ways.add(id.substring(id.lastIndexOf('.') + 1) + " " + result.get("strategy").asText());
      }
    }
    return ways;
  }

  @Test
  void mistakesAreShownWhereTheyStand() throws IOException {
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: a
            model: per_dy
            given: [{input: ref('raw.order'), rows: []}]
            expect: {rows: []}
          - name: a
            model: per_day
            given: [{input: ref('raw.orders'), rows: []}]
            expect: {rows: []}
          - name: b
            model: per_day
            given: [{input: ref('raw.orders'), format: csv, rows: "a,b\\n1"}, {input: ref('raw.orders'), fixture: x, format: sql}]
            expct: {rows: []}
        """);
    assertThat(accrete("compile").err())
        .contains(
            "E004 models/units.yml:2:11 model of the unit test a must be a model of the project, not per_dy; did you mean per_day?",
            "E103 models/units.yml:4:21 ref('raw.order') names no source, model or seed; did you mean raw.orders?",
            "E007 models/units.yml:6:11 two tests are named a",
            "models/units.yml:12:59 rows must be CSV with a header, each row as long as that",
            "fixture must be a file of tests/fixtures/, not x",
            "E002 models/units.yml:13:5 unknown key expct in the unit test b; did you mean expect?");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: no_column
            model: per_day
            given: [{input: ref('raw.orders'), rows: [{dy: 2026-01-01}]}]
            expect: {rows: []}
          - name: no_value
            model: per_day
            given: [{input: ref('raw.orders'), rows: [{day: soon}]}]
            expect: {rows: []}
          - name: no_input
            model: per_region
            given: [{input: ref('raw.orders'), rows: []}]
            expect: {rows: []}
          - name: no_sql
            model: per_day
            given: [{input: ref('raw.orders'), format: sql, rows: SELEC 1}]
            expect: {rows: []}
        """);
    assertThat(test(1, ""))
        .contains(
            "ERROR  no_column  models/units.yml:4:46 the input raw.orders has no column dy; did you mean day?",
            "ERROR  no_value  models/units.yml:8:53 day: soon is not of the type DATE",
            "ERROR  no_sql  models/units.yml:16:59 look at rows of sql: Parser Error: syntax error",
            "ERROR  no_input  models/units.yml:10:11 the model does not compile over what is given (each input needs rows, if only"
                + " rows: []): ref('raw.customers') names no");
  }
}
