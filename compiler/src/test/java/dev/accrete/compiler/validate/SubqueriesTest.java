package dev.accrete.compiler.validate;

import static dev.accrete.compiler.validate.Building.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Subqueries become fields beside rows, with what binds them made explicit. */
class SubqueriesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "WHERE EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.visitor)"
            + "|subquery(events, users on id.5 = visitor: EXISTS (SELECT 1)",
        "WHERE EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.visitor AND u.country = 'DE')"
            + "|subquery(events, filter(country = 'DE' <- users) on id.5 = visitor: EXISTS (SELECT 1)",
        "WHERE visitor IN (SELECT id FROM {users})"
            + "|subquery(events, project(id <- users) on visitor = id.5: (visitor) IN (SELECT id.5)",
        "WHERE visitor NOT IN (SELECT id FROM {users})"
            + "|subquery(events, project(id <- users) on (visitor = id.5) IS NOT FALSE: (visitor) NOT IN (SELECT id.5)",
        "WHERE (visitor IN (SELECT id FROM {users})) IS NULL"
            + "|subquery(events, project(id <- users) on (visitor = id.5) IS NOT FALSE: (visitor) IN (SELECT id.5)",
        "WHERE visitor > ALL (SELECT u.id FROM {users} u WHERE u.name = e.page)"
            + "|subquery(events, users on (name = page) AND ((visitor > id.5) IS NOT TRUE): (visitor) > ALL (SELECT id.5)",
        "WHERE (SELECT COUNT(*) FROM {users} u WHERE u.id = e.visitor) > 1"
            + "|subquery(events, users on id.5 = visitor: (SELECT count(*))",
        "WHERE visitor IN (SELECT u.id FROM {users} u WHERE u.name = e.page GROUP BY u.id HAVING COUNT(*) > 1)"
            + "|subquery(events, users on name = page: (visitor) IN (SELECT id.5GROUP BY id.5\nHAVING count(*) > 1)"
      })
  void areFieldsBesideTheRows(String where, String subquery) {
    assertThat(text("SELECT e.id FROM {events} e " + where))
        .contains(subquery.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM {events} e WHERE EXISTS (SELECT 1 FROM {users} u LIMIT 1)|opaque LIMIT LIMIT",
        "SELECT id FROM {events} e WHERE EXISTS (SELECT 1 FROM {users} u JOIN {users} v ON v.id = e.visitor)"
            + "|opaque SUBQUERY a subquery inside an expression",
        "SELECT page FROM {events} e GROUP BY page HAVING EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.visitor)"
            + "|opaque SUBQUERY a subquery that is not grouped"
      })
  void areOpaqueWhereTheyAreNotUnderstood(String sql, String tree) {
    assertThat(text(sql)).isEqualTo(tree);
  }
}
