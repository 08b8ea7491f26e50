package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.Transpilation;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code (+)} of Redshift's becomes means on DuckDB and PostgreSQL what it means there. */
class OuterMarksTest {
  private static final List<String> TABLES =
      List.of(
          "CREATE TABLE category (catid INTEGER, catname VARCHAR(10))",
          "CREATE TABLE event (eventid INTEGER, catid INTEGER, venueid INTEGER)",
          "CREATE TABLE venue (venueid INTEGER, city VARCHAR(10))",
          "INSERT INTO category VALUES (1, 'Jazz'), (2, 'Opera'), (3, 'Plays')",
          "INSERT INTO event VALUES (10, 1, 100), (11, 1, 101), (20, 2, 100), (90, NULL, 102)",
          "INSERT INTO venue VALUES (100, 'Rome'), (101, 'Oslo')");

  @Test
  void rowsWithoutAPartnerStay() {
    on(
        "SELECT c.catname, e.eventid FROM category c, event e WHERE c.catid = e.catid(+)",
        "Jazz:10 Jazz:11 Opera:20 Plays:-");
  }

  /** The documentation's example: the constant is part of the join, and no filter. */
  @Test
  void aMarkedConstantDropsNoRows() {
    on(
        "SELECT c.catname, e.eventid FROM category c, event e WHERE c.catid = e.catid(+) AND e.eventid(+) = 20",
        "Jazz:- Opera:20 Plays:-");
    on(
        "SELECT c.catname, e.eventid FROM category c, event e WHERE c.catid = e.catid(+) AND e.eventid = 20",
        "Opera:20");
  }

  @Test
  void theOrderOfTheTablesIsOfNoMatter() {
    on(
        "SELECT c.catname, e.eventid FROM event e, category c WHERE e.catid(+) = c.catid AND c.catid BETWEEN 2 AND 3",
        "Opera:20 Plays:-");
    on(
        "SELECT c.catname, e.eventid FROM event e, category c WHERE e.catid = c.catid(+)",
        "-:90 Jazz:10 Jazz:11 Opera:20");
  }

  @Test
  void oneJoinStandsOnAnother() {
    on(
        "SELECT v.city, c.catname FROM venue v, category c, event e WHERE c.catid = e.catid(+) AND e.venueid ="
            + " v.venueid(+) AND v.city(+) < 'P'",
        "-:Jazz -:Opera -:Plays Oslo:Jazz");
    on(
        "SELECT v.city, c.catname FROM venue v, category c, event e WHERE c.catid(+) = e.catid AND e.venueid ="
            + " v.venueid",
        "Oslo:Jazz Rome:Jazz Rome:Opera");
  }

  private static void on(String redshift, String rows) {
    try (Database duckdb = DuckDbDatabase.inMemory();
        Database postgres = PostgresServer.fresh();
        Session first = duckdb.session("test", StatementListener.NONE);
        Session second = postgres.session("test", StatementListener.NONE)) {
      assertThat(answer(first, "duckdb", redshift)).isEqualTo(rows);
      assertThat(answer(second, "postgres", redshift)).isEqualTo(rows);
    }
  }

  private static String answer(Session session, String dialect, String redshift) {
    TABLES.forEach(sql -> session.execute("prepare", sql));
    Checked<Optional<String>> translated =
        Transpilation.transpile(new SourceFile("q.sql", redshift), "redshift", dialect);
    assertThat(translated.diagnostics()).noneMatch(d -> d.isError());
    return String.join(
        " ",
        session.query(
            "ask",
            "SELECT COALESCE(CAST(a AS VARCHAR), '-') || ':' || COALESCE(CAST(b AS VARCHAR), '-') FROM ("
                + translated.value().orElseThrow()
                + ") AS t (a, b) ORDER BY 1",
            row -> row.text(1)));
  }
}
