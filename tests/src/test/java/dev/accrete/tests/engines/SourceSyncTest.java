package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.redshift.RedshiftDatabase;
import dev.accrete.runtime.report.SyncReport;
import dev.accrete.runtime.sync.SourceSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declarations from the catalogues of servers. */
class SourceSyncTest {
  private static final String NAME = "name: raw.events\n    changes: static\n    columns:\n";

  @TempDir private Path folder;

  private void project(String engine, String url) throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        folder.resolve("accrete.yml"),
        "name: shop\nschema: derived\ndialect: "
            + engine
            + "\ntarget: dev\ntargets:\n  dev: {engine: "
            + engine
            + ", url: '"
            + url
            + "', user: postgres, password: \"${env('SHOP_PASSWORD')}\", sources: {raw: raw_ci}}\n");
  }

  private static void sql(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private Outcome accrete(String... command) {
    Outcome outcome = InMemory.run(folder, Map.of("SHOP_PASSWORD", "s3cret-word"), command);
    assertThat(outcome.out() + outcome.err()).doesNotContain("\tat ", "s3cret-word");
    return outcome;
  }

  private String declared() throws IOException {
    return Files.readString(folder.resolve("models/sources.yml"));
  }

  /** The second sync has nothing to say, and the project compiles. */
  private void settled() throws IOException {
    String text = declared();
    assertThat(accrete("compile").code()).as(text).isZero();
    Outcome again = accrete("source", "sync");
    assertThat(again.out()).isEqualTo("raw.events: nothing to add\n");
    assertThat(declared()).isEqualTo(text);
  }

  @Test
  void typesOfPostgresqlAreDeclaredInItsDialect() throws IOException, SQLException {
    String url = PostgresServer.freshUrl();
    project("postgres", url);
    sql(
        url,
        "CREATE SCHEMA raw_ci",
        "CREATE TABLE raw_ci.events (id varchar(36) PRIMARY KEY, \"Odd Name\" text, n int8, p"
            + " numeric(12,2), q numeric, t timestamp, tz timestamptz, d date, f float4, g float8, b"
            + " bool, c char(3), x bytea, j jsonb, a integer[], gone int)",
        "ALTER TABLE raw_ci.events DROP COLUMN gone");
    Outcome first = accrete("source", "sync", "raw.events");
    assertThat(first.code()).as(first.out() + first.err()).isZero();
    assertThat(declared())
        .contains(
            "  - name: raw.events\n",
            "      id: {type: varchar(36), nullable: false}\n      '\"Odd Name\"': varchar\n"
                + "      n: bigint\n      p: decimal(12,2)\n      q: decimal\n      t: timestamp\n"
                + "      tz: timestamptz\n      d: date\n      f: real\n      g: double precision\n"
                + "      b: boolean\n      c: char(3)\n      x: bytea\n      j: jsonb\n"
                + "      a: 'integer[]'\n");
    settled();
    String spelt =
        "sources:\n  - "
            + NAME
            + "      id: {type: character varying(36), nullable: false}\n      '\"Odd Name\"': text\n"
            + "      n: {data_type: int8}\n      p: numeric(12, 2)\n      q: numeric\n"
            + "      t: timestamp without time zone\n      tz: timestamp with time zone\n      d: date\n"
            + "      f: float4\n      g: float\n      b: bool\n      c: character(3)\n"
            + "      x: bytea\n      j: jsonb\n      a: 'integer[]'\n";
    Files.writeString(folder.resolve("models/sources.yml"), spelt);
    settled();
    assertThat(declared()).isEqualTo(spelt);
    sql(url, "ALTER TABLE raw_ci.events ALTER COLUMN n TYPE numeric(30,0)");
    assertThat(accrete("source", "sync").out())
        .contains("n is declared as int8, and is decimal(30,0) in raw_ci.events");
    assertThat(accrete("source", "sync", "raw.event").err()).contains("did you mean raw.events?");
  }

  @Test
  void aColumnIsFoundByItsOwnNameFirst() throws IOException, SQLException {
    String url = PostgresServer.freshUrl();
    project("postgres", url);
    sql(
        url,
        "CREATE SCHEMA raw_ci",
        "CREATE TABLE raw_ci.events (\"Id\" text NOT NULL, id int8, \"URL\" text)");
    String text = "sources:\n  - " + NAME + "      id: bigint\n      url: text\n";
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(folder.resolve("models/sources.yml"), text);
    Outcome sync = accrete("source", "sync", "--overwrite");
    assertThat(declared()).isEqualTo(text);
    assertThat(sync.out())
        .contains("no declaration can hold the names of 1 of its columns")
        .doesNotContain("declared as");
  }

  /** What a foreign table says of its rows is a promise that PostgreSQL does not look into. */
  @Test
  void notNullOfForeignTablesIsNotTakenOver() throws IOException, SQLException {
    String url = PostgresServer.freshUrl();
    project("postgres", url);
    sql(
        url,
        "CREATE SCHEMA raw_ci",
        "CREATE FOREIGN DATA WRAPPER none",
        "CREATE SERVER elsewhere FOREIGN DATA WRAPPER none",
        "CREATE FOREIGN TABLE raw_ci.events (id int8 NOT NULL, n int8) SERVER elsewhere",
        "CREATE TABLE raw_ci.parted (id int8 NOT NULL, n int8) PARTITION BY LIST (n)",
        "CREATE TABLE raw_ci.near PARTITION OF raw_ci.parted FOR VALUES IN (1)",
        "CREATE FOREIGN TABLE raw_ci.far PARTITION OF raw_ci.parted FOR VALUES IN (2) SERVER"
            + " elsewhere",
        "CREATE DOMAIN raw_ci.sure AS int8 NOT NULL",
        "CREATE TABLE raw_ci.said (id raw_ci.sure, n int8)",
        "CREATE VIEW raw_ci.joined AS SELECT s.id, p.n FROM raw_ci.near AS p LEFT JOIN raw_ci.said"
            + " AS s ON s.id = p.id");
    for (String source : List.of("events", "parted", "joined")) {
      Files.deleteIfExists(folder.resolve("models/sources.yml"));
      Outcome first = accrete("source", "sync", "raw." + source);
      assertThat(first.code()).as(first.out() + first.err()).isZero();
      assertThat(declared()).as(source).contains("      n: bigint").doesNotContain("nullable");
    }
    Files.deleteIfExists(folder.resolve("models/sources.yml"));
    accrete("source", "sync", "raw.near");
    assertThat(declared()).contains("      id: {type: bigint, nullable: false}");
  }

  /** The relay's PostgreSQL takes none of the settings that a command begins with. */
  @Test
  void redshiftsDriverReadsTheSame() {
    RedshiftDatabase database = RedshiftServer.fresh("repeatable read");
    try (Session session = database.session("test", StatementListener.NONE)) {
      session.execute("prepare", "CREATE SCHEMA raw_ci");
      session.execute(
          "prepare",
          "CREATE TABLE raw_ci.events (id varchar(36) NOT NULL, n int8, p numeric(18,0), t timestamp)");
      String declared = "sources:\n  - " + NAME + "      p: decimal # money\n";
      SourceSync first = sync(declared, session);
      assertThat(first.changed()).hasSize(1);
      String written = first.changed().get(0).text();
      assertThat(written)
          .isEqualTo(
              declared
                  + "      id: {type: varchar(36), nullable: false}\n"
                  + "      n: bigint\n      t: timestamp\n");
      assertThat(sync(written, session).changed()).isEmpty();
    }
  }

  private static SourceSync sync(String declared, Session session) {
    ProjectFiles files =
        ProjectFiles.of(
            Map.of(
                "accrete.yml",
                "name: shop\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
                    + "  dev: {engine: redshift, url: 'jdbc:redshift://none/x', sources: {raw: raw_ci}}\n",
                "models/sources.yml",
                declared));
    CompileOptions options = CompileOptions.DEFAULT;
    CompiledProject project = Compiler.compile(files, options).value().orElseThrow();
    assertThat(project.hasErrors()).isFalse();
    SourceSync sync =
        new SourceSync(project, files, options, session, Dialects.of("redshift"), false);
    SyncReport report = sync.report(project.project().sources(), List.of());
    assertThat(report.sources()).hasSize(1);
    assertThat(report.sources().get(0).differing()).isEmpty();
    return sync;
  }
}
