package dev.accrete.compiler.template;

import static dev.accrete.compiler.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariantBlocksTest {
  private static final String KEY = "---\nunique_key: id\n---\n";
  private static final String BLOCKS =
      "[@incremental]SELECT * FROM ${ref('atomic.events')} WHERE t > (SELECT MAX(t) FROM ${this})[/@incremental]"
          + "[@full]SELECT * FROM ${ref('atomic.events')}[/@full]";

  @Test
  void rendersEachBlockInItsVariantAlone() {
    Rendering.Result result = Rendering.model(KEY + BLOCKS);
    assertThat(result.full().text()).isEqualTo("\nSELECT * FROM \"atomic\".\"events\"");
    assertThat(result.incremental().text())
        .isEqualTo("\nSELECT * FROM \"atomic\".\"events\" WHERE t > (SELECT MAX(t) FROM \"this\")");
  }

  @Test
  void recordsThisAsAPseudoReference() {
    RenderedText incremental = Rendering.model(KEY + BLOCKS).incremental();
    assertThat(incremental.references())
        .extracting(Reference::name)
        .containsExactly("atomic.events", "this");
    Reference self = incremental.references().get(1);
    assertThat(self.isThis()).isTrue();
    assertThat(text(self.origin().span())).isEqualTo("${this}");
    assertThat(incremental.text().substring(self.start(), self.end())).isEqualTo("\"this\"");
  }

  @Test
  void hasOneVariantWithoutBlocks() {
    assertThat(Rendering.model("SELECT 1").model().orElseThrow().incremental()).isEmpty();
  }

  @Test
  void keepsTextAroundBlocksInBothVariants() {
    Rendering.Result result =
        Rendering.model(KEY + "SELECT 1[@incremental] WHERE x[/@incremental] AS a");
    assertThat(result.full().text()).isEqualTo("\nSELECT 1 AS a");
    assertThat(result.incremental().text()).isEqualTo("\nSELECT 1 WHERE x AS a");
  }

  @Test
  void knowsIsIncrementalInsideBlocks() {
    String choice = "[#if is_incremental]i[#else]f[/#if][#if is_incremental()]i[#else]f[/#if]";
    Rendering.Result result =
        Rendering.model(
            KEY
                + "SELECT [@incremental]"
                + choice
                + "[/@incremental][@full]"
                + choice
                + "[/@full]");
    assertThat(result.full().text()).isEqualTo("\nSELECT ff");
    assertThat(result.incremental().text()).isEqualTo("\nSELECT ii");
  }

  @Test
  void letsThisBeCalled() {
    assertThat(
            Rendering.model(KEY + "SELECT 1[@incremental] FROM ${this()}[/@incremental]")
                .incremental()
                .text())
        .isEqualTo("\nSELECT 1 FROM \"this\"");
  }

  @Test
  void refusesThisOutsideABlock() {
    assertThat(Rendering.model("SELECT MAX(t) FROM ${this}").message())
        .startsWith(
            "E107 models/m.sql:1:20 this stands outside an [@incremental] block; write [@incremental]SELECT");
    assertThat(Rendering.model("SELECT MAX(t) FROM ${this()}").message()).startsWith("E107 ");
    assertThat(Rendering.model(KEY + "[@full]SELECT 1 FROM ${this}[/@full]").message())
        .startsWith("E107 models/m.sql:4:22 ");
  }

  @Test
  void refusesIsIncrementalOutsideABlock() {
    assertThat(Rendering.model("SELECT 1\n[#if is_incremental()]WHERE x[/#if]").message())
        .startsWith(
            "E107 models/m.sql:2:1 is_incremental stands outside an [@incremental] block; write ");
  }

  @Test
  void needsAUniqueKey() {
    assertThat(
            Rendering.model("[@incremental]SELECT 1[/@incremental][@full]SELECT 2[/@full]")
                .message())
        .startsWith(
            "E111 models/m.sql:1:1 [@incremental] needs a unique_key in the front matter; name the columns");
  }

  @Test
  void reportsMistakesInsideTheIncrementalBlock() {
    assertThat(
            Rendering.model(KEY + "SELECT 1[@incremental] FROM ${ref('zzzz')}[/@incremental]")
                .message())
        .startsWith("E103 models/m.sql:4:");
  }

  @Test
  void reportsAMistakeInBothVariantsOnce() {
    assertThat(
            Rendering.model(KEY + "SELECT ${ref('zzzz')}[@incremental] x[/@incremental]")
                .messages())
        .hasSize(1);
  }

  @Test
  void writesTheFilterOfATimeWindow() {
    String model =
        "---\nincremental: {column: tstamp, grain: hour, lookback: 3}\n---\nSELECT 1 AS a WHERE ${increment_filter('t.ts')}";
    Rendering.Result result = Rendering.model(model);
    assertThat(result.full().text()).isEqualTo("\nSELECT 1 AS a WHERE 1 = 1");
    assertThat(result.incremental().text())
        .isEqualTo(
            "\nSELECT 1 AS a WHERE t.ts >= COALESCE((SELECT DATE_TRUNC('hour', MAX(\"tstamp\")) - INTERVAL '3' HOUR"
                + " FROM \"this\"), TIMESTAMP '0001-01-01 00:00:00')");
    assertThat(result.incremental().references())
        .extracting(Reference::isThis)
        .containsExactly(true);
  }

  @Test
  void needsATimeWindowForTheFilter() {
    assertThat(Rendering.model("SELECT 1 WHERE ${increment_filter('x')}").message())
        .isEqualTo(
            "E005 models/m.sql:1:16 the front matter of m lacks incremental: {column, grain, lookback}");
  }
}
