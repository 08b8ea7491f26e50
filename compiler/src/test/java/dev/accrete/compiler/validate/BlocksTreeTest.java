package dev.accrete.compiler.validate;

import static dev.accrete.compiler.validate.Building.messages;
import static dev.accrete.compiler.validate.Building.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What WITH, set operations, USING and VALUES become in our tree. */
class BlocksTreeTest {
  @Test
  void putsCommonTablesInWhereTheyAreUsed() {
    assertThat(
            text(
                "WITH a AS (SELECT id, page FROM {events}), b (x) AS (SELECT page FROM a) SELECT b.x, a.id FROM a JOIN b ON b.x = a.page"))
        .isEqualTo(
            "project(x, id <- inner(project(id, page <- events), project(page x <- project(page <- project(id, page <- events))) on x = page))");
  }

  @Test
  void looksAtCommonTablesThatNobodyReads() {
    assertThat(messages("WITH a AS (SELECT nope FROM {events}) SELECT id FROM {events}"))
        .singleElement()
        .asString()
        .startsWith("E203 models/m.sql:1:19 ");
  }

  @Test
  void letsInnerCommonTablesHideOuterOnes() {
    assertThat(
            text(
                "WITH a AS (SELECT id FROM {events}) SELECT id FROM (WITH a AS (SELECT name AS id FROM {users}) SELECT id FROM a) AS x"))
        .isEqualTo("project(id <- project(id <- project(name id <- users)))");
  }

  @Test
  void namesUnionsByTheirFirstBranch() {
    assertThat(
            text(
                "SELECT id AS a FROM {events} UNION ALL SELECT name FROM {users} UNION SELECT country FROM {users}"))
        .isEqualTo(
            "union(union all(project(id a <- events), project(name <- users)), project(country <- users))");
    assertThat(messages("SELECT id FROM {events} UNION SELECT id, name FROM {users}"))
        .singleElement()
        .asString()
        .startsWith(
            "E206 models/m.sql:1:31 the SQL does not validate: the branches of UNION have different numbers of columns");
  }

  @Test
  void readsARightJoinAsTheLeftJoinOfItsSidesTurnedRound() {
    assertThat(text("SELECT e.page FROM {events} e RIGHT JOIN {users} u ON u.id = e.visitor"))
        .isEqualTo(
            "project(page <- project(id.3 id, visitor, page, seen, price, id.0 id, name, country"
                + " <- left(users, events on id.0 = visitor)))");
  }

  @Test
  void readsTheMergedColumnOfUsing() {
    assertThat(text("SELECT id FROM {events} FULL JOIN {users} USING (id)"))
        .startsWith("project(id.8 id <- project(")
        .contains("COALESCE(id.0, id.5) id <- full(events, users on id.0 = id.5)");
  }

  @Test
  void readsRowsOfConstants() {
    assertThat(text("SELECT x FROM (VALUES (1), (2)) AS v (x)"))
        .isEqualTo("project(x <- project(column1 x <- 2 rows))");
    assertThat(text("SELECT 1 AS x")).isEqualTo("project(1 x <- 1 rows)");
  }

  @Test
  void ignoresAnOrderWithoutLimit() {
    assertThat(text("SELECT id FROM {events} ORDER BY seen")).isEqualTo("project(id <- events)");
  }
}
