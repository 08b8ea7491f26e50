package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every word that an engine reserves, and Redshift does not, is a name in models of Redshift's: of
 * a column, of a table, of a common table expression.
 */
class NamesOnEnginesTest {
  private static final List<String> FORMS =
      List.of(
          "SELECT %1$s, t.%1$s AS b, %1$s + 1 AS c FROM (SELECT 1 AS %1$s) AS t WHERE %1$s > 0",
          "SELECT %1$s.a FROM (SELECT 1 AS a) AS %1$s WHERE %1$s.a > 0",
          "WITH %1$s AS (SELECT 1 AS a) SELECT a FROM %1$s",
          "SELECT MAX(%1$s) AS m FROM (SELECT 1) AS t (%1$s) GROUP BY %1$s ORDER BY 1");

  /** Without AS an engine may take more words for something else than a name. */
  private static final List<String> WITHOUT_AS =
      List.of(
          "SELECT a %1$s FROM (SELECT 1 AS a) AS t",
          "SELECT MAX(a) OVER (ORDER BY a) %1$s, 2 b FROM (SELECT 1 AS a) AS t");

  /** Words that our parser itself takes for none there. */
  private static final Set<String> NOT_WITHOUT_AS = Set.of("escape", "over");

  /**
   * Redshift's reserved words (Database Developer Guide, "Reserved words"), QUALIFY, and what is
   * called without parentheses.
   */
  private static final Set<String> NO_NAMES =
      Set.of(
          """
          aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64
          backup between binary blanksasnull both bytedict bzip2 case cast check collate column
          constraint create credentials cross current_date current_time current_timestamp
          current_user current_user_id default deferrable deflate defrag delta delta32k desc disable
          distinct do else emptyasnull enable encode encrypt encryption end except explicit false
          for foreign freeze from full globaldict256 globaldict64k grant group gzip having identity
          ignore ilike in initially inner intersect interval into is isnull join language leading
          left like limit localtime localtimestamp lun luns lzo lzop minus mostly16 mostly32 mostly8
          natural new not notnull null nulls off offline offset oid old on only open or order outer
          overlaps parallel partition percent permissions pivot placing primary qualify raw
          readratio recover references respect rejectlog resort restore right select session_user
          similar snapshot some sysdate system table tag tdes text255 text32k then timestamp to top
          trailing true truncatecolumns union unique unnest unpivot user using verbose wallet when
          where with without current_catalog current_role current_schema system_user
          """
              .strip()
              .split("\\s+"));

  @Test
  void duckDbReadsThem() {
    try (Database database = DuckDbDatabase.inMemory();
        Session session = database.session("names", StatementListener.NONE)) {
      requireNames(
          session,
          "duckdb",
          "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category <> 'unreserved'",
          20);
    }
  }

  @Test
  void postgresReadsThem() {
    try (Database database = PostgresServer.fresh();
        Session session = database.session("names", StatementListener.NONE)) {
      requireNames(
          session, "postgres", "SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'", 10);
    }
  }

  @Test
  void columnsNeedNoAs() {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("names", StatementListener.NONE);
        Session second = postgres.session("names", StatementListener.NONE)) {
      requireNoAs(first, "duckdb", "SELECT DISTINCT keyword_name FROM duckdb_keywords()", 30);
      requireNoAs(second, "postgres", "SELECT word FROM pg_get_keywords()", 8);
    }
  }

  /** From the dialects of the others, where these are names as well. */
  @Test
  void namesOfOtherDialectsStandInQuotes() {
    SourceFile tag = new SourceFile("q.sql", "SELECT tag, t.open AS \"new\" FROM tags AS t");
    SourceFile at = new SourceFile("q.sql", "SELECT at, t.semi hour FROM times AS t");
    for (String from : List.of("duckdb", "postgres")) {
      assertThat(Transpilation.transpile(tag, from, "redshift").value())
          .contains("SELECT \"tag\", t.\"open\" AS \"new\" FROM tags AS t");
    }
    assertThat(Transpilation.transpile(at, "postgres", "duckdb").value())
        .contains("SELECT \"at\", t.\"semi\" AS hour FROM times AS t");
  }

  private static void requireNoAs(Session session, String dialect, String words, int least) {
    List<String> refused = new ArrayList<>();
    int changed = 0;
    for (String word : session.query("words", words, row -> row.text(1))) {
      boolean name = !NO_NAMES.contains(word) && !NOT_WITHOUT_AS.contains(word);
      for (String form : name ? WITHOUT_AS : List.<String>of()) {
        String sql = form.formatted(word);
        String written =
            Transpilation.transpile(new SourceFile("q.sql", sql), "redshift", dialect)
                .value()
                .orElse("");
        changed += written.contains(" AS " + word) ? 1 : 0;
        if (!runs(session, written)) {
          refused.add(sql + " is " + written);
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(changed).isGreaterThanOrEqualTo(least * WITHOUT_AS.size());
  }

  private static void requireNames(Session session, String dialect, String words, int least) {
    List<String> refused = new ArrayList<>();
    int changed = 0;
    for (String word : session.query("words", words, row -> row.text(1))) {
      for (String form : NO_NAMES.contains(word) ? List.<String>of() : FORMS) {
        String sql = form.formatted(word);
        Checked<Optional<String>> translated =
            Transpilation.transpile(new SourceFile("q.sql", sql), "redshift", dialect);
        String written = translated.value().orElse("");
        changed += written.contains('"' + word + '"') ? 1 : 0;
        if (!runs(session, written)) {
          refused.add(sql + " is " + written);
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(changed).isGreaterThanOrEqualTo(least * FORMS.size());
  }

  private static boolean runs(Session session, String sql) {
    try {
      session.query("names", sql, row -> row.text(1));
      return true;
    } catch (EngineException e) {
      return false;
    }
  }
}
