package dev.accrete.compiler.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import dev.accrete.compiler.validate.Building;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationSqlTest {
  /** Tables by their names; of changes, those with a stamp. */
  private static final InputSql INPUTS =
      (input, state, columns, alias) ->
          new InputSql.Reading(
              input,
              state == Relation.State.CHANGED
                  ? alias + ".stamp IN (SELECT stamp FROM changed)"
                  : "");

  @Test
  void meltsRowByRowOperatorsIntoOneSelect() {
    assertThat(
            select(
                "SELECT UPPER(page) AS p, id FROM (SELECT page, id FROM {events} WHERE visitor = 'x') AS s WHERE page <> id"))
        .isEqualTo(
            """
            SELECT upper(events.page) AS p, events.id
            FROM events AS events
            WHERE (events.visitor = 'x')
              AND (events.page <> events.id)""");
  }

  @Test
  void keepsComputedColumnsTogether() {
    assertThat(
            select("SELECT x * 2 AS y FROM (SELECT price + 1 AS x FROM {events}) AS s WHERE x > 3"))
        .isEqualTo(
            """
            SELECT (events.price + 1) * 2 AS y
            FROM events AS events
            WHERE ((events.price + 1) > 3)""");
  }

  @Test
  void givesEachReadingItsAlias() {
    assertThat(
            select(
                "SELECT a.id, b.id AS following FROM {events} a JOIN {events} b ON b.visitor = a.visitor AND b.seen > a.seen"))
        .isEqualTo(
            """
            SELECT events.id, events_2.id AS following
            FROM events AS events
            INNER JOIN events AS events_2 ON (events_2.visitor = events.visitor and events_2.seen > events.seen)""");
  }

  @Test
  void namesRepeatedFieldsOfBlocksApart() {
    assertThat(
            select(
                "SELECT page, n FROM (SELECT e.id, u.id, e.page, COUNT(*) AS n FROM {events} e JOIN {users} u ON u.id = e.visitor GROUP BY e.id, u.id, e.page) AS s"))
        .contains("events.id AS id, users.id AS id_2, events.page AS page, count(*) AS count")
        .startsWith("SELECT block.page, block.count AS n\nFROM (");
  }

  @Test
  void keepsConditionsOfTheNullableSideInside() {
    assertThat(
            select(
                "SELECT e.id, u.name FROM {events} e LEFT JOIN (SELECT id, name FROM {users} WHERE country = 'de') AS u ON u.id = e.visitor"))
        .isEqualTo(
            """
            SELECT events.id, joined.name
            FROM events AS events
            LEFT JOIN (
              SELECT users.id, users.name
              FROM users AS users
              WHERE (users.country = 'de')
            ) AS joined ON (joined.id = events.visitor)""");
  }

  @Test
  void putsConditionsOfAnInnerJoinsSidesTogether() {
    assertThat(
            select(
                "SELECT e.id FROM (SELECT id, visitor FROM {events} WHERE page = 'x') AS e JOIN {users} u ON u.id = e.visitor"))
        .endsWith("ON (users.id = events.visitor)\nWHERE (events.page = 'x')");
  }

  /** The left side's filter holds before an outer join as well as after it. */
  @Test
  void putsConditionsOfThePreservedSideOutside() {
    assertThat(
            select(
                "SELECT e.id FROM (SELECT id, visitor FROM {events} WHERE page = 'x') AS e LEFT JOIN {users} u ON u.id = e.visitor"))
        .endsWith("ON (users.id = events.visitor)\nWHERE (events.page = 'x')");
  }

  /**
   * A value computed of the nullable side is NULL where the row stands alone, which only the
   * derived table says.
   */
  @Test
  void computesColumnsOfTheNullableSideBeforeTheJoin() {
    assertThat(
            select(
                "SELECT e.id, u.here FROM {events} e LEFT JOIN (SELECT id, COALESCE(country, 'none') AS here FROM {users}) AS u ON u.id = e.visitor"))
        .isEqualTo(
            """
            SELECT events.id, joined.here
            FROM events AS events
            LEFT JOIN (
              SELECT users.id, coalesce(users.country, 'none') AS here
              FROM users AS users
            ) AS joined ON (joined.id = events.visitor)""");
  }

  /** Where the right side is a join, the ON that comes first would be taken for the outer one's. */
  @Test
  void keepsAJoinOnTheRightSideTogether() {
    assertThat(
            select(
                "SELECT e.id, p.name FROM {events} e JOIN (SELECT u.id, f.name FROM {users} u JOIN {users} f ON f.country = u.country) AS p ON p.id = e.visitor"))
        .isEqualTo(
            """
            SELECT events.id, joined.name
            FROM events AS events
            INNER JOIN (
              SELECT users.id, users_2.name
              FROM users AS users
              INNER JOIN users AS users_2 ON (users_2.country = users.country)
            ) AS joined ON (joined.id = events.visitor)""");
  }

  @Test
  void printsGroupsWindowsAndUnionsAsDerivedTables() {
    assertThat(
            select(
                "SELECT visitor, COUNT(*) AS n FROM {events} WHERE page = 'x' GROUP BY visitor HAVING COUNT(*) > 1"))
        .isEqualTo(
            """
            SELECT block.visitor, block.count AS n
            FROM (
              SELECT events.visitor AS visitor, count(*) AS count
              FROM events AS events
              WHERE (events.page = 'x')
              GROUP BY events.visitor
            ) AS block
            WHERE (block.count > 1)""");
    assertThat(select("SELECT id FROM {events} UNION ALL SELECT name FROM {users}"))
        .contains(
            "(SELECT events.id AS id\n  FROM events AS events)\n  UNION ALL\n  (SELECT users.name AS id\n  FROM users AS users)");
    assertThat(
            select(
                "SELECT id, ROW_NUMBER() OVER (PARTITION BY visitor ORDER BY seen DESC) AS n FROM {events}"))
        .contains(
            "row_number() over (partition by events.visitor order by events.seen desc) AS window1");
  }

  @Test
  void readsChangesAndMatchesKeysNullSafely() {
    Relation.Scan events = (Relation.Scan) Building.tree("SELECT id FROM {events}").inputs().get(0);
    Relation changed = Trees.project(events.in(Relation.State.CHANGED), Trees.col(1));
    Relation matching = Trees.nullSafe(events, List.of(Trees.f("UPPER", Trees.col(1))), changed);
    assertThat(
            new RelationSql(new DuckDbDialect(), INPUTS, name -> name)
                .distinct(Trees.project(matching, Trees.col(0))))
        .isEqualTo(
            """
            SELECT DISTINCT valued.c1 AS c0
            FROM (
              SELECT events.id AS c1, UPPER(events.visitor) AS accrete_key_1
              FROM events AS events
            ) AS valued
            WHERE EXISTS (
                SELECT 1
                FROM events AS events_2
                WHERE events_2.visitor IS NOT DISTINCT FROM valued.accrete_key_1
                  AND events_2.stamp IN (SELECT stamp FROM changed)
              )""");
  }

  /** Engines choose a function by the types of its operands. */
  @Test
  void givesTheNullOfAMissingPartnerTheTypeOfItsColumn() {
    Relation events = Building.tree("SELECT seen FROM {events}").inputs().get(0);
    Relation alone =
        new Relation.Project(
            events,
            List.of(Trees.as("seen", Trees.NULL), Trees.as("other", Trees.NULL)),
            Trees.HERE,
            List.of(new Field("seen", "timestamp", true), Field.named("other")));
    Relation hours = Trees.project(alone, Trees.f("HOUR_OF", Trees.col(0), Trees.col(1)));
    assertThat(new RelationSql(new DuckDbDialect(), INPUTS, name -> name).select(hours))
        .startsWith("SELECT HOUR_OF(CAST(NULL AS timestamp), NULL)");
  }

  private static String select(String sql) {
    return new RelationSql(new DuckDbDialect(), INPUTS, name -> name).select(Building.tree(sql));
  }
}
