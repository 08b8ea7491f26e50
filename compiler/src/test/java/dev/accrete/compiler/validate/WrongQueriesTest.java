package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that parses and is wrong: what is said, and where. */
class WrongQueriesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WITH a AS (SELECT 1 AS x), A AS (SELECT 2 AS x) SELECT * FROM a"
            + "|E206 1:28 two queries of this WITH are named",
        "SELECT id, page FROM {events} UNION ALL SELECT name FROM {users}"
            + "|E206 1:41 the branches of UNION ALL have different numbers of columns: 2 before it, 1 here",
        "SELECT id FROM {events} WHERE id IN (SELECT id, name FROM {users})"
            + "|E206 1:38 the subquery has 2 columns, and is compared with 1",
        "SELECT id FROM {events} e WHERE (id, page) IN (SELECT u.name FROM {users} u WHERE u.id = e.visitor)"
            + "|E206 1:48 the subquery has 1 columns, and is compared with 2",
        "SELECT (SELECT id, name FROM {users}) AS x FROM {events}"
            + "|W210 1:8 a subquery that stands for one value has several columns",
        "SELECT price FROM {events} JOIN {users} USING (idd)"
            + "|E203 1:48 no column idd in events; did you mean id?",
        "SELECT price FROM {events} JOIN {users} USING (page)|E203 1:48 no column page in users",
        "SELECT id FROM {events} QUALIFY page = 1"
            + "|E206 1:33 QUALIFY is for conditions of window functions, and here is none",
        "SELECT id FROM {events} WHERE COUNT(*) > 1"
            + "|E206 1:31 an aggregate cannot stand in WHERE; HAVING is for its conditions",
        "SELECT id FROM {events} WHERE RANK() OVER (ORDER BY id) = 1"
            + "|E206 1:31 a window function cannot stand in WHERE; QUALIFY is for its conditions",
        "SELECT visitor, SUM(price) AS s FROM {events} GROUP BY 1 ORDER BY prize DESC"
            + "|E203 1:67 no column prize in events; did you mean price?",
        "SELECT e.id FROM {events} e ORDER BY e.nope NULLS LAST|E203 1:38 no column nope in events",
        "SELECT e.id FROM {events} e JOIN {users} e ON TRUE"
            + "|E206 1:34 two tables of this FROM are called e",
        "SELECT id FROM {events} e WHERE EXISTS (SELECT 1 FROM {users} u WHERE u.id = e.visitr)"
            + "|E203 1:78 no column visitr in events; did you mean visitor?",
        "SELECT id FROM {events} WHERE pagge = 1 LIMIT 3"
            + "|E206 1:31 column 'pagge' not found in any table; did you mean page?",
        "SELECT id FROM {events} ORDER BY 3|E206 1:34 ORDER BY has the number of a column",
        "SELECT id FROM {events} START WITH page = 'a' CONNECT BY PRIOR id = visitor"
            + "|W210 1:25 the types here are not known to the type checker: it does not follow CONNECT BY",
        "SELECT * EXCLUDE (nope) FROM {events}"
            + "|W210 1:19 EXCLUDE leaves out nope, which no table has here"
      })
  void tellsWhatIsWrongAndWhere(String sql, String told) {
    Diagnostic first =
        ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), Validation.STRICT)
            .diagnostics()
            .get(0);
    String sentence = DiagnosticPrinter.sentence(first);
    String code = told.substring(0, 4);
    assertThat(sentence)
        .startsWith(code + " models/m.sql:" + told.substring(5).split(" ")[0] + " ");
    assertThat(sentence).contains(told.substring(told.indexOf(' ', 5) + 1));
  }

  /** What an ORDER BY may name, and tables of two schemas that have one name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT e.id AS a, visitor FROM {events} e ORDER BY a, page, e.seen DESC NULLS FIRST, 2, CURRENT_DATE",
        "SELECT visitor, COUNT(*) AS n FROM {events} GROUP BY 1 ORDER BY n DESC, visitor",
        "SELECT id FROM {events} UNION ALL SELECT name FROM {users} ORDER BY id",
        "SELECT DATEADD(day, 1, seen) FROM {events} ORDER BY date_add",
        "SELECT a.id FROM {events} a JOIN {events} b ON a.id = b.id",
        "SELECT id FROM {events} e WHERE EXISTS (SELECT 1 FROM {users} WHERE id = e.visitor)"
      })
  void saysNothingOfWhatIsRight(String sql) {
    assertThat(
            ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), Validation.STRICT)
                .diagnostics())
        .isEmpty();
  }

  @Test
  void aWarningSaysOnceThatItDoesNotValidate() {
    assertThat(
            ModelValidator.validate(
                    Texts.parsed("SELECT id FROM {events} ORDER BY 3"),
                    Building.catalogue(),
                    Validation.WARN)
                .diagnostics())
        .extracting(DiagnosticPrinter::sentence)
        .containsExactly(
            "W206 models/m.sql:1:34 the SQL does not validate, so the model is always rebuilt in full:"
                + " ORDER BY has the number of a column that the SELECT lacks");
  }
}
