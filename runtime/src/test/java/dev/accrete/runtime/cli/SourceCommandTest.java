package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCommandTest {
  private static final String EVENTS =
      "CREATE TABLE raw.events (id VARCHAR NOT NULL, etl TIMESTAMP, n BIGINT, price DECIMAL(10,2),"
          + " \"Odd Name\" INTEGER, url VARCHAR)";

  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.createDirectories(folder.resolve("target"));
    Files.writeString(
        folder.resolve("accrete.yml"),
        "name: shop\nschema: derived\ndialect: duckdb\ntarget: dev\ntargets:\n"
            + "  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    sql("CREATE SCHEMA raw", EVENTS);
  }

  private void sql(String... statements) {
    try (Database database = DuckDbDatabase.open(folder.resolve("target/dev.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      for (String statement : statements) {
        session.execute("prepare", statement);
      }
    }
  }

  private Path file() {
    return folder.resolve("models/sources.yml");
  }

  private void declare(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private Cli.Outcome accrete(String... arguments) {
    Cli.Outcome outcome = new Cli(folder).run(arguments);
    assertThat(outcome.out() + outcome.err()).doesNotContain("\tat ");
    return outcome;
  }

  /** After a sync the project compiles, and a second one changes nothing. */
  private String synced(String... options) throws IOException {
    String[] command = new String[options.length + 2];
    command[0] = "source";
    command[1] = "sync";
    System.arraycopy(options, 0, command, 2, options.length);
    Cli.Outcome outcome = accrete(command);
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isZero();
    String text = Files.readString(file());
    Cli.Outcome compiled = accrete("compile");
    assertThat(compiled.code()).as(text + compiled.out() + compiled.err()).isZero();
    Cli.Outcome again = accrete(command);
    assertThat(again.code()).isZero();
    assertThat(again.out()).doesNotContain("added in", "declared so now");
    assertThat(Files.readString(file())).isEqualTo(text);
    return outcome.out();
  }

  @Test
  void newColumnsComeBehindTheDeclaredOnesAndAllElseStays() throws IOException {
    String head =
        "# what we get\nsources:\n  # the events\n  - name: raw.events   # of the shop\n"
            + "    loaded_at: etl\n    description: |\n      Two\n      lines.\n\n"
            + "    columns:\n      url: {type: varchar, description: 'it''s the page'}   # odd\n"
            + "      # the key\n      id: {type: varchar(36), nullable: false}  # a uuid\n";
    String tail =
        "    unique_key: id\n\n  # last\n  - {name: x.y, changes: static, columns: {a: integer}}\n";
    declare(head + tail);
    sql("CREATE SCHEMA x", "CREATE TABLE x.y (a INTEGER)");
    assertThat(synced()).contains("raw.events: 3 columns added in models/sources.yml: n bigint");
    assertThat(file())
        .content()
        .isEqualTo(
            head
                + "      n: bigint\n      price: decimal(10,2)\n      '\"Odd Name\"': integer\n"
                + tail);
  }

  @Test
  void otherTypesAreToldAndTakenOverWhereThatIsAskedFor() throws IOException {
    String text =
        "sources:\n  - name: raw.events\n    loaded_at: etl\n    columns:\n      id: varchar # k\n"
            + "      n: {description: a count, type: integer}\n      price: decimal(10, 2)\n"
            + "      '\"Odd Name\"': int\n      url: text\n      lost: date\n";
    declare(text);
    assertThat(synced())
        .contains(
            "n is declared as integer, and is bigint in raw.events; --overwrite",
            "id is declared as varchar, and is varchar, never NULL, in raw.events",
            "lost is declared, and raw.events has no such column");
    assertThat(file()).content().isEqualTo(text);
    synced("--overwrite");
    assertThat(file())
        .content()
        .isEqualTo(
            text.replace("id: varchar #", "id: {type: varchar, nullable: false} #")
                .replace("type: integer", "type: bigint"));
  }

  @Test
  void everyFormOfColumnsIsContinuedInItsOwnStyle() throws IOException {
    sql("DROP TABLE raw.events", "CREATE TABLE raw.events (a INTEGER, b DECIMAL(5,1) NOT NULL)");
    String head = "sources:\n- name: raw.events\n  changes: static\n";
    String[][] forms = {
      {
        "  columns: {a: integer}\n",
        "  columns: {a: integer, b: {type: 'decimal(5,1)', nullable: false}}\n"
      },
      {
        "  columns:\n  - name: a\n    data_type: integer\n",
        "  columns:\n  - name: a\n    data_type: integer\n  - name: b\n    type: decimal(5,1)\n    nullable: false\n"
      },
      {
        "  columns: [{name: a, type: integer}]",
        "  columns: [{name: a, type: integer}, {name: b, type: 'decimal(5,1)', nullable: false}]"
      },
      {
        "  columns: {\n    a: integer # first\n  }\n",
        "  columns: {\n    a: integer, # first\n    b: {type: 'decimal(5,1)', nullable: false}\n  }\n"
      },
      {
        "  columns: {\n    a: integer, # first\n  }\n",
        "  columns: {\n    a: integer, # first\n    b: {type: 'decimal(5,1)', nullable: false},\n  }\n"
      },
      {
        "  columns:\n    a:\n",
        "  columns:\n    a: integer\n    b: {type: 'decimal(5,1)', nullable: false}\n"
      },
      {
        "  description: none\n",
        "  description: none\n  columns:\n    a: integer\n    b: {type: decimal(5,1), nullable: false}\n"
      },
      {"  columns: {}\n", "  columns: {a: integer, b: {type: 'decimal(5,1)', nullable: false}}\n"},
      {
        "  columns:\n    a:\n      description: >\n        Folded\n        text.\n      type: integer\n",
        "  columns:\n    a:\n      description: >\n        Folded\n        text.\n      type: integer\n"
            + "    b: {type: 'decimal(5,1)', nullable: false}\n"
      },
      {
        "  columns:\n    a:\n      type: integer\n      description: |\n        Kept\n        text.\n",
        "  columns:\n    a:\n      type: integer\n      description: |\n        Kept\n        text.\n"
            + "    b: {type: 'decimal(5,1)', nullable: false}\n"
      },
    };
    for (String[] form : forms) {
      String expected = head + form[1].replace("type: decimal(5,1), n", "type: 'decimal(5,1)', n");
      declare(head + form[0]);
      assertThat(accrete("source", "sync").code()).isZero();
      assertThat(file()).content().isEqualTo(expected);
      declare((head + form[0]).replace("\n", "\r\n"));
      assertThat(accrete("source", "sync").code()).isZero();
      assertThat(file()).content().isEqualTo(expected.replace("\n", "\r\n"));
    }
    declare("\uFEFF" + head + forms[0][0]);
    synced();
    assertThat(file()).content().isEqualTo("\uFEFF" + head + forms[0][1]);
  }

  @Test
  void aSourceWithoutColumnsGetsThemThoughAModelReadsItAlready() throws IOException {
    Files.writeString(
        folder.resolve("models/n.sql"), "SELECT COUNT(*) AS n FROM ${ref('raw.events')}\n");
    Files.writeString(
        folder.resolve("models/ones.sql"), "SELECT 1 AS x FROM ${ref('raw.events')} AS e\n");
    for (String columns : new String[] {"", "    columns: {}\n"}) {
      declare("sources:\n  - name: raw.events\n    changes: static\n" + columns);
      Cli.Outcome compiled = accrete("compile");
      assertThat(compiled.out() + compiled.err()).doesNotContain("unexpectedly");
      Cli.Outcome run = accrete("run");
      assertThat(run.out() + run.err())
          .contains(columns.isEmpty() ? "the source raw.events lacks columns" : "2 full, 0 failed");
      assertThat(synced()).contains("6 columns added");
    }
  }

  @Test
  void whatCannotBeReadAsColumnsIsLeftAlone() throws IOException {
    String head = "sources:\n  - name: raw.events\n    loaded_at: etl\n";
    String[][] forms = {
      {"    columns: later # ask Ann\n", "later stands at models/sources.yml:4:14"},
      {"    columns: |\n      id: varchar\n", " stands at models/sources.yml:4:14"},
      {
        "    columns: ${var('columns', '{}')}\n",
        "${var('columns', '{}')} stands at models/sources.yml:4:14"
      },
      {"    columns:\n      id: {type: [varchar]}\n", "a list stands at models/sources.yml:5:18"},
      {"    columns:\n      id: [varchar]\n", "E004 models/sources.yml:5:11"},
    };
    for (String[] form : forms) {
      declare(head + form[0]);
      Cli.Outcome outcome = accrete("source", "sync", "--overwrite");
      assertThat(file()).as(outcome.out()).content().isEqualTo(head + form[0]);
      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out() + outcome.err())
          .contains("models/sources.yml cannot be changed by itself: ", form[1]);
    }
  }

  @Test
  void whatIsSharedIsLeftAlone() throws IOException {
    String text =
        "sources:\n  - name: raw.events\n    loaded_at: etl\n    columns: &shared\n      id: varchar\n"
            + "  - name: raw.copy\n    loaded_at: etl\n    columns: *shared\n";
    declare(text);
    sql("CREATE TABLE raw.copy AS SELECT * FROM raw.events");
    Cli.Outcome outcome = accrete("source", "sync");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("cannot be changed by itself", "to declare: n bigint");
    assertThat(file()).content().isEqualTo(text);
  }

  @Test
  void aTableThatIsNotDeclaredGetsADeclarationThatSaysWhatIsToBeDecided() throws IOException {
    assertThat(synced("raw.events")).contains("raw.events: declared in models/sources.yml");
    assertThat(file())
        .content()
        .contains("unique_key", "changes: snapshot", "of type timestamp: etl")
        .contains("      id: {type: varchar, nullable: false}\n");
    sql("CREATE TABLE raw.more (a INTEGER)");
    String before = Files.readString(file());
    synced("raw.more");
    assertThat(file())
        .content()
        .startsWith(before)
        .contains("  - name: raw.more\n", "      a: integer\n");
  }

  @Test
  void whatHasNoShortFormIsDeclaredAsTheEngineWritesIt() throws IOException {
    sql(
        "DROP TABLE raw.events",
        "CREATE TABLE raw.events (s STRUCT(a INTEGER, \"B b\" VARCHAR), l DECIMAL(10,2)[],"
            + " m MAP(VARCHAR, INTEGER), e ENUM('a', 'b'), h HUGEINT, z TIMESTAMPTZ,"
            + " n TIMESTAMP_NS, b BLOB, f FLOAT, u UINTEGER, i INTERVAL, \"it's\" UUID)");
    synced("raw.events");
    assertThat(file())
        .content()
        .contains(
            "      s: 'STRUCT(a INTEGER, \"B b\" VARCHAR)'\n",
            "      l: 'DECIMAL(10,2)[]'\n",
            "      m: 'MAP(VARCHAR, INTEGER)'\n",
            "      e: 'ENUM(''a'', ''b'')'\n",
            "      h: hugeint\n      z: timestamptz\n      n: timestamp_ns\n      b: varbinary\n",
            "      f: real\n      u: uinteger\n      i: interval\n",
            "      '\"it''s\"': uuid\n");
    Path settings = folder.resolve("accrete.yml");
    Files.writeString(
        settings, Files.readString(settings).replace("dialect: duckdb", "dialect: redshift"));
    sql(
        "DROP TABLE raw.events",
        "CREATE TABLE raw.events (t VARCHAR, h HUGEINT, u UINTEGER, b BLOB)");
    Files.delete(file());
    synced("raw.events");
    assertThat(file())
        .content()
        .endsWith("t: varchar(65535)\n      h: decimal(38,0)\n      u: bigint\n      b: varbyte\n");
  }

  @Test
  void aDryRunShowsTheDiffAndWritesNothing() throws IOException {
    String text =
        "sources:\n  - name: raw.events\n    loaded_at: etl\n    columns:\n      id: varchar(36)\n"
            + "    unique_key: id\n";
    declare(text);
    Cli.Outcome shown = accrete("source", "sync", "--dry-run");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("would be added in")
        .contains(
            "--- models/sources.yml\n+++ models/sources.yml\n@@ -3,4 +3,8 @@\n     loaded_at: etl\n"
                + "     columns:\n       id: varchar(36)\n+      n: bigint\n+      price: decimal(10,2)\n"
                + "+      '\"Odd Name\"': integer\n+      url: varchar\n     unique_key: id\n");
    assertThat(file()).content().isEqualTo(text);
    Cli.Outcome json = accrete("source", "sync", "--format", "json");
    assertThat(json.out())
        .contains("\"written\": true", "\"status\": \"changed\"", "\"declared\": \"varchar(36)\"");
    assertThat(file()).content().contains("n: bigint");
  }

  @Test
  void mistakesAreToldWithTheNearestName() throws IOException {
    declare("sources:\n  - name: raw.event\n    loaded_at: etl\n    columns: {id: varchar}\n");
    assertThat(accrete("source", "sync", "raw.evnts").err()).contains("did you mean raw.event");
    assertThat(accrete("source", "sync", "raw.evnts").code()).isEqualTo(2);
    assertThat(accrete("source", "sync", "-s", "source:rav.*").err()).contains("nothing matches");
    assertThat(accrete("source", "sink").err()).containsIgnoringCase("[sync]");
    Cli.Outcome absent = accrete("source", "sync");
    assertThat(absent.code()).isEqualTo(1);
    assertThat(absent.out()).contains("raw.event: there is no table raw.event");
  }
}
