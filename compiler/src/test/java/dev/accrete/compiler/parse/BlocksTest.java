package dev.accrete.compiler.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.parse.Blocks.Block;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private static List<String> blocks(String sql) {
    ParsedText parsed = Texts.parsed(sql);
    return Blocks.of(parsed).stream().map(b -> text(b, parsed)).toList();
  }

  /** Its name, the names of what it reads, and its first words. */
  private static String text(Block block, ParsedText parsed) {
    String query = parsed.rendered().text().substring(block.query().start(), block.query().end());
    return block.name()
        + block.tables().stream().map(Blocks.Table::name).toList()
        + ": "
        + query.replaceAll("\\s+", " ");
  }

  @Test
  void theModelItselfIsNoBlock() {
    assertThat(blocks("SELECT page, COUNT(*) FROM {events} GROUP BY page")).isEmpty();
    assertThat(blocks("SELECT * FROM (SELECT page FROM {events} WHERE page > 'a') AS e")).isEmpty();
    assertThat(blocks("SELECT * FROM (SELECT COUNT(*) AS n FROM {events}) AS e")).isEmpty();
  }

  @Test
  void groupsWindowsDistinctAndComparisonsAreBlocks() {
    assertThat(blocks("SELECT n FROM ( SELECT COUNT(*) AS n FROM {e} GROUP BY page ) AS g"))
        .containsExactly("g[]: SELECT COUNT(*) AS n FROM \"e\" GROUP BY page");
    assertThat(blocks("SELECT n FROM ((SELECT DISTINCT n FROM {e})) AS g"))
        .containsExactly("g[]: SELECT DISTINCT n FROM \"e\"");
    assertThat(
            blocks("SELECT r FROM (SELECT 1 + ROW_NUMBER() OVER (PARTITION BY a) AS r FROM {e}) g"))
        .containsExactly("g[]: SELECT 1 + ROW_NUMBER() OVER (PARTITION BY a) AS r FROM \"e\"");
    assertThat(blocks("SELECT a FROM (SELECT a FROM {e} EXCEPT SELECT a FROM {f}) AS g"))
        .containsExactly("g[]: SELECT a FROM \"e\" EXCEPT SELECT a FROM \"f\"");
    assertThat(blocks("SELECT a FROM (SELECT a FROM {e} UNION ALL SELECT a FROM {f}) AS g"))
        .isEmpty();
    assertThat(blocks("SELECT a FROM {e} UNION ALL SELECT a FROM {f} GROUP BY a"))
        .containsExactly("[]: SELECT a FROM \"f\" GROUP BY a");
  }

  @Test
  void commonTablesComeWithThoseTheyReadAndTheLongestFirst() {
    assertThat(
            blocks(
                """
                WITH plain AS (SELECT a FROM {e}), -- not this: ")"
                  other AS (SELECT a FROM {f}),
                  counted AS (SELECT a, COUNT(*) AS n FROM plain GROUP BY a),
                  again (n, m) AS (SELECT n, MAX(a) FROM Counted GROUP BY n)
                SELECT m FROM again JOIN other ON other.a = again.m
                """))
        .containsExactly(
            "counted[plain]: SELECT a, COUNT(*) AS n FROM plain GROUP BY a",
            "again[plain, counted]: SELECT n, MAX(a) FROM Counted GROUP BY n");
  }

  @Test
  void queriesInExpressionsAreSeenAndLimitsAreNot() {
    assertThat(blocks("SELECT a FROM {e} WHERE a IN (SELECT a FROM {f} GROUP BY a)"))
        .containsExactly("[]: SELECT a FROM \"f\" GROUP BY a");
    assertThat(blocks("SELECT a FROM (SELECT a FROM {f} GROUP BY a ORDER BY a LIMIT 3) AS g"))
        .isEmpty();
  }

  @Test
  void aTableThatHidesAnotherIsLeftAlone() {
    assertThat(
            blocks(
                "WITH t AS (SELECT a FROM {e}) SELECT a FROM (WITH t AS (SELECT a FROM {f})"
                    + " SELECT a FROM t GROUP BY a) AS g"))
        .isEmpty();
  }
}
