package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedBranchesTest {
  /** Line, column and what is wrong. */
  private static List<String> said(String sql) {
    return MixedBranches.of(
            ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), Validation.STRICT)
                .value()
                .orElseThrow()
                .root())
        .stream()
        .map(DiagnosticPrinter::sentence)
        .map(line -> line.replaceFirst("W213 [^:]*:", ""))
        .map(line -> line.replace("Redshift's documentation has no such call: ", ""))
        .toList();
  }

  @Test
  void aNumberBesideATextIsTold() {
    assertThat(
            said(
                "SELECT id, price AS p FROM {events} UNION ALL SELECT id, price FROM {events}\nUNION ALL SELECT id, name FROM {users}"))
        .containsExactly(
            "2:11 UNION of a number and a text in column 2, p; cast one of the two to the other's type");
    assertThat(
            said(
                "WITH a AS (SELECT CAST(id AS date) AS x FROM {events}) SELECT x FROM a EXCEPT SELECT COUNT(*) FROM {users}"))
        .containsExactly(
            "1:79 EXCEPT of a time and a number in column 1, x; cast one of the two to the other's type");
  }

  @Test
  void whatIsNotKnownOrGoesWithItsNeighboursIsNot() {
    assertThat(
            said(
                "SELECT id, price, 'a' AS a, NULL AS b, id::real AS c, my_own(id) AS d FROM {events}"
                    + " UNION SELECT '7', 2.5, name, name, 3, name FROM {users}"))
        .isEmpty();
    assertThat(said("SELECT id FROM {events} WHERE id IN (1, 2)")).isEmpty();
  }
}
