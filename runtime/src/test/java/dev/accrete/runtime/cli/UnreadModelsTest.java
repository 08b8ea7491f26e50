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

/** A model whose columns the engine alone knows, and one that is read as ever beside it. */
final class UnreadModelsTest {
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
        "models/firsts.sql",
        "SELECT DISTINCT ON (id) id, buyer FROM ${ref('shop.orders')} ORDER BY id, buyer\n");
    write(
        "models/buyers.sql", "SELECT buyer, COUNT(*) AS n FROM ${ref('shop.orders')} GROUP BY 1\n");
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + project.resolve("dev.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA shop");
      statement.execute(
          "CREATE TABLE shop.orders AS SELECT 1 AS id, 'b' AS buyer, TIMESTAMP '2026-01-01' AS etl");
    }
  }

  private void write(String path, String text) throws IOException {
    Files.writeString(project.resolve(path), text);
  }

  private Outcome accrete(String... arguments) {
    return new Cli(project).run(arguments);
  }

  @Test
  void verifyAndAuditSayThatItIsNotCompared() {
    Outcome verified = accrete("verify", "--cases", "2");
    assertThat(verified.out())
        .contains("Not compared, as SQL leaves it to the engine: firsts.*", "buyers ")
        .contains("in 2 cases, seeds 1 to 2.");
    assertThat(verified.code()).isZero();
    assertThat(accrete("run").code()).isZero();
    assertThat(accrete("audit").out())
        .contains("firsts: not compared: its columns are known to the engine alone")
        .contains("buyers: equal, 1 row");
  }

  @Test
  void itsUnitTestsGoByTheColumnsOfItsTable() throws IOException {
    String test =
        """
        unit_tests:
          - name: the_least_buyer
            model: firsts
            given:
              - input: ref('shop.orders')
                rows: [{id: 1, buyer: q, etl: '2026-01-01'}, {id: 1, buyer: p, etl: '2026-01-01'}]
            expect:
              rows: [{id: 1, buyer: %s}]
        """;
    write("models/units.yml", test.formatted("p"));
    assertThat(accrete("test").code()).isZero();
    write("models/units.yml", test.formatted("q"));
    Outcome wrong = accrete("test");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.out()).contains("1 row missing");
  }
}
