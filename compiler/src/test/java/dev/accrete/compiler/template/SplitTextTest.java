package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.parse.Blocks;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.Texts;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitTextTest {
  private static final ParsedText PARSED =
      Texts.parsed(
          """
          WITH clean AS (SELECT a, b FROM {raw.e}), -- rows
            grouped AS (SELECT a, COUNT(*) AS n FROM clean JOIN {f} ON f.b = clean.b GROUP BY a)
          SELECT g.n, u.name FROM grouped AS g JOIN {u} AS u ON u.a = g.a
          """);

  private final RenderedText text = PARSED.rendered();
  private final Blocks.Block block = Blocks.of(PARSED).get(0);

  @Test
  void theBlockTakesWhatItReadsAlong() {
    RenderedText alone =
        SplitText.block(
            text, block.query(), block.tables().stream().map(Blocks.Table::stretch).toList());
    assertThat(alone.text())
        .isEqualTo(
            "WITH clean AS (SELECT a, b FROM \"raw\".\"e\")\n"
                + "SELECT a, COUNT(*) AS n FROM clean JOIN \"f\" ON f.b = clean.b GROUP BY a");
    assertThat(alone.references()).extracting(Reference::name).containsExactly("raw.e", "f");
    for (Reference reference : alone.references()) {
      assertThat(alone.text().substring(reference.start(), reference.end()))
          .isEqualTo(SqlName.quotedRelation(reference.name()));
      assertThat(place(alone, reference.start())).isEqualTo(place(reference));
    }
  }

  @Test
  void theRestReadsATableInstead() {
    RenderedText rest = SplitText.around(text, block.query(), "m$grouped", List.of("a", "n"));
    assertThat(rest.text())
        .contains("grouped AS (SELECT \"a\", \"n\" FROM \"m$grouped\")\nSELECT g.n")
        .startsWith("WITH clean AS (SELECT a, b FROM \"raw\".\"e\"), -- rows");
    assertThat(rest.references())
        .extracting(Reference::name)
        .containsExactly("raw.e", "m$grouped", "u");
    assertThat(rest.references()).extracting(Reference::index).containsExactly(0, 1, 2);
    Reference last = rest.references().get(2);
    assertThat(place(rest, last.start())).isEqualTo(place(last));
  }

  private static int place(Reference reference) {
    return reference.origin().span().start();
  }

  private static int place(RenderedText text, int offset) {
    return text.origin(offset, offset).span().start();
  }
}
