package dev.accrete.compiler.validate;

import static dev.accrete.compiler.validate.Building.messages;
import static dev.accrete.compiler.validate.Building.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that are one, or may be, in GROUP BY. */
class EnclosedTest {
  private static String sets(String first, String second) {
    return "SELECT COUNT(*) AS n FROM {events} GROUP BY GROUPING SETS (("
        + first
        + ", page), ("
        + second
        + "))";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST(id AS varchar(9)) | id::varchar(9)",
        "CAST(id AS varchar) | ((id)::VARCHAR)",
        "UPPER(id::decimal(9, 2)) | upper(cast(ID as decimal(9,2)))"
      })
  void castsAreOneHoweverTheyAreWritten(String first, String second) {
    // With a common expression the sets need no branches of their own.
    assertThat(text(sets(first, second))).doesNotContain("opaque").doesNotContain("UNION");
    assertThat(messages("SELECT " + first + " AS x FROM {events} GROUP BY " + second)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST(id AS text) | id::varchar",
        "CAST(id AS int) | CAST(id AS integer)",
        "CAST(id AS numeric(9, 2)) | id::decimal(9, 2)"
      })
  void typesOfTwoNamesMayBeOne(String first, String second) {
    assertThat(text(sets(first, second)))
        .isEqualTo("opaque GROUPING_SETS expressions that may be one");
  }

  @Test
  void othersAreTwo() {
    assertThat(text(sets("id::varchar(9)", "id::varchar(8)"))).doesNotContain("opaque");
    assertThat(messages("SELECT id::varchar(9) AS x FROM {events} GROUP BY id::varchar(8)"))
        .isNotEmpty();
  }
}
