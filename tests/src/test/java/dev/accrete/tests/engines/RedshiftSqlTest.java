package dev.accrete.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.redshift.RedshiftDialect;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Forms that Redshift's dialect needs in place of what Redshift lacks, beside what they replace.
 */
class RedshiftSqlTest {
  private final RedshiftDialect dialect = new RedshiftDialect();
  private final Database database = RedshiftServer.fresh("repeatable read");
  private final Session session = database.session("test", StatementListener.NONE);

  @AfterEach
  void close() {
    session.close();
    database.close();
  }

  private long number(String query) {
    return session.first("test", query, row -> row.number(1)).orElseThrow();
  }

  /** Every row of NULL, 1 and 2 is looked for among a third of these rows. */
  @Test
  void aRowIsAmongOthersWhereEachValueIsTheSameOrBothAreNull() {
    for (int width = 1; width <= 5; width++) {
      List<String> columns = IntStream.rangeClosed(1, width).mapToObj(i -> "c" + i).toList();
      String list = String.join(", ", columns);
      String from =
          columns.stream()
              .map(c -> "(VALUES (NULL::int), (1), (2)) AS " + c + " (" + c + ")")
              .collect(Collectors.joining(" CROSS JOIN "));
      session.execute("test", "CREATE TABLE all_" + width + " AS SELECT " + list + " FROM " + from);
      session.execute(
          "test",
          "CREATE TABLE some_%1$d AS SELECT * FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY %2$s) AS n FROM all_%1$d) AS r WHERE n %% 3 = 1"
              .formatted(width, list));
      String among = dialect.isAmong(columns, "r", "some_" + width, "member");
      String same =
          columns.stream()
              .map(c -> "r." + c + " IS NOT DISTINCT FROM m." + c)
              .collect(Collectors.joining(" AND "));
      String truth = "EXISTS (SELECT 1 FROM some_" + width + " AS m WHERE " + same + ")";
      String rows = "SELECT COUNT(*) FROM all_" + width + " AS r WHERE ";
      assertThat(number(rows + truth)).as("some are").isPositive();
      assertThat(number(rows + "(" + among + ") IS DISTINCT FROM " + truth))
          .as("%d columns", width)
          .isZero();
    }
  }

  @Test
  void aStampIsInABatchWhereBothAreNullToo() {
    session.execute(
        "test", "CREATE TABLE batches AS SELECT * FROM (VALUES (1), (NULL)) AS v (stamp)");
    session.execute("test", "CREATE TABLE empty_ones AS SELECT * FROM batches WHERE 1 = 0");
    String rows = "SELECT COUNT(*) FROM (VALUES (1), (2), (NULL)) AS r (x) WHERE ";
    assertThat(number(rows + dialect.isIn("r.x", "stamp", "batches"))).isEqualTo(2);
    assertThat(number(rows + "NOT " + dialect.isIn("r.x", "stamp", "batches"))).isEqualTo(1);
    assertThat(number(rows + "NOT " + dialect.isIn("r.x", "stamp", "empty_ones"))).isEqualTo(3);
  }

  @Test
  void aRowComesAsOftenAsItCounts() {
    String copies =
        "SELECT COUNT(*) FROM (SELECT CAST(%d AS BIGINT) AS n) AS r" + dialect.repetitions("r.n");
    for (long times : new long[] {-3, 0, 1, 2, 15, 16, 17, 255, 256, 4_097, 70_000}) {
      assertThat(number(copies.formatted(times))).isEqualTo(Math.max(times, 0));
    }
    assertThatThrownBy(() -> number(copies.formatted(1L << 25)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("a row comes too often");
  }

  @Test
  void aDifferenceIsThatOfBags() {
    session.execute(
        "test",
        "CREATE TABLE a AS SELECT * FROM (VALUES (1), (1), (1), (2), (NULL), (NULL)) AS v (x)");
    session.execute(
        "test", "CREATE TABLE b AS SELECT * FROM (VALUES (1), (2), (2), (NULL), (3)) AS v (x)");
    String difference = "SELECT COALESCE(CAST(x AS VARCHAR), 'NULL') FROM (%s) AS d ORDER BY 1";
    for (String[] pair : new String[][] {{"a", "b"}, {"b", "a"}}) {
      List<String> expected =
          texts(
              difference.formatted(
                  "SELECT x FROM " + pair[0] + " EXCEPT ALL SELECT x FROM " + pair[1]));
      assertThat(expected).isNotEmpty();
      assertThat(texts(difference.formatted(dialect.difference("x", pair[0], pair[1]))))
          .isEqualTo(expected);
    }
  }

  private List<String> texts(String query) {
    return session.query("test", query, row -> row.text(1));
  }

  @Test
  void constantsAndNamesMeanThemselves() {
    for (String text : new String[] {"it's", "a\\", "\\'; --", "tab\t\n", "ü"}) {
      assertThat(texts("SELECT " + dialect.text(text))).containsExactly(text);
    }
    String longName = "n".repeat(126) + "ü";
    assertThat(dialect.quote(longName)).hasSizeLessThan(60).isEqualTo(dialect.quote(longName));
    assertThat(dialect.quote(longName)).isNotEqualTo(dialect.quote("n".repeat(127) + "ü"));
    assertThat(dialect.quote("n".repeat(127))).isEqualTo("n".repeat(127));
    assertThat(List.of("Delta", "tag", "plain", "two words").stream().map(dialect::quote))
        .containsExactly("\"delta\"", "\"tag\"", "plain", "\"two words\"");
  }

  /** A staging table has the name of a table of somebody else, which must not be dropped. */
  @Test
  void aTableOfSomebodyElseIsNeverDroppedForAStagingTable() {
    session.execute("test", "CREATE TABLE public.sessions_staged AS SELECT 7 AS mine");
    session.execute("test", dialect.dropStage("sessions_staged"));
    session.execute("test", dialect.stage("sessions_staged", "SELECT 1 AS staged"));
    assertThat(number("SELECT staged FROM sessions_staged")).isEqualTo(1);
    session.execute("test", dialect.stageColumns("sessions_staged", List.of("n INTEGER")));
    session.execute("test", dialect.dropStage("sessions_staged"));
    session.execute("test", dialect.dropStage("sessions_staged"));
    assertThat(number("SELECT mine FROM sessions_staged")).isEqualTo(7);
  }

  @Test
  void anEmptyTableHasTheTypesOfTheSelect() {
    RelationName table = new RelationName("public", "shaped");
    String select = "SELECT CAST('a' AS VARCHAR(7)) AS t, CAST(1.5 AS DECIMAL(9, 3)) AS n";
    session.execute("test", dialect.createEmpty(table, select));
    session.execute("test", dialect.createEmpty(table, "SELECT 1 AS another"));
    assertThat(
            session.query("test", dialect.columnsOf(table), row -> row.text(1) + " " + row.text(2)))
        .containsExactly("t character varying(7)", "n numeric(9,3)");
    assertThat(number("SELECT COUNT(*) FROM public.shaped")).isZero();
  }
}
