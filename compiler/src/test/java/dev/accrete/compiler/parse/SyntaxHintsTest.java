package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text that is no SQL, where it stops being such, and what is said to be meant. */
class SyntaxHintsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '@',
      value = {
        "SELCT 1; 1; did you mean SELECT?",
        "SELECT 1 FORM (SELECT 2) t; 15; did you mean FROM in place of FORM?",
        "SELECT 1 AS a WERE a = 1; 15; did you mean WHERE?",
        "SELECT 1 FROM (SELECT 2) t JION (SELECT 3) u ON TRUE; 28; did you mean JOIN?",
        "SELECT SUM(1) OVER (PARTITION BY 1 ORDERBY 2); 36; did you mean ORDER BY?",
        "SELECT SUM(1) OVER (PARTITION a); 31; write PARTITION BY",
        "SELECT LISTAGG('a') WITHIN GROUP ORDER BY 1; 34; write WITHIN GROUP (ORDER BY …)",
        "SELECT 1 LIEK 2 FROM t; 15; did you mean LIKE in place of LIEK?",
        "SELECT 1 WHERE 2 NOT NULL; 22; write IS NOT NULL",
        "SELECT a ORDER BY a DECS; 21; did you mean DESC?",
        "SELECT a, FROM t; 11; take the comma before it away",
        "SELECT a WHERE a == 1; 19; write = once",
        "SELECT a WHERE a => 1; 18; write >=",
        "SELECT a WHERE a =< 1; 19; write <=",
        "SELECT `a`; 8; names stand in double quotes",
        "SELECT CASE WHEN a THEN 1 FROM t; 27; a CASE before it has no END",
        "SELECT SUM(CASE WHEN a THEN 1 END FROM t; 35; a parenthesis before it is not closed",
        "SELECT a FROM (SELECT 1 AS a; 29; a parenthesis before it is not closed",
        "SELECT a + 1) FROM t; 13; no parenthesis is open here",
        "SELECT a b c FROM t; 12; a comma may be missing before it",
        "SELECT COALESCE(a b) FROM t; 19; a comma may be missing before it",
        "SELECT COALESCE((a) 'b') FROM t; 21; a comma may be missing before it",
        "SELECT a FROM t GROUP BY a b; 28; a comma may be missing before it",
        "SELECT a FROM t u v; 19; none",
        "SELECT CASE a WHEN b 1 END FROM t; 22; none",
        "SELECT CASE a WHEN b THEN 1 END c d FROM t; 35; a comma may be missing before it",
        "SELECT TOP a FROM t; 12; none",
        "SELECT TOP (5) a FROM t; 12; write the number without parentheses",
        "SELECT a INTO new FROM t; 10; leave INTO and its table out: the file names the table",
        "SELECT a FROM t FOR UPDATE; 21; leave FOR UPDATE out: nothing is locked",
        "SELECT a FROM t WHERE (a b); 26; none",
        "SELECT a WHERE a IN (); 22; IN takes one value at least",
        "SELECT DISTINCT ON (a) a FROM t; 17; number the rows by ROW_NUMBER() and keep the first of each",
        "SELECT LISTAGG(a ORDER BY a) FROM t; 18; none",
        "SELECT a WHERE b FROM t; 18; none",
        "SELECT (SELECT a b c FROM t); 20; a comma may be missing before it"
      })
  void tellsWhatIsMeant(String sql, int column, String hint) {
    SourceFile file = new SourceFile("q.sql", sql);
    Origin whole = new Origin(new Span(file, 0, sql.length()), List.of());
    RenderedText text =
        new RenderedText(
            sql, List.of(), new TreeMap<>(Map.of(0, new RenderedText.Piece(whole, true))));
    Diagnostic told = SqlTextParser.parse(text).diagnostics().get(0);
    assertThat(told.span().location()).isEqualTo("q.sql:1:" + column);
    assertThat(told.hint() == null ? "none" : told.hint()).isEqualTo(hint);
  }
}
