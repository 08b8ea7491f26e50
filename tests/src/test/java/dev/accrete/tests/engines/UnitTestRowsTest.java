package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows that unit tests name mean what they say. */
class UnitTestRowsTest {
  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    write(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    write(
        "models/sources.yml",
        """
        sources:
          - name: raw.orders
            loaded_at: loaded
            columns: {id: integer, amount: "decimal(8,2)", day: date, paid: timestamp, note: varchar(3), rate: double precision}
        """);
    write(
        "models/orders.sql",
        "SELECT id, amount, day, paid, note, rate FROM ${ref('raw.orders')}\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private String accrete(int code, String command) {
    Outcome outcome = InMemory.run(folder, Map.of(), command.split(" "));
    String said = outcome.out() + outcome.err();
    assertThat(said).as("stack trace").doesNotContain("\tat ");
    assertThat(outcome.code()).as(said).isEqualTo(code);
    return said;
  }

  /** A test of one order that is given and expected. */
  private static String one(String name, String given, String expect) {
    return "  - name: "
        + name
        + "\n    model: orders\n    given: [{input: ref('raw.orders'), rows: [{"
        + given
        + "}]}]\n    expect: {rows: [{"
        + expect
        + "}]}\n";
  }

  @Test
  void aValueThatItsColumnCannotHoldIsAnErrorWhereItStands() throws IOException {
    write(
        "models/units.yml",
        "unit_tests:\n"
            + one("whole", "id: 2", "id: 1.6")
            + one("cents", "amount: 5.01", "amount: 5.005")
            + one("times", "day: 2026-01-02", "day: 2026-01-02 12:00")
            + one("seconds", "paid: 2026-01-02 12:00:00.1", "paid: 2026-01-02 12:00:00.1000004")
            + one("large", "rate: 9007199254740992", "rate: 9007199254740993")
            + one("word", "id: 2", "id: two")
            + one("ordered", "amount: 5.005", "amount: 5.01"));
    assertThat(accrete(1, "test"))
        .contains(
            "ERROR  whole  models/units.yml:5:26 id: the type INTEGER cannot hold 1.6; it would be 2",
            "ERROR  cents  models/units.yml:9:30 amount: the type DECIMAL(8,2) cannot hold 5.005; it",
            "ERROR  times  models/units.yml:13:27 day: the type DATE cannot hold 2026-01-02 12:00; it",
            "ERROR  seconds  models/units.yml:17:28 paid: the type TIMESTAMP cannot hold 2026-01-02",
            "ERROR  large  models/units.yml:21:28 rate: the type DOUBLE cannot hold 9007199254740993",
            "ERROR  word  models/units.yml:25:26 id: two is not of the type INTEGER",
            "ERROR  ordered  models/units.yml:28:56 amount: the type DECIMAL(8,2) cannot hold 5.005");
  }

  @Test
  void otherWaysToWriteAValueAreThatValue() throws IOException {
    write(
        "models/units.yml",
        "unit_tests:\n"
            + one("whole", "id: 2", "id: 2.0")
            + one("cents", "amount: 5.01", "amount: 5.010")
            + one("times", "day: 2026-01-02", "day: 2026-01-02 00:00:00")
            + one("seconds", "paid: 2026-01-02", "paid: 2026-01-02 00:00:00.0000000")
            + one("large", "rate: 1e20, day: null", "rate: 100000000000000000000, day: null")
            + one("fraction", "rate: 0.1", "rate: 0.10000000000000000000001"));
    assertThat(accrete(0, "test")).contains("6 tests (6 passed");
  }

  @Test
  void rowsOfFilesAndOfSqlAreNotRoundedEither() throws IOException {
    write("tests/fixtures/cents.csv", "\n\nid,amount\n1,5.00\n2,5.005\n");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: file
            model: orders
            given: [{input: ref('raw.orders'), rows: []}]
            expect: {format: csv, fixture: cents}
          - name: query
            model: orders
            given: [{input: ref('raw.orders'), rows: [{id: 2}]}]
            expect: {format: sql, rows: "SELECT 1.6 AS id"}
          - name: cast
            model: orders
            given: [{input: ref('raw.orders'), rows: [{id: 2}]}]
            expect: {format: sql, rows: "SELECT CAST(1.6 AS INTEGER) AS id, NULL AS day"}
        """);
    assertThat(accrete(1, "test"))
        .contains(
            "ERROR  file  tests/fixtures/cents.csv:5:3 amount: the type DECIMAL(8,2) cannot hold 5.005",
            "ERROR  query  models/units.yml:9:33 id: the type INTEGER cannot hold 1.6; it would be 2",
            "PASS   cast");
  }

  /** DuckDB keeps texts of any length, so that nothing cuts what is expected. */
  @Test
  void aLongTextIsNotCut() throws IOException {
    write(
        "models/orders.sql", "SELECT CAST(note AS varchar(2)) AS note FROM ${ref('raw.orders')}\n");
    write(
        "models/units.yml",
        "unit_tests:\n"
            + one("short", "note: ab", "note: ab")
            + one("long", "note: ab", "note: abc"));
    assertThat(accrete(1, "test"))
        .contains("PASS   short", "FAIL   long", "missing: note=abc", "too many: note=ab");
  }

  @Test
  void aRowWithoutColumnsIsARowOfNulls() throws IOException {
    write("models/counted.sql", "SELECT COUNT(*) AS n FROM ${ref('raw.orders')}\n");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: given
            model: counted
            given: [{input: ref('raw.orders'), rows: [{}, {}]}]
            expect: {rows: [{n: 2}]}
          - name: expected
            model: orders
            given: [{input: ref('raw.orders'), rows: [{}]}]
            expect: {rows: [{}]}
          - name: missing
            model: orders
            given: [{input: ref('raw.orders'), rows: []}]
            expect: {rows: [{}]}
        """);
    assertThat(accrete(1, "test"))
        .contains(
            "PASS   given",
            "PASS   expected",
            "FAIL   missing  played in full: 1 row missing",
            "missing: id=NULL");
  }

