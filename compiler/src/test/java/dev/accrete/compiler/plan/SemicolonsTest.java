package dev.accrete.compiler.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SemicolonsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '`',
      value = {
        "SELECT 1 > SELECT 1",
        "SELECT ';' > SELECT ('' || chr(59) || '')",
        "SELECT 'a;b''c' > SELECT ('a' || chr(59) || 'b''c')",
        "SELECT \"a;b\" > SELECT \"a;b\"",
        "SELECT 1 -- it's; so > SELECT 1 -- it's, so",
        "SELECT /* a; /* b; */ ; */ ';' > SELECT /* a, /* b, */ , */ ('' || chr(59) || '')",
        "SELECT /* ' */ ';' /* ' */ > SELECT /* ' */ ('' || chr(59) || '') /* ' */",
        "SELECT '--', ';' > SELECT '--', ('' || chr(59) || '')"
      })
  void leaveLiteralsAndCommentsAlone(String sql, String without) {
    assertThat(Semicolons.without(sql)).isEqualTo(without);
  }
}
