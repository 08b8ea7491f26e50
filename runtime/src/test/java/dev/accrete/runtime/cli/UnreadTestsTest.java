package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that cannot be read for a mistake in their files are no tests that passed. */
final class UnreadTestsTest {
  private static final String UNIT_TEST =
      """
      unit_tests:
        - name: one_buyer
          model: buyers
          given: [{input: ref('shop.orders'), rows: [{id: 1, buyer: p}]}]
          %s: {rows: [{buyer: p, n: 1}]}
      """;

  @TempDir private Path project;

  @BeforeEach
  void makeProject() throws IOException, SQLException {
    Files.createDirectories(project.resolve("models"));
    write(
        "accrete.yml",
        """
        name: shop
        schema: derived
        dialect: duckdb
        target: dev
        targets:
          dev: {engine: duckdb, path: dev.duckdb}
        """);
    write(
        "models/sources.yml",
        """
        sources:
          - name: shop.orders
            loaded_at: etl
            columns: {id: integer, buyer: varchar, etl: timestamp}
        """);
    write(
        "models/buyers.sql", "SELECT buyer, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY 1\n");
    write("models/orders.sql", "SELECT id, buyer FROM ${ref('shop.orders')}\n");
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + project.resolve("dev.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA shop");
      statement.execute(
          "CREATE TABLE shop.orders AS SELECT 1 AS id, 'b' AS buyer, TIMESTAMP '2026-01-01' AS etl");
    }
    assertThat(accrete("run").code()).isZero();
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(project.resolve(path), text);
  }

  private Outcome accrete(String... arguments) {
    return new Cli(project).run(arguments);
  }

  @Test
  void aUnitTestThatCannotBeReadFails() throws IOException {
    write("models/units.yml", UNIT_TEST.formatted("expect"));
    Outcome right = accrete("test");
    assertThat(right.code()).isZero();
    assertThat(right.out()).contains("PASS   one_buyer");
    write("models/units.yml", UNIT_TEST.formatted("expct"));
    Outcome misspelt = accrete("test");
    assertThat(misspelt.code()).isEqualTo(1);
    assertThat(misspelt.err()).contains("E002 models/units.yml:5:5", "did you mean expect?");
    assertThat(misspelt.out()).contains("Failed in", "for the errors above there may be others");
    assertThat(accrete("test", "-s", "buyers").code()).isEqualTo(1);
    assertThat(accrete("build").code()).isEqualTo(1);
  }

  @Test
  void aDataTestThatCannotBeReadFails() throws IOException {
    write(
        "models/tests.yml", "models:\n  - name: buyers\n    tests: [{uniqe: {column_name: n}}]\n");
    Outcome misspelt = accrete("test");
    assertThat(misspelt.code()).isEqualTo(1);
    assertThat(misspelt.err()).contains("there is no test uniqe; did you mean unique?");
  }

  @Test
  void aModelThatIsNotSelectedMayHaveErrors() throws IOException {
    write(
        "models/tests.yml", "models:\n  - name: buyers\n    columns: {buyer: {tests: [unique]}}\n");
    write("models/orders.sql", "SELECT idd, buyer FROM ${ref('shop.orders')}\n");
    assertThat(accrete("test", "-s", "buyers").code()).isZero();
    assertThat(accrete("build", "-s", "buyers").code()).isZero();
    assertThat(accrete("test").code()).isEqualTo(1);
    assertThat(accrete("build").code()).isEqualTo(1);
  }

  @Test
  void aUnitTestOfNoModelSaysSo() throws IOException {
    write(
        "models/units.yml", UNIT_TEST.formatted("expect").replace("model: buyers", "model: buyer"));
    Outcome outcome = accrete("test");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).contains("not buyer; did you mean buyers?");
    assertThat(outcome.out()).contains("ERROR  one_buyer  the project has no model buyer");
  }

  @Test
  void aFixtureNeedsAFormat() throws IOException {
    write(
        "models/units.yml",
        UNIT_TEST.formatted("expect").replace("rows: [{id: 1, buyer: p}]", "fixture: orders"));
    assertThat(accrete("test").err()).contains("lacks format, csv or sql, beside its fixture");
  }
}
