package dev.accrete.compiler.validate;

import static dev.accrete.compiler.validate.Building.messages;
import static dev.accrete.compiler.validate.Building.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeBuilderTest {

  @Nested
  class Names {
    @Test
    void resolvesColumnsByTableAndAlias() {
      assertThat(text("SELECT id, events.page, EVENTS.Seen FROM {events}"))
          .isEqualTo("project(id, page, seen <- events)");
      assertThat(text("SELECT e.id, page FROM {events} AS e"))
          .isEqualTo("project(id, page <- events)");
      assertThat(text("SELECT x, e.id FROM {events} AS e (id, x)"))
          .isEqualTo("project(x, id <- project(id, visitor x, page, seen, price <- events))");
    }

    @Test
    void expandsStars() {
      assertThat(text("SELECT * FROM {users}")).isEqualTo("project(id, name, country <- users)");
      assertThat(text("SELECT u.*, page FROM {events} e JOIN {users} u ON u.id = e.visitor"))
          .isEqualTo(
              "project(id.5 id, name, country, page <- inner(events, users on id.5 = visitor))");
    }

    @Test
    void readsAliasesOfTheSameSelectWhereNoColumnHasTheName() {
      assertThat(text("SELECT price * 2 AS twice, twice + 1 AS more FROM {events} WHERE twice > 3"))
          .isEqualTo(
              "project(price * 2 twice, (price * 2) + 1 more <- filter((price * 2) > 3 <- events))");
      assertThat(text("SELECT UPPER(page) AS id, id AS other FROM {events}"))
          .isEqualTo("project(upper(page) id, id other <- events)");
    }

    @Test
    void namesColumnsAsTheEnginesDo() {
      assertThat(
              text(
                  "SELECT UPPER(page), COUNT(*), MAX(seen)::date, CASE WHEN id = 'x' THEN 1 END FROM {events} GROUP BY 1, 4"))
          .contains("upper, ")
          .contains(" case ")
          .contains("count, ")
          .contains(" max");
    }

    @Test
    void saysThatAnOrdinalIsTooLarge() {
      assertThat(messages("SELECT id FROM {events} GROUP BY 99999999999"))
          .containsExactly(
              "E206 models/m.sql:1:34 the SQL does not validate: GROUP BY 99999999999, and the SELECT has 1 column");
    }

    @Test
    void saysWhichColumnIsMissing() {
      assertThat(messages("SELECT id, paeg FROM {events}"))
          .containsExactly("E203 models/m.sql:1:12 no column paeg in events; did you mean page?");
      assertThat(messages("SELECT e.nme FROM {events} e JOIN {users} u ON u.idd = e.visitor"))
          .containsExactly(
              "E203 models/m.sql:1:48 no column idd in users; did you mean id?",
              "E203 models/m.sql:1:8 no column nme in events");
      assertThat(messages("SELECT zzzzzz FROM {events}"))
          .containsExactly("E203 models/m.sql:1:8 no column zzzzzz in events");
    }

    @Test
    void saysWhichTableIsMissing() {
      assertThat(messages("SELECT evnts.id FROM {events}"))
          .containsExactly("E204 models/m.sql:1:8 no table evnts here; did you mean events?");
      assertThat(messages("SELECT x.* FROM {events}"))
          .containsExactly("E204 models/m.sql:1:8 no table x here");
      assertThat(messages("SELECT events.id FROM {events} AS e"))
          .singleElement()
          .asString()
          .startsWith("E204 models/m.sql:1:8 no table events here");
    }

    @Test
    void saysWhatIsAmbiguous() {
      assertThat(messages("SELECT id FROM {events} e JOIN {users} u ON u.id = e.visitor"))
          .containsExactly(
              "E205 models/m.sql:1:8 more than one column here is named id; write e.id or u.id");
      assertThat(messages("SELECT id FROM (SELECT id, visitor AS id FROM {events}) AS x"))
          .containsExactly(
              "E205 models/m.sql:1:8 more than one column here is named id; write x.id");
    }

    @Test
    void saysWhichNameIsRepeatedInTheOutputAlone() {
      assertThat(messages("SELECT id, page AS ID FROM {events}"))
          .containsExactly(
              "E209 models/m.sql:1:12 two output columns are named id; give one of them another name with AS");
      assertThat(messages("SELECT e.*, u.* FROM {events} e JOIN {users} u ON u.id = e.visitor"))
          .containsExactly(
              "E209 models/m.sql:1:13 two output columns are named id; give one of them another name with AS");
      assertThat(
              messages(
                  "SELECT page FROM (SELECT e.*, u.* FROM {events} e JOIN {users} u ON u.id = e.visitor) AS x"))
          .isEmpty();
    }

    @Test
    void anAliasThatMeansItselfIsUnknown() {
      assertThat(messages("SELECT x + 1 AS x FROM {events}"))
          .containsExactly("E203 models/m.sql:1:8 no column x in events");
    }
  }

  @Nested
  class Groups {
    @Test
    void readsOrdinalsAliasesAndExpressions() {
      for (String by : new String[] {"1", "p", "UPPER(page)", "upper( page )"}) {
        assertThat(text("SELECT UPPER(page) AS p, COUNT(*) AS n FROM {events} GROUP BY " + by))
            .startsWith("project(")
            .contains("group(upper(page) ")
            .contains("; count(*) count <- events)");
      }
    }

    @Test
    void computesOverGroupsAndAggregates() {
      assertThat(
              text(
                  "SELECT visitor, SUM(price) / COUNT(*) AS mean FROM {events} GROUP BY visitor HAVING COUNT(*) > 1 AND visitor <> 'x'"))
          .isEqualTo(
              "project(visitor, sum / count mean <- filter(count > 1 and visitor <> 'x' <- group(visitor; sum(price) sum, count(*) count <- events)))");
    }

    @Test
    void filtersBeforeGrouping() {
      assertThat(text("SELECT COUNT(*) AS n FROM {events} WHERE page = 'x'"))
          .isEqualTo("project(count n <- group(; count(*) count <- filter(page = 'x' <- events)))");
    }

    @Test
    void readsDistinctAsAGroup() {
      assertThat(text("SELECT DISTINCT visitor, page FROM {events}"))
          .isEqualTo("group(visitor, page;  <- project(visitor, page <- events))");
    }

    @Test
    void readsRowsOfColumnsAsColumns() {
      assertThat(text("SELECT visitor, page FROM {events} GROUP BY (visitor, page)"))
          .isEqualTo("project(visitor, page <- group(visitor, page;  <- events))");
    }

    @Test
    void takesTheClockInAndOutOfGroups() {
      assertThat(text("SELECT visitor, CURRENT_DATE AS today FROM {events} GROUP BY visitor"))
          .contains("current_date today");
    }

    @Test
    void parenthesesAroundAWholeGroupExpressionMeanNothing() {
      for (String by :
          List.of(
              "visitor || page",
              "(visitor || page)",
              "((visitor || page))",
              "ROLLUP ((visitor || page))",
              "GROUPING SETS ((visitor || page), (id))")) {
        for (String selected : List.of("visitor || page", "(visitor || page)")) {
          String sql = "SELECT " + selected + " AS a, COUNT(*) AS n FROM {events} GROUP BY " + by;
          assertThat(messages(sql)).as(sql).isEmpty();
        }
      }
      String product = "SELECT (id + 1) * (id + 2) AS a FROM {events} GROUP BY (id + 1) * (id + ";
      assertThat(messages(product + "2)")).isEmpty();
      assertThat(messages(product + "3)")).isNotEmpty();
      assertThat(messages("SELECT (id + 2) AS a FROM {events} GROUP BY (id + 1)")).isNotEmpty();
    }

    @Test
    void saysWhatIsNotGrouped() {
      assertThat(messages("SELECT visitor, page FROM {events} GROUP BY visitor"))
          .containsExactly(
              "E206 models/m.sql:1:17 the SQL does not validate: page is neither grouped by nor inside an aggregate");
      assertThat(messages("SELECT * FROM {users} GROUP BY id")).isNotEmpty();
      assertThat(messages("SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY 3"))
          .singleElement()
          .asString()
          .startsWith(
              "E206 models/m.sql:1:54 the SQL does not validate: GROUP BY 3, and the SELECT has 2 columns");
    }
  }

  @Nested
  class WindowsAndQualify {
    @Test
    void putsWindowsAboveFilters() {
      assertThat(
              text(
                  "SELECT id, ROW_NUMBER() OVER (PARTITION BY visitor ORDER BY seen DESC) AS n FROM {events} WHERE page = 'x'"))
          .isEqualTo(
              "project(id, window1 n <- window(row_number() over (partition by visitor order by seen desc) <- filter(page = 'x' <- events)))");
    }

    @Test
    void putsWindowsAboveGroups() {
      assertThat(
              text(
                  "SELECT visitor, SUM(COUNT(*)) OVER (PARTITION BY visitor) AS n FROM {events} GROUP BY visitor"))
          .isEqualTo(
              "project(visitor, window1 n <- window(sum(count) over (partition by visitor) <- group(visitor; count(*) count <- events)))");
    }

    @Test
    void sharesEqualWindows() {
      assertThat(
              text(
                  "SELECT COUNT(*) OVER (PARTITION BY visitor) AS a, count(*) over (partition  by visitor) + 1 AS b FROM {events}"))
          .isEqualTo(
              "project(window1 a, window1 + 1 b <- window(count(*) over (partition by visitor) <- events))");
    }

    @Test
    void readsQualifyAsAFilterAboveTheWindow() {
      assertThat(
              text(
                  "SELECT id FROM {events} QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) = 1"))
          .isEqualTo(
              "project(id <- filter(window1 = 1 <- window(row_number() over (partition by id order by seen) <- events)))");
      assertThat(
              text(
                  "SELECT id, RANK() OVER (PARTITION BY id ORDER BY seen) AS r FROM {events} QUALIFY r = 1"))
          .contains("filter(window1 = 1 <- window(");
    }
  }

  @Nested
  class Joins {
    @ParameterizedTest
    @CsvSource({
      "JOIN,inner",
      "INNER JOIN,inner",
      "LEFT JOIN,left",
      "LEFT OUTER JOIN,left",
      "FULL OUTER JOIN,full"
    })
    void readsKinds(String written, String kind) {
      assertThat(text("SELECT page FROM {events} e " + written + " {users} u ON e.visitor = u.id"))
          .isEqualTo("project(page <- " + kind + "(events, users on visitor = id.5))");
    }

    @Test
    void readsCrossAndCommaJoinsAsInnerOnes() {
      assertThat(text("SELECT page FROM {events} CROSS JOIN {users}"))
          .isEqualTo("project(page <- inner(events, users on TRUE))");
      assertThat(text("SELECT page FROM {events} e, {users} u WHERE e.visitor = u.id"))
          .isEqualTo("project(page <- inner(events, users on visitor = id.5))");
    }

    @Test
    void whatWhereAsksBelowALeftJoinIsTheCommasCondition() {
      assertThat(
              text(
                  "SELECT e.page FROM {events} e CROSS JOIN {users} u LEFT JOIN {users} v ON u.id = v.id"
                      + " WHERE e.visitor = u.id AND v.name = 'm' AND u.name = v.name"))
          .isEqualTo(
              "project(page <- filter((name.9 = 'm') AND (name.6 = name.9) <- left(inner(events, users"
                  + " on visitor = id.5), users on id.5 = id.8)))");
    }

    @Test
    void whatWhereAsksOfBothSidesOfACommaIsTheJoinsCondition() {
      assertThat(
              text(
                  "SELECT e.page FROM {events} e, {users} u, {users} v WHERE e.price > 1 AND"
                      + " e.visitor = u.id AND u.country = v.country AND v.name < 'm'"))
          .isEqualTo(
              "project(page <- filter((price > 1) AND (name.9 < 'm') <- inner(inner(events, users on"
                  + " visitor = id.5), users on country.7 = country.10)))");
      assertThat(
              text(
                  "SELECT e.page FROM {events} e JOIN {users} u ON e.id = u.name WHERE e.visitor = u.id"))
          .contains("filter(visitor = id.5 <- inner(events, users on id.0 = name))");
      assertThat(
              text(
                  "SELECT e.page FROM {events} e LEFT JOIN {users} u ON TRUE WHERE e.visitor = u.id"))
          .contains("filter(visitor = id.5 <- left(events, users on TRUE))");
    }

    @Test
    void tellsBothReadingsOfASelfJoinApart() {
      assertThat(
              text(
                  "SELECT a.id AS first, b.id AS second FROM {events} a JOIN {events} b ON a.visitor = b.visitor AND a.seen < b.seen"))
          .isEqualTo(
              "project(id.0 first, id.5 second <- inner(events, events on visitor.1 = visitor.6 and seen.3 < seen.8))");
    }

    @Test
    void nestsJoins() {
      assertThat(
              text(
                  "SELECT e.page FROM {events} e LEFT JOIN ({users} u JOIN {users} v ON u.id = v.id) ON e.visitor = v.name"))
          .isEqualTo(
              "project(page <- left(events, inner(users, users on id.0 = id.3) on visitor = name.9))");
    }
  }

  @Nested
  class GroupingSets {
    private static final String ROLLUP =
        "SELECT visitor, GROUPING(visitor, page) AS g, COUNT(*) AS n FROM {events} GROUP BY ROLLUP (visitor, page)";

    /** What a set lacks is a key without a value, of its own type; the set of nothing has none. */
    @Test
    void areAPlainGroupingForEachSet() {
      assertThat(text(ROLLUP))
          .isEqualTo(
              "project(visitor, grouping g, count n <- union all("
                  + "project(visitor, page, 0 grouping, count <- group(visitor, page; count(*) count <- events)), "
                  + "project(visitor, page, 1 grouping, count <- group(visitor, CASE WHEN 1 = 0 THEN page END page; count(*) count <- events)), "
                  + "project(NULL visitor, NULL page, 3 grouping, count <- group(; count(*) count <- events))))");
    }

    @Test
    void leaveOutWhatHavingPins() {
      assertThat(
              text(
                  ROLLUP + " HAVING GROUPING(visitor) = 0 AND 1 = GROUPING(page) AND COUNT(*) > 1"))
          .isEqualTo(
              "project(visitor, grouping.2 g, count n <- filter(count > 1 <- project(visitor, page, 1 grouping, count, 0 grouping, 1 grouping"
                  + " <- group(visitor, CASE WHEN 1 = 0 THEN page END page; count(*) count <- events))))");
    }

    @Test
    void keepAConditionThatDecidesNothing() {
      assertThat(text(ROLLUP + " HAVING GROUPING(visitor) = 3")).contains("filter", "union all");
      assertThat(text(ROLLUP + " HAVING GROUPING(visitor) > 0")).contains("filter", "union all");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM {events} LIMIT 3|opaque LIMIT LIMIT",
        "SELECT id FROM {events} OFFSET 3 ROWS|opaque LIMIT LIMIT",
        "SELECT id FROM (SELECT id FROM {events} LIMIT 3) AS x|opaque LIMIT LIMIT",
        "SELECT visitor FROM {events} GROUP BY GROUPING SETS ((visitor), (page), (page))|opaque GROUPING_SETS GROUPING SETS",
        "SELECT id FROM {events} GROUP BY CUBE (id, visitor, page, seen, 1 + 1)|opaque GROUPING_SETS CUBE",
        "SELECT id FROM {events} NATURAL JOIN {users}|opaque JOIN_FORM NATURAL JOIN",
        "WITH RECURSIVE r AS (SELECT id FROM {events}) SELECT id FROM r|opaque RECURSION WITH RECURSIVE",
        "SELECT x FROM TABLE(f(1)) AS t (x)|opaque TABLE_FUNCTION COLLECTION TABLE",
        "SELECT id, RANK() OVER (w ORDER BY seen) AS n FROM {events} WINDOW w AS (PARTITION BY visitor)|opaque OTHER a named window",
        "SELECT id FROM {events} WHERE COUNT(*) > 1|opaque OTHER an aggregate or window here"
      })
  void isOpaqueWhereItIsNotUnderstood(String sql, String tree) {
    assertThat(text(sql)).isEqualTo(tree);
  }
}
