package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

final class VerifyCommandTest {
  @TempDir private Path folder;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    new Cli(folder).run("init", "shop");
    project = folder.resolve("shop");
    Files.writeString(
        project.resolve("models/visitors.sql"),
        "SELECT domain_userid, COUNT(*) AS sessions FROM ${ref('sessions')} GROUP BY 1\n");
  }

  @Test
  void comparesTheSelectedModelsAndWhatTheyRead() throws IOException {
    Files.writeString(project.resolve("models/other.sql"), "SELECT broken FROM\n");
    Outcome outcome = accrete("verify", "-s", "visitors", "--cases", "3");
    assertThat(outcome.out())
        .contains("sessions", "visitors", "recompute", "in 3 cases, seeds 1 to 3.")
        .doesNotContain("other");
    assertThat(outcome.code()).isZero();
    assertThat(project.resolve("target/dev.duckdb")).doesNotExist();
    Outcome json = accrete("verify", "-s", "sessions", "--cases", "1", "--format", "json");
    assertThat(json.out()).contains("\"equal\": true", "\"failure\": null", "\"recompute\": ");
  }

  @Test
  void aTargetOfAnotherEngineIsPlayedInMemory() throws IOException {
    Files.writeString(
        project.resolve("accrete.yml"),
        "  prod: {engine: postgres, url: 'jdbc:postgresql://h/d'}\n",
        StandardOpenOption.APPEND);
    assertThat(accrete("verify", "-t", "prod", "--cases", "1").out()).contains("Equal: ");
  }

  @Test
  void oneSeedPlaysOneCase() {
    String seventh = accrete("verify", "--seed", "7", "--cases", "1").out();
    assertThat(seventh).contains("in 1 case, seeds 7 to 7.");
    assertThat(accrete("verify", "--seed", "7", "--cases", "1").out()).isEqualTo(seventh);
  }

  @Test
  void aWrongModelIsToldWithTheCommandThatPlaysItAgain() throws IOException {
    Files.writeString(
        project.resolve("models/last_seen.sql"),
        """
        ---
        unique_key: domain_userid
        ---
        SELECT domain_userid, COUNT(*) AS events FROM ${ref('atomic.events')}
        [@incremental]
        WHERE etl_tstamp > (SELECT MAX(etl_tstamp) FROM ${ref('atomic.events')})
        [/@incremental]
        GROUP BY domain_userid
        """);
    String selected = "-s visitors -s last_seen --exclude 'sess*'";
    Outcome outcome =
        accrete("verify", "-s", "visitors", "last_seen", "--exclude", "sess*", "--runs", "5");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("last_seen differs from its SELECT")
        .containsPattern(
            "Play it again: accrete verify "
                + Pattern.quote(selected)
                + " --seed \\d+ --cases 1 --runs 5;")
        .contains("to blame: models/last_seen.sql:6. ");
    Path cases = project.resolve("target/verify");
    Path folder;
    try (Stream<Path> written = Files.list(cases)) {
      folder = written.findFirst().orElseThrow();
    }
    Path stale = Files.writeString(folder.resolve("models/stale.sql"), "SELECT 1 AS x\n");
    String seed = folder.getFileName().toString().replace("seed-", "");
    String[] again = {"verify", "-s", "last_seen", "--seed", seed, "--cases", "1", "--runs", "5"};
    assertThat(accrete(again).code()).isEqualTo(1);
    assertThat(stale).doesNotExist();
    assertThat(folder.resolve("case.json")).exists();
    Path outside = Files.createDirectories(project.resolveSibling("outside"));
    Files.move(cases, project.resolve("moved"));
    Files.createSymbolicLink(cases, outside);
    Outcome refused = accrete(again);
    assertThat(refused.out()).contains("last_seen differs from its SELECT");
    assertThat(refused.err()).contains("is a symbolic link");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void theCommandThatPlaysItAgainHasTheTargetAndTheVariables() throws IOException {
    Files.writeString(
        project.resolve("accrete.yml"),
        "  prod: {engine: postgres, url: 'jdbc:postgresql://h/d'}\nvars: {operator: '>='}\n",
        StandardOpenOption.APPEND);
    Files.writeString(
        project.resolve("models/counted.sql"),
        """
        ---
        unique_key: domain_userid
        ---
        SELECT domain_userid, COUNT(*) AS events FROM ${ref('atomic.events')}
        [@incremental]
        WHERE etl_tstamp ${var('operator')} (SELECT MAX(etl_tstamp) FROM ${ref('atomic.events')})
        [/@incremental]
        GROUP BY domain_userid
        """);
    String given = "-t prod --vars '{operator: '\\''>'\\''}'";
    Outcome outcome = accrete("verify", "-t", "prod", "--vars", "{operator: '>'}", "-s", "counted");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .as(outcome.err())
        .containsPattern(
            "Play it again: accrete verify " + Pattern.quote(given) + " -s counted --seed \\d+")
        .containsPattern("--again target/verify/seed-\\d+ " + Pattern.quote(given) + " plays it");
  }

  @Test
  void aSelectThatFailsOverMadeUpRowsIsNotSaidToDiffer() throws IOException {
    Files.writeString(
        project.resolve("models/parts.sql"),
        "SELECT event_id, 6 / (domain_sessionidx - 1) AS part FROM ${ref('atomic.events')}\n");
    Outcome outcome = accrete("verify", "-s", "parts");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains(
            "parts failed in step ",
            ": the SELECT itself: ",
            "ivision by zero",
            "\n\nNot compared: the SELECT of parts fails over these rows, whichever way it is run.",
            " Play it again: accrete verify -s parts --seed ")
        .doesNotContain("Not equal");
    assertThat(accrete("verify", "-s", "parts", "--format", "json").out())
        .contains("\"kind\": \"failed_select\"");
    assertThat(accrete("verify", "-s", "sessions", "--cases", "1").code()).isZero();
  }

  @Test
  void aTableThatNeverHadARowIsNamed() throws IOException {
    Files.writeString(
        project.resolve("models/nobody.sql"),
        "SELECT domain_userid FROM ${ref('sessions')} WHERE LENGTH(domain_userid) > 50\n");
    Outcome outcome = accrete("verify", "-s", "nobody", "visitors", "--cases", "2");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("Never had a row, so nothing is shown of it: nobody. ");
    assertThat(accrete("verify", "-s", "visitors", "--cases", "1").out())
        .doesNotContain("Never had a row");
  }

  @Test
  void typesOfRedshiftsAloneArePlayedAsOthers() throws IOException {
    Files.writeString(
        project.resolve("models/odd.yml"),
        """
        sources:
          - name: raw.odd
            loaded_at: etl
            columns: {id: integer, s: super, b: varbyte(10), g: geometry, h: hllsketch, t: timetz, v: varchar(max), etl: timestamp}
        """);
    Files.writeString(
        project.resolve("models/odd.sql"),
        "SELECT id, s, b, g, h, t, v, COUNT(*) AS n FROM ${ref('raw.odd')} GROUP BY 1, 2, 3, 4, 5,"
            + " 6, 7\n");
    Outcome outcome = accrete("verify", "-s", "odd", "visitors", "--cases", "3");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("Equal: ", "odd");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void playsTheTargetsRowsInSeveralOrders() {
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("load", "atomic.events", "data/events_2.csv");
    Outcome outcome = accrete("verify", "--on-data", "--cases", "3");
    assertThat(outcome.err() + outcome.out()).containsPattern("atomic.events: (\\d+) of \\1 rows");
    assertThat(outcome.out()).contains("sessions", "in 3 cases, seeds 1 to 3.");
    assertThat(outcome.code()).isZero();
    Outcome few = accrete("verify", "--on-data", "--cases", "1", "--rows", "2");
    assertThat(few.err() + few.out()).containsPattern("atomic.events: 2 of \\d+ rows");
  }

  @Test
  void theTargetsRowsShowWhyAnIncrementDrifts() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    accrete("load", "atomic.events", "data/events_2.csv");
    Files.writeString(
        project.resolve("models/last_seen.sql"),
        """
        ---
        unique_key: domain_userid
        ---
        SELECT domain_userid, COUNT(*) AS events FROM ${ref('atomic.events')}
        [@incremental]
        WHERE etl_tstamp > (SELECT MAX(etl_tstamp) FROM ${ref('atomic.events')})
        [/@incremental]
        GROUP BY domain_userid
        """);
    Outcome outcome = accrete("verify", "-s", "last_seen", "--on-data", "--cases", "5");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("last_seen differs from its SELECT", " --cases 1 --on-data;");
  }

  @Test
  void rowsAreMadeLikeTheTargets() throws IOException {
    accrete("load", "atomic.events", "data/events_1.csv");
    Outcome outcome = accrete("verify", "--like-data", "--cases", "2");
    assertThat(outcome.err() + outcome.out()).contains("atomic.events: event_id ");
    assertThat(outcome.code()).isZero();
    Files.writeString(
        project.resolve("more.csv"),
        "event_id,domain_userid,domain_sessionidx,derived_tstamp,page_url\n"
            + "e1,bert,9,2026-03-05 10:00:00,/\ne1,bert,9,2026-03-05 10:00:00,/\n");
    accrete("load", "atomic.events", "more.csv");
    String sources = Files.readString(project.resolve("models/sources.yml"));
    Files.writeString(
        project.resolve("models/sources.yml"),
        sources.replace("loaded_at:", "unique_key: event_id\n    loaded_at:"));
    for (String option : new String[] {"--like-data", "--on-data"}) {
      Outcome broken = accrete("verify", option, "--cases", "1");
      assertThat(broken.err()).contains("atomic.events is declared unique by event_id");
      assertThat(broken.code()).isEqualTo(1);
    }
  }

  @Test
  void rowsThatBreakDeclarationsLeaveTablesRight() throws IOException {
    String sources = Files.readString(project.resolve("models/sources.yml"));
    Files.writeString(
        project.resolve("models/sources.yml"),
        sources.replace("loaded_at:", "unique_key: event_id\n    loaded_at:"));
    Outcome outcome = accrete("verify", "--break-declarations", "--cases", "2", "--runs", "4");
    assertThat(outcome.out()).contains("sessions", "in 2 cases, seeds 1 to 2.");
    assertThat(outcome.code()).isZero();
    assertThat(accrete("verify", "--break-declarations", "--on-data").code()).isEqualTo(2);
  }

  @Test
  void dataThatCannotBeReadAreSaid() throws IOException {
    Outcome none = accrete("verify", "--like-data");
    assertThat(none.err()).contains("there is no database target/", "accrete load");
    assertThat(none.code()).isEqualTo(1);
    try (Stream<Path> made = Files.walk(project)) {
      assertThat(made).noneMatch(file -> file.toString().endsWith(".duckdb"));
    }
    DuckDbDatabase.open(project.resolve("target/dev.duckdb")).close();
    Outcome outcome = accrete("verify", "--on-data");
    assertThat(outcome.err()).contains("the table of atomic.events in the target cannot be read");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(accrete("verify", "--on-data", "--like-data").code()).isEqualTo(2);
    assertThat(accrete("verify", "--on-data", "--rows", "0").code()).isEqualTo(2);
  }

  @Test
  void writesWhatBuildServersRead() throws Exception {
    Files.writeString(
        project.resolve("models/first_only.sql"),
        """
        ---
        unique_key: domain_userid
        ---
        SELECT domain_userid, COUNT(*) AS events FROM ${ref('atomic.events')}
        [@incremental]
        WHERE domain_userid < '' AND 1 <> 2
        [/@incremental]
        GROUP BY domain_userid
        """);
    Outcome outcome =
        accrete("verify", "-s", "visitors", "first_only", "--junit", "out/verify.xml");
    assertThat(outcome.code()).isEqualTo(1);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(project.resolve("out/verify.xml").toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("first_only");
    assertThat(failure.getAttribute("message")).contains("first_only differs from its SELECT");
    assertThat(failure.getTextContent()).contains("WHERE domain_userid < '' AND 1 <> 2");
    accrete("verify", "-s", "sessions", "--cases", "1", "--junit", "out/verify.xml");
    assertThat(Files.readString(project.resolve("out/verify.xml")))
        .contains("tests=\"1\" failures=\"0\"", "name=\"sessions\"");
  }

  @Test
  void columnsThatAreNotComparedAreNamed() throws IOException {
    assertThat(accrete("verify", "-s", "visitors", "--cases", "1").out())
        .doesNotContain("Not compared");
    Files.writeString(
        project.resolve("models/anyone.sql"),
        """
        SELECT domain_userid, COUNT(*) AS events, LISTAGG(page_url, ',') AS pages
        FROM ${ref('atomic.events')}
        GROUP BY domain_userid
        """);
    assertThat(accrete("verify", "-s", "anyone", "--cases", "1").out())
        .contains("Not compared, as SQL leaves it to the engine: anyone.pages\n");
  }

  @Test
  void badInputIsSaid() throws IOException {
    assertThat(accrete("verify", "--runs", "0").err()).contains("--runs be 1 or more");
    assertThat(accrete("verify", "-s", "visitor").code()).isEqualTo(2);
    Files.writeString(project.resolve("models/visitors.sql"), "SELECT broken FROM\n");
    Outcome outcome = accrete("verify");
    assertThat(outcome.err()).contains("visitors does not compile");
    assertThat(outcome.code()).isEqualTo(1);
  }

  private Outcome accrete(String... arguments) {
    return new Cli(project).run(arguments);
  }
}
