package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracedColumnsTest {
  private static Validated validated(String sql) {
    return ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), Validation.STRICT)
        .value()
        .orElseThrow();
  }

  /** The tree tells of a query what is traced of it behind a LIMIT, for which it has no form. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, price * 2 + LEN(page) AS p, 1 AS one, NULL AS none FROM {events}",
        "SELECT * FROM {events}",
        "SELECT e.*, u.name, u.* EXCLUDE (id, name) FROM {events} e JOIN {users} u ON u.id = e.visitor",
        "SELECT e.* EXCLUDE (seen) FROM {events} AS e",
        "SELECT u.name, COUNT(*) AS n, MAX(e.seen) AS last FROM {events} AS e, {users} AS u WHERE u.id = e.visitor GROUP BY u.name HAVING SUM(price) > 1",
        "WITH a AS (SELECT id AS x, price FROM {events}), b (y, z) AS (SELECT x, price FROM a) SELECT y, z, a.price AS p FROM b JOIN a ON a.x = y",
        "WITH a AS (SELECT id AS x FROM {events}) SELECT x FROM (WITH a AS (SELECT page AS x FROM {events}) SELECT x FROM a) q",
        "SELECT id, name FROM {users} UNION ALL SELECT visitor, page || seen FROM {events}",
        "SELECT id FROM {users} EXCEPT (SELECT visitor FROM {events} INTERSECT SELECT page FROM {events})",
        "SELECT SUM(price) OVER (PARTITION BY visitor ORDER BY seen ROWS UNBOUNDED PRECEDING) AS s, LAG(page) OVER (ORDER BY seen, id) AS l FROM {events}",
        "SELECT price AS p, p * 2 AS q, q || page AS r FROM {events}",
        "SELECT page AS id, id AS other FROM {events}",
        "SELECT id, (SELECT MAX(name) FROM {users} u WHERE u.id = e.visitor) AS n, EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.visitor) AS known FROM {events} e",
        "SELECT CASE WHEN price > 1 THEN page ELSE visitor END AS c, COALESCE(page, 'x') AS d, page IN ('a', visitor) AS f FROM {events}",
        "SELECT q.a AS b FROM (SELECT id AS a FROM {events} QUALIFY ROW_NUMBER() OVER (PARTITION BY visitor ORDER BY seen) = 1) AS q",
        "SELECT events.page, users.name FROM {events} LEFT JOIN {users} ON users.id = events.visitor",
        "SELECT q.b FROM (SELECT id FROM {events}) AS q (b)"
      })
  void equalsWhatTheTreeTells(String sql) {
    Validated whole = validated(sql);
    List<List<String>> told =
        Analyzer.analyze(
                whole.root(), whole.columns(), Map.of(), new Functions(Set.of(), "redshift"))
            .lineage();
    assertThat(told).hasSameSizeAs(whole.columns());
    Validated cut = validated(sql + " LIMIT 7");
    assertThat(cut.root()).isInstanceOf(Relation.Opaque.class);
    assertThat(cut.traced().stream().map(List::stream).map(s -> s.sorted().toList()))
        .isEqualTo(told.stream().map(List::stream).map(s -> s.sorted().toList()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT id, kind, v FROM {events} UNPIVOT (v FOR kind IN (page AS 'p', visitor)) AS u LIMIT 9; events.id | | events.page events.visitor",
        "SELECT * FROM (SELECT id, page, price FROM {events}) PIVOT (SUM(price) AS s, COUNT(*) AS n FOR page IN ('a', 'b')) LIMIT 9; events.id | events.price events.page | events.page | events.price events.page | events.page",
        "WITH RECURSIVE r (k, v, n) AS (SELECT id, name, 1 FROM {users} UNION ALL SELECT e.id, r.v || e.page, r.n + e.price FROM {events} e JOIN r ON r.k = e.visitor) SELECT k, v, n FROM r; users.id events.id | users.name events.page | events.price",
        "WITH RECURSIVE r AS (SELECT id AS a, name AS b FROM {users} UNION ALL SELECT b, country FROM r JOIN {users} u ON u.id = r.a) SELECT a FROM r; users.id users.name users.country",
        "SELECT TOP 3 price AS p, p + 1 AS q FROM {events}; events.price | events.price",
        "SELECT u.id, i.item, i.n FROM {users} u, UNNEST(u.name) WITH OFFSET AS i (item, n); users.id | users.name | users.name"
      })
  void whatTheTreeHasNoFormForIsTraced(String sql, String told) {
    Validated validated = validated(sql);
    assertThat(validated.root()).isInstanceOf(Relation.Opaque.class);
    assertThat(validated.traced().stream().map(columns -> String.join(" ", columns)))
        .containsExactly(told.strip().split(" ?\\| ?", -1));
  }

  @Test
  void aStarOverUnknownColumnsTellsNothing() {
    assertThat(validated("SELECT * FROM {none} LIMIT 1").traced()).isEmpty();
    assertThat(validated("SELECT * FROM {users} JOIN {events} USING (id) LIMIT 1").traced())
        .isEmpty();
  }
}
