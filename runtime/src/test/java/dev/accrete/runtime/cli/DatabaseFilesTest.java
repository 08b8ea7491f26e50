package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.accrete.runtime.cli.Cli.Outcome;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands make of a DuckDB file that is missing, broken or cannot be written. */
final class DatabaseFilesTest {
  @TempDir private Path folder;
  private Path project;
  private Path file;

  @BeforeEach
  void makeProject() {
    new Cli(folder).run("init", "shop");
    project = folder.resolve("shop");
    file = project.resolve("target/dev.duckdb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "show sessions",
        "diff sessions sessions:full",
        "freshness",
        "audit",
        "test",
        "source sync",
        "state reset sessions",
        "state forget sessions",
      })
  void whatReadsTablesSaysThatThereIsNoDatabase(String command) {
    Outcome outcome = accrete(command);
    assertThat(outcome.err())
        .startsWith("accrete: there is no database target/dev.duckdb yet; accrete load")
        .hasLineCount(1);
    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(project.resolve("target/dev.duckdb")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "run --dry-run", "status"})
  void whatTellsOfTheNextRunDoesSoBeforeTheFirst(String command) throws IOException {
    Outcome bare = accrete(command);
    assertThat(bare.out()).contains("sessions", "cannot run", "atomic.events has no table");
    // A seed needs no load, so its readers can be told.
    Files.createDirectories(project.resolve("seeds"));
    Files.writeString(project.resolve("seeds/countries.csv"), "code,name\nde,Germany\n");
    Files.writeString(
        project.resolve("models/names.sql"), "SELECT code, name FROM ${ref('countries')}\n");
    Outcome seeded = accrete(command + " -s names --format json");
    assertThat(seeded.out()).contains("\"names\"");
    assertThat(seeded.out()).contains("first build, once seeds are loaded");
    if (!command.equals("status")) {
      assertThat(seeded.err()).contains("the seed countries would be loaded first");
    }
    // What is behind a source without a table cannot run, seeds or not.
    Files.writeString(
        project.resolve("models/readers.sql"),
        "SELECT domain_userid AS code FROM ${ref('sessions')} UNION ALL SELECT code FROM ${ref('names')}\n");
    Outcome both = accrete(command);
    assertThat(both.out())
        .containsPattern("names +.*first build, once seeds are loaded")
        .containsPattern("readers +.*cannot run +a model that it reads cannot run");
    // Nor can what lacks a source's table beside the seed's, in whichever order it reads them.
    Files.writeString(
        project.resolve("models/readers.sql"),
        "SELECT n.code FROM ${ref('countries')} AS n JOIN ${ref('atomic.events')} AS e ON e.event_id = n.code\n");
    assertThat(accrete(command).out())
        .containsPattern("readers +.*cannot run +the source atomic.events has no table");
    assertThat(file).doesNotExist();
  }

  @Test
  void debugSaysThatTheFirstRunMakesTheFile() {
    assertThat(accrete("debug").out())
        .containsPattern("connection +works: v.*; there is no database target/dev.duckdb yet");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "build", "status", "audit", "show sessions", "plan", "test"})
  void whatIsNoDatabaseStaysAsItIs(String command) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "shopping list\n");
    Outcome text = accrete(command);
    assertThat(text.code()).isEqualTo(ExitCode.MISUSE);
    assertThat(text.err()).contains("is not a valid DuckDB database file").doesNotContain("\tat ");
    assertThat(file).hasContent("shopping list\n");
    Files.delete(file);
    Files.createDirectories(file);
    Outcome directory = accrete(command);
    assertThat(directory.code()).isEqualTo(ExitCode.MISUSE);
    assertThat(directory.err()).contains("Is a directory").doesNotContain("\tat ");
  }

  @Test
  void aLinkToNowhereDoesNotLeadOutOfTheProject() throws IOException {
    Path outside = folder.resolve("outside.duckdb");
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, outside);
    Outcome outcome = accrete("load atomic.events data/events_1.csv");
    assertThat(outcome.code()).isEqualTo(ExitCode.MISUSE);
    assertThat(outcome.err()).contains("leads out of the project");
    assertThat(outside).doesNotExist();
  }

  /** The log of a DuckDB file that cannot be written: as on a full disk, commits fail. */
  @Test
  void aFileThatCannotBeWrittenIsNotTakenForOneThatIsHeld() throws IOException {
    accrete("load atomic.events data/events_1.csv");
    accrete("run");
    accrete("load atomic.events data/events_2.csv");
    Path log = project.resolve("target/dev.duckdb.wal");
    // Of this process's, so that the file is open already when the log becomes unwritable.
    DuckDbDatabase open = DuckDbDatabase.open(file);
    try {
      Files.createDirectories(log);
      for (String command : new String[] {"run", "run --full-refresh", "state reset sessions"}) {
        Outcome outcome = accrete(command);
        assertThat(outcome.code()).as(command).isEqualTo(ExitCode.MISUSE);
        assertThat(outcome.err()).contains("dev.duckdb.wal").doesNotContain("holds the lock");
      }
      Files.delete(log);
    } finally {
      open.close();
    }
    assertThat(accrete("run").out()).contains("recompute", "2 keys, -1 +2 rows");
    assertThat(accrete("audit").out()).contains("sessions: equal, 3 rows");
  }

  /** A superuser may write any file, whatever its permissions say. */
  @Test
  void aFileThatCanOnlyBeReadIsRead() throws IOException {
    accrete("load atomic.events data/events_1.csv");
    assertThat(accrete("run").code()).isEqualTo(ExitCode.DONE);
    assertThat(file.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(file)).isFalse();
    assertThat(accrete("status").out())
        .containsPattern("sessions +\\d{4}-.*cannot run +the file target/dev.duckdb cannot be wr");
    assertThat(accrete("show sessions").code()).isEqualTo(ExitCode.DONE);
    for (String command : List.of("plan", "run --dry-run", "state reset sessions")) {
      assertThat(accrete(command).err())
          .startsWith("accrete: the file target/dev.duckdb cannot be written by this user, and ")
          .hasLineCount(1);
    }
    assertThat(file.toFile().setWritable(true)).isTrue();
  }

  private Outcome accrete(String command) {
    return new Cli(project).run(command.split(" "));
  }
}
