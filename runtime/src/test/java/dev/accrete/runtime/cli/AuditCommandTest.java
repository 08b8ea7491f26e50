package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditCommandTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void buildShop() throws IOException {
    new Cli(folder).run("init", "shop");
    project = folder.resolve("shop");
    Files.writeString(
        project.resolve("models/visitors.sql"),
        "SELECT domain_userid, COUNT(*) AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("load", "atomic.events", "data/events_2.csv");
    accrete("run");
  }

  @Test
  void equalTablesPass() {
    Outcome outcome = accrete("audit");
    assertThat(outcome.out())
        .contains(
            "sessions: equal, 3 rows", "visitors: equal, ", "Audited 2 tables: no difference.");
    assertThat(outcome.code()).isZero();
    assertThat(accrete("audit", "--sample", "2").code()).isZero();
  }

  @Test
  void eachKindOfDifferenceIsShown() {
    change("UPDATE derived.visitors SET sessions = 77 WHERE domain_userid = 'anna'");
    Outcome different = accrete("audit", "-s", "visitors");
    assertThat(different.code()).isEqualTo(1);
    assertThat(different.out())
        .contains("visitors: DIFFERENT", "1 missing, 1 superfluous, of these 1 key on both sides")
        .containsPattern("is +anna +77")
        .containsPattern("should be +anna +\\d\n");
    change("DELETE FROM derived.visitors WHERE domain_userid = 'anna'");
    assertThat(accrete("audit", "-s", "visitors").out())
        .contains("1 missing, 0 superfluous")
        .containsPattern("missing +anna +\\d");
    change("INSERT INTO derived.visitors VALUES ('nobody', 1)");
    Outcome json = accrete("audit", "-s", "visitors", "--format", "json");
    assertThat(json.out())
        .contains(
            "\"equal\": false",
            "\"status\": \"different\"",
            "\"missing\": 1",
            "\"superfluous\": 1",
            "\"different_keys\": 0");
    assertThat(json.code()).isEqualTo(1);
    change("DROP TABLE derived.visitors");
    assertThat(accrete("audit", "-s", "visitors").out())
        .contains("visitors: broken: the table derived.visitors is gone");
  }

  /** A number comes before the rows that tells their sides; it is no column of the table. */
  @Test
  void rowsOfAKeyThatIsNamedSideStandBesideEachOther() throws IOException {
    Files.writeString(
        project.resolve("models/visitors.sql"),
        "SELECT domain_userid AS side, COUNT(*) AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
    accrete("run");
    change("UPDATE derived.visitors SET sessions = 77");
    assertThat(accrete("audit", "-s", "visitors").out())
        .containsPattern("(is +\\w+ +77 *\n *should be +\\w+ +\\d *\n){2}");
  }

  @Test
  void aTableOfWhichNothingIsDeterminedIsNamedAndTheOthersGoOn() throws IOException {
    Files.writeString(
        project.resolve("models/picked.sql"),
        "SELECT FIRST_VALUE(domain_userid) OVER (PARTITION BY sessions ORDER BY sessions"
            + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS someone"
            + " FROM ${ref('visitors')}\n");
    accrete("run");
    Outcome outcome = accrete("audit");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .contains(
            "picked: not compared: SQL leaves all of its columns to the engine, so that none could"
                + " tell a fault\n",
            "sessions: equal, 3 rows");
  }

  @Test
  void aRowThatIsThereTwiceIsADifference() {
    change("INSERT INTO derived.visitors SELECT * FROM derived.visitors LIMIT 1");
    assertThat(accrete("audit").out())
        .contains("0 missing, 1 superfluous", "Audited 2 tables: 1 not as it should be.");
  }

  @Test
  void aSampleComparesSoManyKeysOnBothSides() {
    change("INSERT INTO derived.visitors SELECT 'v' || i, 1 FROM range(100) AS r (i)");
    Outcome outcome = accrete("audit", "-s", "visitors", "--sample", "40", "--limit", "3");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).contains("visitors: DIFFERENT, ");
    assertThat(outcome.out().lines().filter(line -> line.startsWith("superfluous"))).hasSize(3);
    int rows = Integer.parseInt(outcome.out().replaceAll("(?s).*DIFFERENT, (\\d+) rows.*", "$1"));
    assertThat(rows).isBetween(35, 40);
  }

  @Test
  void whatARunIsDueForIsNotAccused() throws IOException {
    Files.writeString(
        project.resolve("more.csv"),
        "event_id,domain_userid,domain_sessionidx,derived_tstamp,page_url\n"
            + "e99,bert,9,2026-03-05 10:00:00,/\n");
    assertThat(accrete("load", "atomic.events", "more.csv").err()).isEmpty();
    assertThat(accrete("audit").code()).as("rows that no run has taken in").isZero();
    accrete("run", "-s", "sessions");
    Outcome outcome = accrete("audit");
    assertThat(outcome.out())
        .contains(
            "sessions: equal, 4 rows",
            "visitors: not compared: it has not read the latest changes of sessions; accrete run first",
            "Audited 1 table: no difference.");
    assertThat(outcome.code()).isZero();
    accrete("run");
    assertThat(accrete("audit").out()).contains("Audited 2 tables: no difference.");
    Files.writeString(
        project.resolve("models/visitors.sql"), "SELECT 1 AS one FROM ${ref('sessions')}\n");
    assertThat(accrete("audit", "-s", "visitors").out())
        .contains("not compared: the model changed since it was built");
    Files.writeString(
        project.resolve("models/fresh.sql"), "SELECT 1 AS one FROM ${ref('sessions')}\n");
    assertThat(accrete("audit", "-s", "fresh").out()).contains("not compared: it was never built");
  }

  @Test
  void theClockIsThatOfTheRun() throws IOException {
    Files.writeString(
        project.resolve("models/ages.sql"),
        "SELECT domain_userid, CURRENT_DATE AS day, DATEDIFF(second, MAX(derived_tstamp), GETDATE())"
            + " AS age, COUNT(*) AS n FROM ${ref('atomic.events')}"
            + " WHERE derived_tstamp < CURRENT_DATE GROUP BY 1\n");
    accrete("run");
    Outcome outcome = accrete("audit");
    assertThat(outcome.out()).contains("ages: equal, ", "Audited 3 tables: no difference.");
    assertThat(accrete("diff", "ages", "ages:full").code()).isZero();
    change("UPDATE derived.ages SET age = age + 1");
    assertThat(accrete("audit", "-s", "ages").out()).contains("ages: DIFFERENT");
    change("UPDATE accrete.model_version SET run_id = 'script-1'");
    assertThat(accrete("audit", "-s", "ages").out())
        .contains("ages: not compared: a script wrote it, and which clock its statements had is");
  }

  @Test
  void aClockThatNoRunKeepsIsNotAccused() throws IOException {
    Files.writeString(
        project.resolve("models/times.sql"),
        "SELECT domain_userid, CURRENT_TIME AS t FROM ${ref('sessions')}\n");
    Files.writeString(
        project.resolve("models/dice.sql"),
        "SELECT domain_userid, RANDOM() AS t FROM ${ref('sessions')}\n");
    accrete("run");
    assertThat(accrete("audit").out())
        .contains(
            "times: not compared: it reads the clock by a function whose value no run keeps\n",
            "dice: not compared: it calls a function that gives another value each time\n");
  }

  @Test
  void aModelThatCannotBeEvaluatedDoesNotEndTheAudit() throws IOException {
    Files.writeString(
        project.resolve("models/counted.sql"),
        "SELECT page_url, COUNT(*) AS n FROM ${ref('atomic.events')} GROUP BY 1\n");
    accrete("run");
    change("CREATE TABLE kept AS SELECT * FROM derived.counted");
    change("DROP TABLE derived.counted");
    change("CREATE VIEW derived.counted AS SELECT * FROM kept");
    change("ALTER TABLE atomic.events RENAME COLUMN page_url TO address");
    Outcome outcome = accrete("audit");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains(
            "counted: broken: derived.counted is a view, where a run made a table",
            "sessions: broken: it cannot be compared: Compute sessions",
            "page_url",
            "visitors: equal, 2 rows",
            "Audited 3 tables: 2 not as it should be.");
    Outcome json = accrete("audit", "--format", "json");
    assertThat(json.out()).contains("\"status\": \"broken\"", "\"status\": \"equal\"");
  }

  @Test
  void nothingIsLeftInTheWarehouse() {
    change("DELETE FROM derived.visitors");
    List<String> before = contents();
    accrete("audit");
    accrete("audit", "--sample", "2");
    assertThat(contents()).isEqualTo(before).hasSizeGreaterThan(5);
  }

  /** All relations with their numbers of rows and a sum over these rows. */
  private List<String> contents() {
    List<String> contents = new ArrayList<>();
    try (Database database = DuckDbDatabase.open(project.resolve("target/dev.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      List<String> tables =
          session.query(
              "list",
              "SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY 1",
              row -> row.text(1));
      for (String table : tables) {
        String sum = "SELECT COUNT(*) || ' ' || COALESCE(SUM(HASH(t)), 0) FROM " + table + " AS t";
        contents.add(table + session.first("sum", sum, row -> row.text(1)).orElseThrow());
      }
    }
    return contents;
  }

  @Test
  void badInputIsSaid() {
    assertThat(accrete("audit", "--sample", "-1").code()).isEqualTo(2);
    assertThat(accrete("audit", "-s", "visitor").code()).isEqualTo(2);
  }

  private void change(String sql) {
    try (Database database = DuckDbDatabase.open(project.resolve("target/dev.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      session.execute("change", sql);
    }
  }

  private Outcome accrete(String... arguments) {
    return new Cli(project).run(arguments);
  }
}
