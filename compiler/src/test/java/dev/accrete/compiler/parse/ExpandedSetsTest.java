package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlSelect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sets are those that PostgreSQL's documentation lists for each form, 7.2.4. */
class ExpandedSetsTest {
  private static Optional<List<List<String>>> sets(String group) {
    SqlSelect select =
        (SqlSelect) Texts.parsed("SELECT COUNT(*) FROM {t} GROUP BY " + group).query();
    return ExpandedSets.of(select.getGroup(), Object::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a, b|[[a, b]]",
        "ROLLUP (a, b, c)|[[a, b, c], [a, b], [a], []]",
        "ROLLUP ((a, b), c)|[[a, b, c], [a, b], []]",
        "CUBE (a, b)|[[a, b], [b], [a], []]",
        "CUBE ((a, b), c)|[[a, b, c], [c], [a, b], []]",
        "GROUPING SETS ((a), (b, c), ())|[[a], [b, c], []]",
        "GROUPING SETS (a, ROLLUP (b, c))|[[a], [b, c], [b], []]",
        "a, GROUPING SETS ((b), (c))|[[a, b], [a, c]]",
        "ROLLUP (a), GROUPING SETS ((b), (c))|[[a, b], [a, c], [b], [c]]"
      })
  void areMultipliedOut(String group, String sets) {
    assertThat(sets(group).orElseThrow()).hasToString(sets);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GROUPING SETS ((a), (a))",
        "GROUPING SETS ((a, b), (b, a))",
        "CUBE (a, a)",
        "ROLLUP (a), ROLLUP (a)",
        "CUBE (a, b, c, d, e)",
        "ROLLUP (a, b, c, d), ROLLUP (e, f, g, h)"
      })
  void areAbsentWhereTwoAreTheSameOrTooMany(String group) {
    assertThat(sets(group)).isEmpty();
  }
}
