package dev.accrete.tests.acceptance;

import static dev.accrete.runtime.execute.RunStrategy.NONE;
import static dev.accrete.runtime.execute.RunStrategy.RECOMPUTE;

import org.junit.jupiter.api.Test;

/** What goes wrong where people write the incremental branch by hand; expectations by hand. */
class ScenariosTest {
  private static final String VISITS_WITH_COUNTRY =
      """
      SELECT v.id, v.person, p.country
      FROM ${ref('web.visits')} AS v
      LEFT JOIN ${ref('crm.people')} AS p ON p.person = v.person
      """;
  private static final String COUNTRIES =
      """
      SELECT country, COUNT(*) AS people, MAX(score) AS best
      FROM ${ref('crm.people')}
      GROUP BY country
      """;

  @Test
  void aSessionMovesFromOneDayToAnother() {
    try (Scene scene =
        Scene.of(
            "sessions",
            "SELECT session, CAST(MIN(seen) AS DATE) AS day, COUNT(*) AS visits FROM ${ref('web.visits')} GROUP BY session",
            "days",
            "SELECT day, COUNT(*) AS sessions, SUM(visits) AS visits FROM ${ref('sessions')} GROUP BY day")) {
      scene
          .visits(
              "1, 'a', 1, '/', '2026-03-03 00:10:00'",
              "2, 'b', 2, '/', '2026-03-02 12:00:00'",
              "3, 'c', 3, '/', '2026-03-04 12:00:00'")
          .filled()
          .shows("days", "2026-03-02, 1, 1", "2026-03-03, 1, 1", "2026-03-04, 1, 1")
          .visits("4, 'a', 1, '/', '2026-03-02 23:50:00'")
          .run(RECOMPUTE)
          .shows("sessions", "a, 2026-03-02, 2", "b, 2026-03-02, 1", "c, 2026-03-04, 1")
          .shows("days", "2026-03-02, 2, 3", "2026-03-04, 1, 1");
    }
  }

  @Test
  void aLateRowReplacesTheNullExtendedRow() {
    try (Scene scene = Scene.of("named", VISITS_WITH_COUNTRY)) {
      scene
          .visits("1, 'a', 7, '/', NULL", "2, 'b', 8, '/', NULL")
          .filled()
          .shows("named", "1, 7, NULL", "2, 8, NULL")
          .happens("INSERT INTO crm.people VALUES (7, 'fr', 1)")
          .run(RECOMPUTE)
          .shows("named", "1, 7, fr", "2, 8, NULL")
          .happens("INSERT INTO crm.people VALUES (7, 'de', 1)")
          .run(RECOMPUTE)
          .shows("named", "1, 7, fr", "1, 7, de", "2, 8, NULL");
    }
  }

  @Test
  void aRowOfADimensionIsDeleted() {
    try (Scene scene = Scene.of("named", VISITS_WITH_COUNTRY)) {
      scene
          .visits("1, 'a', 7, '/', NULL", "2, 'b', 8, '/', NULL")
          .happens("INSERT INTO crm.people VALUES (7, 'fr', 1), (7, 'de', 1), (8, 'it', 1)")
          .filled()
          .shows("named", "1, 7, fr", "1, 7, de", "2, 8, it")
          .happens("DELETE FROM crm.people WHERE country IN ('fr', 'it')")
          .run(RECOMPUTE)
          .shows("named", "1, 7, de", "2, 8, NULL")
          .happens("DELETE FROM crm.people")
          .run(RECOMPUTE)
          .shows("named", "1, 7, NULL", "2, 8, NULL");
    }
  }

  @Test
  void theFirstEventArrivesLast() {
    try (Scene scene =
        Scene.of(
            "landings",
            """
            SELECT session, page AS landing, seen
            FROM ${ref('web.visits')}
            QUALIFY ROW_NUMBER() OVER (PARTITION BY session ORDER BY seen, page) = 1
            """,
            "steps",
            """
            SELECT session, id, page, LAG(page) OVER (PARTITION BY session ORDER BY seen, id, page) AS came_from
            FROM ${ref('web.visits')}
            """)) {
      scene
          .visits("2, 'a', 1, '/b', '2026-03-02 10:05:00'", "9, 'z', 2, '/', '2026-03-02 10:00:00'")
          .visits("3, 'a', 1, '/c', '2026-03-02 10:10:00'")
          .filled()
          .shows("landings", "a, /b, '2026-03-02 10:05:00'", "z, /, '2026-03-02 10:00:00'")
          .visits("1, 'a', 1, '/a', '2026-03-02 10:00:00'")
          .run(RECOMPUTE)
          .shows("landings", "a, /a, '2026-03-02 10:00:00'", "z, /, '2026-03-02 10:00:00'")
          .shows("steps", "a, 1, /a, NULL", "a, 2, /b, /a", "a, 3, /c, /b", "z, 9, /, NULL");
    }
  }

