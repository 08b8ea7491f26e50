package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.sql.parser.SqlParseException;
import org.junit.jupiter.api.Test;

/** A shape says of a text what the grammar says of it. */
class SqlShapeTest {
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|[A-Za-z0-9_.]+|[<>=!|~*]+|\\S");

  @Test
  void tellsKeywordsAndSignsFromWhatIsNamed() {
    assertThat(SqlShape.of("SELECT u.v.w, q.r, \"s\", 12, 1.5, 'd' FROM \"s\".w AS v WHERE y>=3"))
        .contains(Set.of("SELECT x.x , x , 0 , 1.5 , '' FROM x.x AS x WHERE x >= 0 "));
  }

  @Test
  void takesSelectsInParenthesesApart() {
    assertThat(SqlShape.of("SELECT v FROM (\n  SELECT w FROM r) u WHERE (v, w) IN (SELECT 1)"))
        .contains(
            Set.of(
                "SELECT x FROM x ",
                "SELECT 0 ",
                "SELECT x FROM (SELECT 0) x WHERE ( x ) IN (SELECT 0) "));
  }

  @Test
  void keepsTheTextOfTypedConstants() {
    assertThat(SqlShape.of("SELECT DATE '2020-01-01', INTERVAL '1 day'"))
        .contains(Set.of("SELECT DATE '2020-01-01' , INTERVAL '1 day' "));
  }

  @Test
  void leavesOddTextsToTheGrammar() {
    assertThat(
            Stream.of("SELECT $$a$$", "SELECT 'a\\'", "SELECT 1 -- one", "SELECT (1", "SELECT 'a")
                .map(SqlShape::of))
        .containsOnly(Optional.empty());
    assertThat(SqlShape.of("SELECT 1) + 2")).isEmpty();
  }

  /** Of the corpus' texts with a token gone or twice, none parses by its shape alone. */
  @Test
  void seesNoLessThanTheGrammar() {
    Random random = new Random(7);
    List<String> unseen = new ArrayList<>();
    int right = 0;
    int wrong = 0;
    int asked = 0;
    for (String text : variants(random)) {
      Optional<Set<String>> shapes = SqlShape.of(text);
      if (shapes.isEmpty()) {
        continue;
      }
      boolean parses = parses(text);
      boolean shapesParse = shapes.get().stream().allMatch(SqlShapeTest::parses);
      if (!parses && shapesParse) {
        unseen.add(text);
      }
      right += parses && shapesParse ? 1 : 0;
      wrong += !parses && !shapesParse ? 1 : 0;
      asked += parses && !shapesParse ? 1 : 0;
    }
    System.out.printf(
        "Shapes: %d texts parse by them, %d broken ones do not, %d have to be parsed.%n",
        right, wrong, asked);
    assertThat(unseen).isEmpty();
    assertThat(right).isGreaterThan(500);
    assertThat(wrong).isGreaterThan(500);
    assertThat(asked).isLessThan(right / 20);
  }

  private static List<String> variants(Random random) {
    List<String> all = new ArrayList<>();
    for (RedshiftCorpus.Snippet snippet : RedshiftCorpus.topics()) {
      String text = SqlComments.withoutComments(snippet.sql()).strip();
      all.add(text);
      List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
      for (int i = 0; i < 4 && !tokens.isEmpty(); i++) {
        MatchResult token = tokens.get(random.nextInt(tokens.size()));
        all.add(text.substring(0, token.start()) + " " + text.substring(token.end()));
        all.add(text.substring(0, token.end()) + " " + text.substring(token.start()));
      }
    }
    return all;
  }

  private static boolean parses(String text) {
    try {
      SqlTextParser.parser(text).parseQuery();
      return true;
    } catch (SqlParseException | RuntimeException exception) {
      return false;
    }
  }
}
