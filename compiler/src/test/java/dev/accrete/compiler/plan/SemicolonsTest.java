package dev.accrete.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
        "SELECT '--', ';' > SELECT '--', ('' || chr(59) || '')",
        "SELECT $t$a'b;$t$ > SELECT ($t$a'b$t$ || chr(59) || $t$$t$)",
        "SELECT a$b, 'x' > SELECT a$b, 'x'"
      })
  void leaveLiteralsAndCommentsAlone(String sql, String without) {
    assertThat(Semicolons.without(sql)).isEqualTo(without);
  }

  /** A prefix belongs to what stands in the quotes behind it. */
  @Test
  void keepEscapes() {
    assertThat(Semicolons.without("SELECT E'it\\'s; x', x"))
        .isEqualTo("SELECT (E'it\\'s' || chr(59) || E' x'), x");
  }

  @Test
  void areFoundInLongLiterals() {
    String half = "it''s ".repeat(20_000);
    assertThat(Semicolons.without("SELECT '" + half + ";'"))
        .isEqualTo("SELECT ('" + half + "' || chr(59) || '')");
  }
}