  @Test
  void aRowNamesAColumnOnceInAnyCase() throws IOException {
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: map
            model: orders
            given: [{input: ref('raw.orders'), rows: [{id: 1, ID: 2}]}]
            expect: {rows: [{id: 1}]}
          - name: quoted
            model: orders
            given: [{input: ref('raw.orders'), rows: [{id: 1}]}]
            expect: {rows: [{id: 1, '"Id"': 1}]}
          - name: csv
            model: orders
            given: [{input: ref('raw.orders'), format: csv, rows: "id,Id\\n1,2"}]
            expect: {rows: [{id: 1}]}
        """);
    assertThat(accrete(1, "compile"))
        .contains(
            "E003 models/units.yml:4:55 the key ID stands twice",
            "E003 models/units.yml:9:29 the key \"Id\" stands twice",
            "E003 models/units.yml:12:59 the key id stands twice");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: rows
            model: orders
            given: [{input: ref('raw.orders'), rows: [{id: 1}, {ID: 2}, {'"Id"': 3}]}]
            expect: {rows: [{ID: 3}, {id: 2}, {id: 1}]}
        """);
    assertThat(accrete(0, "test")).contains("PASS   rows");
  }

  @Test
  void aStampIsKnownInAnyCase() throws IOException {
    write("models/stamps.sql", "SELECT loaded FROM ${ref('raw.orders')}\n");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: stamped
            model: stamps
            given: [{input: ref('raw.orders'), format: sql, rows: "SELECT TIMESTAMP '2026-01-02 03:00:00' AS LOADED"}]
            expect: {rows: [{loaded: 2026-01-02 03:00:00}]}
        """);
    assertThat(accrete(0, "test")).contains("PASS   stamped");
  }

  /** Claims choose keys; that rows of a test lack columns does not make its increments wrong. */
  @Test
  void rowsMayBreakTheClaimsOfASource() throws IOException {
    write(
        "models/sources.yml",
        """
        sources:
          - name: raw.orders
            loaded_at: loaded
            unique_key: id
            columns: {id: {type: integer, nullable: false}, amount: integer}
          - name: raw.names
            changes: snapshot
            unique_key: id
            columns: {id: {type: integer, nullable: false}, name: varchar}
        """);
    write(
        "models/orders.sql",
        "SELECT o.id, n.name, SUM(o.amount) AS amount FROM ${ref('raw.orders')} AS o\n"
            + "LEFT JOIN ${ref('raw.names')} AS n ON n.id = o.id GROUP BY 1, 2\n");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: broken
            model: orders
            given:
              - {input: ref('raw.orders'), rows: [{amount: 1}, {amount: 2}, {id: 1, amount: 4}, {id: 1, amount: 8}]}
              - {input: ref('raw.names'), rows: [{id: 1, name: a}, {id: 1, name: b}, {name: c}]}
            expect:
              rows:
                - {amount: 3}
                - {id: 1, name: a, amount: 12}
                - {id: 1, name: b, amount: 12}
        """);
    assertThat(accrete(0, "test -s broken")).contains("PASS   broken");
  }

  /** PostgreSQL's averages have a type that the compiler knows more of than SQL has a name for. */
  @Test
  void aModelWithNumbersOfAnyScaleIsAnInput() throws IOException {
    write(
        "accrete.yml",
        "name: shop\nschema: derived\ndialect: postgres\ntarget: dev\ntargets:\n"
            + "  dev: {engine: postgres, url: 'jdbc:postgresql://nowhere/none'}\n");
    write(
        "models/averages.sql",
        "SELECT day, AVG(amount) AS a FROM ${ref('raw.orders')} GROUP BY day\n");
    write("models/highest.sql", "SELECT MAX(a) AS a FROM ${ref('averages')}\n");
    write(
        "models/units.yml",
        """
        unit_tests:
          - name: of_two
            model: highest
            given: [{input: ref('averages'), rows: [{a: 1.5}, {a: 2.25}]}]
            expect: {rows: [{a: 2.25}]}
        """);
    assertThat(accrete(0, "test")).contains("PASS   of_two");
  }
}
