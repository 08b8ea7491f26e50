package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ModelFile.ModelConfiguration;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelReaderTest {
  private static ModelFile model(String text) {
    Checked<Project> loaded = Loading.model(text);
    assertThat(messages(loaded)).isEmpty();
    return loaded.value().models().get(0);
  }

  private static ModelConfiguration configuration(String yaml) {
    return model("---\n" + yaml + "---\nSELECT 1 AS a\n").configuration();
  }

  private static List<String> problems(String yaml) {
    return messages(Loading.model("---\n" + yaml + "---\nSELECT 1 AS a\n"));
  }

  @Test
  void readsEveryKey() {
    ModelConfiguration read =
        configuration(
            """
            description: One row per session.
            materialized: view
            schema: marts
            distribution: Domain_Userid
            sortkeys: [domain_userid, domain_sessionidx]
            tags: [web]
            meta: {owner: me, rank: 1}
            unique_key: id
            incremental: required
            validate: off
            on_change: defer
            contract: true
            columns:
              id: {type: integer, description: The id., tests: [unique, not_null]}
            pre_hook: "SET x TO ${this}"
            post_hook: [A, B]
            grants: {select: [bi, etl]}
            """);
    assertThat(read.description()).isEqualTo("One row per session.");
    assertThat(read.materialized()).isEqualTo(Materialization.VIEW);
    assertThat(read.schema()).isEqualTo("marts");
    assertThat(read.distribution()).isEqualTo("domain_userid");
    assertThat(read.sortkeys()).containsExactly("domain_userid", "domain_sessionidx");
    assertThat(read.tags()).containsExactly("web");
    assertThat(read.meta()).isEqualTo(Map.of("owner", "me", "rank", 1L));
    assertThat(read.uniqueKey()).containsExactly("id");
    assertThat(read.incremental().mode()).isEqualTo(IncrementalMode.REQUIRED);
    assertThat(read.contract()).isTrue();
    ColumnDocument column = read.columns().get(0);
    assertThat(column)
        .isEqualTo(
            new ColumnDocument(
                "id", "integer", "The id.", List.of("unique", "not_null"), column.place()));
    assertThat(column.place().line()).isEqualTo(15);
    assertThat(read.around().preHook()).extracting(Hook::sql).containsExactly("SET x TO ${this}");
    assertThat(read.around().postHook()).extracting(Hook::sql).containsExactly("A", "B");
    assertThat(read.around().grants()).isEqualTo(Map.of("select", List.of("bi", "etl")));
    assertThat(read.keySpans().get("schema").line()).isEqualTo(4);
  }

  @Test
  void acceptsDbtsNamesForKeys() {
    ModelConfiguration read = configuration("distkey: a\nsortkey: b\n");
    assertThat(read.distribution()).isEqualTo("a");
    assertThat(read.sortkeys()).containsExactly("b");
  }

  @Test
  void refusesBothNamesAtOnce() {
    assertThat(problems("distkey: a\ndistribution: b\n"))
        .containsExactly(
            "E003 models/m.sql:2:1 the key distribution stands twice; distribution and distkey mean the same");
  }

  @Test
  void readsTheMapOfIncremental() {
    ModelConfiguration read =
        configuration("incremental: {strategy: merge, key: [A], max_share: 0.5}\n");
    assertThat(read.incremental().mode()).isEqualTo(IncrementalMode.AUTO);
    assertThat(read.incremental().strategy()).isEqualTo("merge");
    assertThat(read.incremental().key()).containsExactly("a");
    assertThat(read.incremental().maxShare()).contains(0.5);
  }

  @Test
  void readsATimeWindow() {
    assertThat(
            configuration("incremental: {column: tstamp, grain: hour, lookback: 3}\n")
                .incremental()
                .timeWindow())
        .contains(new TimeWindow("tstamp", "hour", 3));
  }

  @Test
  void needsTheGrainOfATimeWindow() {
    assertThat(problems("incremental: {column: tstamp}\n"))
        .containsExactly("E005 models/m.sql:2:1 incremental of m lacks grain");
  }

  @Test
  void refusesASharePastOne() {
    assertThat(problems("incremental: {max_share: 1.5}\n"))
        .containsExactly("E004 models/m.sql:2:26 max_share must be a number from 0 to 1, not 1.5");
  }

  @Test
  void tellsDbtUsersWhatToDelete() {
    assertThat(problems("materialized: incremental\n"))
        .containsExactly(
            "E004 models/m.sql:2:15 materialized must be one of table, view, ephemeral, not incremental; delete this"
                + " line, and is_incremental with it: every table is kept up to date incrementally wherever that is sound");
  }

  @Test
  void namesTheNearestKey() {
    assertThat(problems("sortkyes: [a]\n"))
        .containsExactly(
            "E002 models/m.sql:2:1 unknown key sortkyes in the front matter; did you mean sortkeys?");
  }

  @Test
  void readsAModelWithoutFrontMatter() {
    ModelFile model = model("SELECT 1 AS a\n");
    assertThat(model.body()).isEqualTo("SELECT 1 AS a\n");
    assertThat(model.configuration()).isEqualTo(ModelConfiguration.DEFAULT);
    assertThat(model.name()).isEqualTo("m");
  }

  @Test
  void readsFrontMatterWithWindowsLineEnds() {
    ModelFile model = model("---\r\ntags: [web]\r\n---\r\nSELECT 1 AS a\r\n");
    assertThat(model.configuration().tags()).containsExactly("web");
    assertThat(model.body().strip()).isEqualTo("SELECT 1 AS a");
  }

  @Test
  void readsFrontMatterBehindAByteOrderMark() {
    assertThat(model("\uFEFF---\ntags: [web]\n---\nSELECT 1 AS a").configuration().tags())
        .containsExactly("web");
  }

  @Test
  void readsEmptyFrontMatter() {
    assertThat(model("---\n---\nSELECT 1 AS a").body()).isEqualTo("\nSELECT 1 AS a");
  }

  @Test
  void readsFrontMatterInAComment() {
    ModelFile model = model("/*\ndescription: Hello.\ntags: [web]\n*/\nSELECT 1 AS a");
    assertThat(model.configuration().description()).isEqualTo("Hello.");
    assertThat(model.configuration().tags()).containsExactly("web");
    assertThat(model.body()).isEqualTo("\nSELECT 1 AS a");
  }

  @Test
  void readsFrontMatterThatBeginsInTheCommentsFirstLine() {
    assertThat(
            model("/* description: Hello.\n   tags: [web] */ SELECT 1 AS a").configuration().tags())
        .containsExactly("web");
  }

  @Test
  void readsFencedFrontMatterInAComment() {
    assertThat(model("/* ---\ntags: [web]\n--- */\nSELECT 1 AS a").configuration().tags())
        .containsExactly("web");
    assertThat(model("/*\n---\ntags: [web]\n---\n*/\nSELECT 1 AS a").body())
        .isEqualTo("\nSELECT 1 AS a");
  }

  @Test
  void leavesOtherCommentsAlone() {
    String text = "/* Copyright 2026: all rights reserved.\n   note: this */\nSELECT 1 AS a";
    assertThat(model(text).body()).isEqualTo(text);
    String banner = "-----------\n-- tags: x\n-----------\nSELECT 1 AS a";
    assertThat(model(banner).body()).isEqualTo(banner);
  }

  @Test
  void reportsFrontMatterWithoutEnd() {
    assertThat(messages(Loading.model("---\ntags: [web]\nSELECT 1")))
        .containsExactly("E008 models/m.sql:1:1 the front matter has no closing ---");
    assertThat(messages(Loading.model("/* tags: [web]\nSELECT 1")))
        .containsExactly("E008 models/m.sql:1:1 the front matter has no closing */");
    assertThat(messages(Loading.model("/* ---\ntags: [web]\n*/ SELECT 1")))
        .containsExactly("E008 models/m.sql:1:4 the front matter has no closing ---");
  }

  @Test
  void leavesAnUnclosedCommentToTheSqlStep() {
    assertThat(model("/* just a comment\nSELECT 1").body()).startsWith("/* just");
  }

  @Test
  void reportsModelsWithoutSelect() {
    for (String text :
        List.of("", " \n", "---\ntags: [a]\n---\n", "-- nothing", "/* a */ [#-- b --]\n;")) {
      assertThat(messages(Loading.model(text)))
          .as(text)
          .hasSize(1)
          .first()
          .asString()
          .startsWith("E009 models/m.sql:")
          .endsWith("the model m has no SELECT");
    }
  }

  @Test
  void reportsFrontMatterThatIsNoMap() {
    assertThat(problems("- a\n"))
        .containsExactly("E004 models/m.sql:2:1 the front matter must be a map, not a list");
  }

  @Test
  void keepsABrokenModelSoThatItsNameIsKnown() {
    Checked<Project> loaded = Loading.model("---\n[\n---\nSELECT 1 AS a");
    assertThat(loaded.hasErrors()).isTrue();
    assertThat(loaded.value().models()).extracting(ModelFile::name).containsExactly("m");
    assertThat(loaded.value().models().get(0).body().strip()).isEqualTo("SELECT 1 AS a");
  }

  @Test
  void reportsDotsInAName() {
    assertThat(messages(Loading.project("models/a.b.sql", "SELECT 1 AS a")))
        .containsExactly(
            "E004 models/a.b.sql:1:1 a model's file name must be free of dots, not a.b; ref('a.b') names a source");
  }

  @Test
  void acceptsQuotesInAName() {
    Checked<Project> loaded = Loading.project("models/a\"b'c.sql", "SELECT 1 AS a");
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().models()).extracting(ModelFile::name).containsExactly("a\"b'c");
  }
}