  @Test
  void anExtremeValueIsRemoved() {
    try (Scene scene = Scene.of("countries", COUNTRIES)) {
      scene
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 5), (2, 'fr', 9), (3, 'de', 9)")
          .filled()
          .shows("countries", "fr, 2, 9", "de, 1, 9")
          .happens("DELETE FROM crm.people WHERE person = 2")
          .run(RECOMPUTE)
          .shows("countries", "fr, 1, 5", "de, 1, 9")
          .happens("UPDATE crm.people SET score = NULL WHERE person = 1")
          .run(RECOMPUTE)
          .shows("countries", "fr, 1, NULL", "de, 1, 9");
    }
  }

  @Test
  void aGroupVanishesAndComesBack() {
    try (Scene scene =
        Scene.of(
            "countries",
            COUNTRIES,
            "by_size",
            "SELECT people, COUNT(*) AS countries FROM ${ref('countries')} GROUP BY people")) {
      scene
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 5), (2, 'de', 9)")
          .filled()
          .shows("by_size", "1, 2")
          .happens("DELETE FROM crm.people WHERE country = 'fr'")
          .run(RECOMPUTE)
          .shows("countries", "de, 1, 9")
          .shows("by_size", "1, 1")
          .happens("INSERT INTO crm.people VALUES (3, 'fr', 1), (4, 'fr', 2)")
          .run(RECOMPUTE)
          .shows("countries", "de, 1, 9", "fr, 2, 2")
          .shows("by_size", "1, 1", "2, 1");
    }
  }

  @Test
  void aKeyBecomesNull() {
    try (Scene scene = Scene.of("countries", COUNTRIES, "named", VISITS_WITH_COUNTRY)) {
      scene
          .visits("1, 'a', 1, '/', NULL", "2, 'a', NULL, '/', NULL")
          .happens(
              "INSERT INTO crm.people VALUES (1, 'fr', 5), (2, 'fr', 7), (3, 'de', 9), (4, NULL, 1)")
          .filled()
          .shows("countries", "fr, 2, 7", "de, 1, 9", "NULL, 1, 1")
          .happens("UPDATE crm.people SET country = NULL, person = NULL WHERE person = 1")
          .run(RECOMPUTE)
          .shows("countries", "fr, 1, 7", "de, 1, 9", "NULL, 2, 5")
          .shows("named", "1, 1, NULL", "2, NULL, NULL")
          .happens("UPDATE crm.people SET country = 'de' WHERE person IS NULL")
          .happens("DELETE FROM crm.people WHERE person = 4")
          .run(RECOMPUTE)
          .shows("countries", "fr, 1, 7", "de, 2, 9");
    }
  }

  @Test
  void aNullAppearsOnTheRightOfNotIn() {
    try (Scene scene =
        Scene.of(
            "welcome",
            """
            SELECT id, person FROM ${ref('web.visits')}
            WHERE person NOT IN (SELECT person FROM ${ref('crm.blocked')})
            """)) {
      scene
          .visits("1, 'a', 1, '/', NULL", "2, 'b', 2, '/', NULL", "3, 'c', NULL, '/', NULL")
          .happens("INSERT INTO crm.blocked VALUES (2)")
          .filled()
          .shows("welcome", "1, 1")
          .happens("INSERT INTO crm.blocked VALUES (NULL)")
          .run(RECOMPUTE)
          .shows("welcome")
          .visits("4, 'd', 4, '/', NULL")
          .run(RECOMPUTE)
          .shows("welcome")
          .happens("DELETE FROM crm.blocked WHERE person IS NULL")
          .run(RECOMPUTE)
          .shows("welcome", "1, 1", "4, 4")
          .happens("DELETE FROM crm.blocked")
          .run(RECOMPUTE)
          .shows("welcome", "1, 1", "2, 2", "3, NULL", "4, 4");
    }
  }

  @Test
  void aRowIsInsertedTwiceAndRemovedOnce() {
    try (Scene scene =
        Scene.of(
            "everybody",
            "SELECT person, country FROM ${ref('crm.people')}",
            "countries",
            COUNTRIES,
            "nationalities",
            "SELECT DISTINCT country FROM ${ref('crm.people')}")) {
      scene
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 5), (1, 'fr', 5), (2, 'de', 9)")
          .filled()
          .shows("everybody", "1, fr", "1, fr", "2, de")
          .happens("DELETE FROM crm.people WHERE rowid = (SELECT MIN(rowid) FROM crm.people)")
          .run(RECOMPUTE)
          .shows("everybody", "1, fr", "2, de")
          .shows("countries", "fr, 1, 5", "de, 1, 9")
          .shows("nationalities", "fr", "de")
          .happens("DELETE FROM crm.people WHERE person = 1")
          .run(RECOMPUTE)
          .shows("everybody", "2, de")
          .shows("nationalities", "de");
    }
  }

  @Test
  void aBatchInsertsAndRemovesOneRow() {
    try (Scene scene = Scene.of("countries", COUNTRIES)) {
      scene
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 5)")
          .filled()
          .happens("INSERT INTO crm.people VALUES (2, 'de', 9)")
          .happens("DELETE FROM crm.people WHERE person = 2")
          .run(NONE)
          .shows("countries", "fr, 1, 5")
          .happens("DELETE FROM crm.people", "INSERT INTO crm.people VALUES (1, 'fr', 5)")
          .run(NONE)
          .happens("DELETE FROM crm.people", "INSERT INTO crm.people VALUES (1, 'fr', 4)")
          .run(RECOMPUTE)
          .shows("countries", "fr, 1, 4");
    }
  }

  @Test
  void bothSidesOfASelfJoinChange() {
    try (Scene scene =
        Scene.of(
            "next_visits",
            """
            SELECT a.id, b.id AS later
            FROM ${ref('web.visits')} AS a
            LEFT JOIN ${ref('web.visits')} AS b ON b.person = a.person AND b.seen > a.seen
            """)) {
      scene
          .visits("2, 'a', 1, '/', '2026-03-02 10:00:00'", "9, 'b', 2, '/', '2026-03-02 10:00:00'")
          .filled()
          .shows("next_visits", "2, NULL", "9, NULL")
          .visits("1, 'a', 1, '/', '2026-03-02 09:00:00'", "3, 'a', 1, '/', '2026-03-02 11:00:00'")
          .run(RECOMPUTE)
          .shows("next_visits", "1, 2", "1, 3", "2, 3", "3, NULL", "9, NULL");
    }
  }

  @Test
  void aCteIsReadTwiceByDifferentRoutes() {
    try (Scene scene =
        Scene.of(
            "inviters",
            """
            WITH scores AS (
              SELECT person, SUM(score) AS total FROM ${ref('crm.people')} GROUP BY person
            )
            SELECT v.id, mine.total AS own, others.total AS of_page_owner
            FROM ${ref('web.visits')} AS v
            LEFT JOIN scores AS mine ON mine.person = v.person
            LEFT JOIN scores AS others ON others.person = CAST(v.page AS INTEGER)
            """)) {
      scene
          .visits("1, 'a', 1, '2', NULL", "2, 'b', 2, '1', NULL", "3, 'c', 3, '3', NULL")
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 5), (2, 'de', 9)")
          .filled()
          .shows("inviters", "1, 5, 9", "2, 9, 5", "3, NULL, NULL")
          .happens("INSERT INTO crm.people VALUES (1, 'fr', 10), (3, 'it', 1)")
          .run(RECOMPUTE)
          .shows("inviters", "1, 15, 9", "2, 9, 15", "3, 1, 1")
          .happens("DELETE FROM crm.people WHERE person = 2")
          .run(RECOMPUTE)
          .shows("inviters", "1, 15, NULL", "2, NULL, 15", "3, 1, 1");
    }
  }

  @Test
  void aBatchIsEmpty() {
    try (Scene scene = Scene.of("named", VISITS_WITH_COUNTRY)) {
      scene
          .filled()
          .shows("named")
          .visits()
          .run(NONE)
          .visits("1, 'a', 1, '/', NULL")
          .run(RECOMPUTE)
          .shows("named", "1, 1, NULL")
          .visits()
          .run(NONE)
          .shows("named", "1, 1, NULL");
    }
  }

  @Test
  void twoBatchesAreTakenInByOneRun() {
    try (Scene scene =
        Scene.of(
            "sessions",
            "SELECT session, COUNT(*) AS visits, MIN(seen) AS first_at FROM ${ref('web.visits')} GROUP BY session")) {
      scene
          .visits("1, 'a', 1, '/', '2026-03-02 10:00:00'")
          .filled()
          .visits("2, 'a', 1, '/', '2026-03-02 09:00:00'", "3, 'b', 1, '/', NULL")
          .visits("4, 'a', 1, '/', '2026-03-02 08:00:00'", "5, 'c', 1, '/', NULL")
          .run(RECOMPUTE)
          .shows("sessions", "a, 3, '2026-03-02 08:00:00'", "b, 1, NULL", "c, 1, NULL")
          .run(NONE);
    }
  }
}
