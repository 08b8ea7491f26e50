package dev.accrete.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbDatabaseTest {
  @TempDir Path folder;

  private static List<String> one(Session session, String sql) {
    return session.query("test", sql, row -> String.valueOf(row.textOrNull(1)));
  }

  @Test
  void everySessionHasTheSettings() {
    try (DuckDbDatabase database = DuckDbDatabase.open(folder.resolve("a/b.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      assertThat(one(session, "SELECT current_setting('TimeZone')")).containsExactly("UTC");
      assertThat(one(session, "SELECT -7 / 2")).containsExactly("-3");
      assertThat(one(session, "SELECT x FROM (VALUES (1), (NULL), (2)) AS t(x) ORDER BY x"))
          .containsExactly("1", "2", "null");
      assertThat(one(session, "SELECT x FROM (VALUES (1), (NULL), (2)) AS t(x) ORDER BY x DESC"))
          .containsExactly("null", "2", "1");
    }
  }

  @Test
  void anOptimizerThatEndsInInternalErrorsIsOffUnlessOthersAreAskedFor() {
    String query = "SELECT current_setting('disabled_optimizers')";
    try (DuckDbDatabase database = DuckDbDatabase.open(folder.resolve("b.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      assertThat(one(session, query)).containsExactly("projection_pullup");
    }
    try (DuckDbDatabase database =
            DuckDbDatabase.inMemory(Map.of("disabled_optimizers", "join_order"));
        Session session = database.session("test", StatementListener.NONE)) {
      assertThat(one(session, query)).containsExactly("join_order");
    }
  }

  @Test
  void projectTextReadsNoFileAndChangesNoSetting() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.csv"), "a\nsecret\n");
    try (DuckDbDatabase database = DuckDbDatabase.open(folder.resolve("b.duckdb"));
        Session session = database.session("test", StatementListener.NONE)) {
      for (String sql :
          List.of(
              "SELECT * FROM \"" + secret + "\"",
              "SELECT * FROM read_csv('" + secret + "')",
              "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
              "ATTACH '" + folder.resolve("other.duckdb") + "' AS other",
              "INSTALL httpfs",
              "SET enable_external_access = true",
              "SET lock_configuration = false")) {
        assertThatThrownBy(() -> session.execute("try it", sql))
            .as(sql)
            .isInstanceOf(EngineException.class)
            .hasMessageStartingWith("try it: ");
      }
    }
  }

  @Test
  void failureSaysWhatWasDone() {
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session session = database.session("run 7", StatementListener.NONE)) {
      assertThatThrownBy(() -> session.execute("count the sheep", "SELECT * FROM sheep"))
          .hasMessage("count the sheep: Catalog Error: Table with name sheep does not exist!")
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.sql()).isEqualTo("SELECT * FROM sheep"));
    }
  }

  @Test
  void conflictIsToldApart() {
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session one = database.session("one", StatementListener.NONE);
        Session two = database.session("two", StatementListener.NONE)) {
      one.execute("test", "CREATE TABLE t AS SELECT 1 AS a");
      one.begin();
      one.execute("test", "UPDATE t SET a = 2");
      two.begin();
      assertThatThrownBy(() -> two.execute("test", "UPDATE t SET a = 3"))
          .isInstanceOf(ConflictException.class);
      two.rollback();
      one.commit();
      assertThat(one(two, "SELECT a FROM t")).containsExactly("2");
    }
  }

  @Test
  void fileOfAnotherProcessIsInUse() throws Exception {
    Path file = folder.resolve("c.duckdb");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process holder =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("open");
      assertThatThrownBy(() -> DuckDbDatabase.open(file))
          .isInstanceOf(DatabaseInUseException.class)
          .hasMessageContaining("another process holds it");
    } finally {
      holder.destroy();
    }
  }

  /** Holds a file open until it is ended. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      try (DuckDbDatabase database = DuckDbDatabase.open(Path.of(arguments[0]))) {
        System.out.println("open");
        System.in.read();
      }
    }
  }
}
