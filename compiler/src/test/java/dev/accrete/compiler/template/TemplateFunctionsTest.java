package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateFunctionsTest {
  @Test
  void leavesPlainSqlAlone() {
    String sql =
        "SELECT a <@ b, '#{x}', <#if>, x[1], $1, '$$', a?b FROM t -- ${\n".replace("${", "$ {");
    assertThat(Rendering.model(sql).text()).isEqualTo(sql);
  }

  @Test
  void quotesBothPartsOfAReference() {
    assertThat(Rendering.model("SELECT * FROM ${ref('atomic.events')}").text())
        .isEqualTo("SELECT * FROM \"atomic\".\"events\"");
  }

  @Test
  void keepsAReferenceThroughCapturesAndTrims() {
    RenderedText full =
        Rendering.model(
                "[#assign r = ref('m')][#assign t] ${r} [/#assign]SELECT * FROM ${t?trim?upper_case} JOIN ${r}")
            .full();
    assertThat(full.text()).isEqualTo("SELECT * FROM \"m\" JOIN \"m\"");
    assertThat(full.references()).hasSize(2);
  }

  @Test
  void findsAReferenceInsideALargerText() {
    RenderedText full =
        Rendering.model("SELECT * ${'FROM ' + ref('m') + ' AS x'} WHERE true").full();
    assertThat(full.text()).isEqualTo("SELECT * FROM \"m\" AS x WHERE true");
    assertThat(full.references().get(0).start()).isEqualTo(14);
  }

  @Test
  void refusesAReferenceThatWasCutApart() {
    assertThat(Rendering.model("SELECT * FROM ${ref('m')[1..]}").message())
        .isEqualTo(
            "E102 models/m.sql:1:15 the template fails: the result of ref() or this was cut apart");
  }

  @Test
  void doesNotTrustForgedMarks() {
    assertThat(Rendering.model("SELECT ${\"\\xFDD099\\xFDD1\"}").message())
        .startsWith("E102 models/m.sql:1:8 ");
  }

  @Test
  void namesTheNearestRelation() {
    assertThat(Rendering.model("SELECT 1\nFROM ${ref('atomic.event')}").message())
        .isEqualTo(
            "E103 models/m.sql:2:6 ref('atomic.event') names no source, model or seed; did you mean atomic.events?");
    assertThat(Rendering.model("SELECT * FROM ${ref('events')}").message())
        .endsWith("did you mean atomic.events?");
  }

  @Test
  void reportsEveryUnknownReference() {
    assertThat(Rendering.model("SELECT * FROM ${ref('zzz')}, ${ref('yyy')}").messages())
        .hasSize(2)
        .allMatch(m -> m.endsWith("is declared under sources: in a .yml file among the models"));
  }

  @Test
  void saysNothingOfUnknownNamesWhereDeclarationsCouldNotBeRead() {
    Rendering.Result result =
        Rendering.files(
            "models/s.yml", "sources: [", "models/m.sql", "SELECT * FROM ${ref('atomic.events')}");
    assertThat(result.messages()).isEmpty();
    assertThat(result.model()).isEmpty();
  }

  @Test
  void saysWhatRefTakes() {
    assertThat(Rendering.model("SELECT * FROM ${ref('a', 'b')}").message())
        .isEqualTo("E102 models/m.sql:1:15 the template fails: ref() takes 1 texts, not 2");
    assertThat(Rendering.model("SELECT * FROM ${ref(1)}").message())
        .endsWith("ref() takes a text in quotes");
  }

  @Test
  void printsNumbersWithoutGroups() {
    assertThat(Rendering.model("SELECT ${var('days')} AS a").text())
        .isEqualTo("SELECT 1234567 AS a");
  }

  @Test
  void printsNumbersWithoutGroupsInTurkey() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Rendering.model("SELECT ${var('days')} ${1.5 + 1} ${'id'?upper_case}").text())
          .isEqualTo("SELECT 1234567 2.5 ID");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void knowsVariablesOfEveryKind() {
    assertThat(
            Rendering.model(
                    "SELECT '${var('site')}' [#if var('flag')]yes[/#if] ${var('words')?join('|')} ${var('flag')}")
                .text())
        .isEqualTo("SELECT 'shop' yes bot|crawl true");
  }

  @Test
  void takesTheDefaultOfAVariable() {
    assertThat(Rendering.model("SELECT ${var('nothing', 7)} ${var('site', 'x')}").text())
        .isEqualTo("SELECT 7 shop");
  }

  @Test
  void prefersVariablesOfTheCommandLine() {
    RenderSettings settings =
        new RenderSettings(Map.of("site", "other"), "dev", "derived", Map.of(), "NOW()");
    assertThat(
            Rendering.rendered(Rendering.project("models/m.sql", "SELECT ${var('site')}"), settings)
                .text())
        .isEqualTo("SELECT other");
  }

  @Test
  void namesTheNearestVariable() {
    assertThat(Rendering.model("SELECT ${var('sit')}").message())
        .isEqualTo("E104 models/m.sql:1:8 no variable sit; did you mean site?");
  }

  @Test
  void givesVariablesOfTheEnvironmentWithOurPrefixAlone() {
    assertThat(
            Rendering.model("SELECT '${env('ACCRETE_MODE')}' '${env('ACCRETE_NONE', 'x')}'").text())
        .isEqualTo("SELECT 'fast' 'x'");
    assertThat(Rendering.model("SELECT '${env('SECRET')}'").message())
        .startsWith("E105 models/m.sql:1:9 env('SECRET')")
        .doesNotContain("s3cret");
    assertThat(Rendering.model("SELECT '${env('ACCRETE_NONE')}'").message())
        .isEqualTo("E106 models/m.sql:1:9 the environment has no ACCRETE_NONE");
  }

  @Test
  void knowsTheTarget() {
    assertThat(Rendering.model("SELECT '${target.name}' '${target.schema}'").text())
        .isEqualTo("SELECT 'dev' 'derived'");
  }

  @Test
  void writesTheStartOfTheRunAsSql() {
    assertThat(Rendering.model("SELECT ${run_started_at()} ${run_started_at}").text())
        .isEqualTo("SELECT TIMESTAMP '2026-01-01 00:00:00' TIMESTAMP '2026-01-01 00:00:00'");
  }

  @Test
  void readsComponentsAsAHiddenModelThatTheSameArgumentsShare() {
    Rendering.Result result =
        Rendering.files(
            "models/m.sql",
            """
            SELECT * FROM ${components('atomic.events', 'a', 'b')} AS x
            JOIN ${components('atomic.events', 'b', 'a')} AS y ON TRUE
            JOIN ${components('atomic.events', 'a', 'b')} AS z ON TRUE
            """,
            "models/m$components.sql",
            "SELECT 1 AS one");
    assertThat(result.text())
        .isEqualTo(
            """
            SELECT * FROM "m$components_2" AS x
            JOIN "m$components_3" AS y ON TRUE
            JOIN "m$components_2" AS z ON TRUE
            """);
    assertThat(result.model().orElseThrow().components())
        .extracting(Components::model, Components::relation, Components::first, Components::second)
        .containsExactly(
            tuple("m$components_2", "atomic.events", "a", "b"),
            tuple("m$components_3", "atomic.events", "b", "a"));
  }

  @Test
  void wantsThreeTextsForComponents() {
    assertThat(Rendering.model("SELECT * FROM ${components('atomic.events', 'a')}").message())
        .contains("components() takes 3 texts, not 2");
  }

  @Test
  void explainsAVariableThatIsWrittenBare() {
    assertThat(Rendering.model("SELECT ${site}").message())
        .isEqualTo(
            "E102 models/m.sql:1:10 the template fails: nothing is named site; write ${var('site')}");
  }

  @Test
  void namesTheNearestFunctionOrMacro() {
    assertThat(Rendering.model("SELECT ${reff('m')}").message())
        .endsWith("nothing is named reff; did you mean ref?");
    assertThat(
            Rendering.files(
                    "models/m.sql",
                    "SELECT [@colums/]",
                    "macros/a.ftl",
                    "[#macro columns]a[/#macro]")
                .message())
        .endsWith("nothing is named colums; did you mean columns?");
  }

  @Test
  void tellsDbtUsersHowSourcesAreRead() {
    assertThat(Rendering.model("SELECT * FROM ${source('a', 'b')}").message())
        .endsWith("a source is read by ref('schema.table')");
  }

  @Test
  void rendersTheSameBytesTwice() {
    String text = "SELECT [#list {'b': 1, 'a': 2} as k, v]${k}${v}[/#list] FROM ${ref('m')}";
    assertThat(Rendering.model(text).model()).isEqualTo(Rendering.model(text).model());
  }

  @Test
  void rendersAModelWithoutTextNot() {
    Rendering.Result result = Rendering.model("---\ntags: [x\nSELECT 1");
    assertThat(result.messages()).isEmpty();
    assertThat(result.model()).isEmpty();
  }
}
