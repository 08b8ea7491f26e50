package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlCommentsTest {

  @Test
  void makesLayoutAndCaseEqual() {
    assertThat(SqlComments.normalize("SELECT  A -- one\n\t, 'B  -- C' /* two */ AS \"D  d\""))
        .isEqualTo("select a , 'B  -- C' as \"D  d\"");
    assertThat(SqlComments.normalize("a -- x\rb")).isEqualTo("a b");
  }

  @Test
  void keepsTheLineEndThatMakesTwoConstantsOne() {
    assertThat(SqlComments.normalize("A = 'x' -- C\n  'y',\n'z'  \"d\""))
        .isEqualTo("a = 'x'\n'y', 'z' \"d\"");
    assertThat(SqlComments.normalize("'x'   'y'")).isEqualTo("'x' 'y'");
  }

  @Test
  void keepsTextsThatLookLikeComments() {
    assertThat(SqlComments.normalize("'it''s -- A'||E'it\\'s /* A'"))
        .isEqualTo("'it''s -- A'||e'it\\'s /* A'");
  }

  @Test
  void masksCommentsAndTextsInPlace() {
    assertThat(SqlComments.masked("a -- (\n'(' \"(\" /* ) */b"))
        .isEqualTo("a     \n' ' \" \"        b");
    assertThat(SqlComments.masked("E'\\'' 'x\\'")).isEqualTo("E'  ' '  '");
  }

  @Test
  void masksStringsInDollarsAndCommentsInComments() {
    assertThat(SqlComments.masked("$$it's$$ || a$b")).isEqualTo("'      ' || a$b");
    assertThat(SqlComments.masked("a /* 1 /* 2 */ 3 */ b")).isEqualTo("a" + " ".repeat(19) + "b");
    assertThat(SqlComments.withoutComments("a /*\n*/ '--' $$ -- $$"))
        .isEqualTo("a   \n   '--' $$ -- $$");
  }

  @Test
  void doublesQuotesBehindBackslashes() {
    assertThat(SqlComments.withoutEscapedQuotes("'it\\'s' 'x\\\\' E'\\'' -- it\\'s"))
        .isEqualTo("'it''s' 'x\\\\' E'\\'' -- it\\'s");
    assertThat(SqlComments.withoutEscapedQuotes("'\\\\\\''")).isEqualTo("'\\\\'''");
    assertThat(SqlComments.withoutEscapedQuotes("'C:\\'")).isEqualTo("'C:\\'");
  }

  @Test
  void tellsBlanksFromSql() {
    assertThat(SqlComments.isBlank("; -- x\n /* y */ ;", 1)).isTrue();
    assertThat(SqlComments.isBlank("; -- x\n z", 1)).isFalse();
  }
}
