package dev.accrete.compiler.template;

import static dev.accrete.compiler.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every place of a rendered text leads back to where it was written. */
class RenderedPlacesTest {
  private static Origin origin(RenderedText rendered, String part) {
    int at = rendered.text().indexOf(part);
    assertThat(at).as(part + " in " + rendered.text()).isNotNegative();
    return rendered.origin(at, at + part.length());
  }

  @Test
  void ownTextPointsToItself() {
    RenderedText full =
        Rendering.model(
                "---\ntags: [x]\n---\nSELECT a,\n  bad\nFROM ${ref('atomic.events')}\nWHERE x > 1\n")
            .full();
    Origin bad = origin(full, "bad");
    assertThat(bad.span().location()).isEqualTo("models/m.sql:5:3");
    assertThat(text(bad.span())).isEqualTo("bad");
    assertThat(bad.through()).isEmpty();
    assertThat(text(origin(full, "x > 1").span())).isEqualTo("x > 1");
  }

  @Test
  void placesHoldWithWindowsAndOldLineEnds() {
    RenderedText windows =
        Rendering.model("SELECT 1,\r\n  bad\r\nFROM ${ref('atomic.events')}\r\nWHERE x\r\n").full();
    assertThat(origin(windows, "bad").span().location()).isEqualTo("models/m.sql:2:3");
    assertThat(text(origin(windows, "WHERE x").span())).isEqualTo("WHERE x");
    RenderedText old = Rendering.model("SELECT 1,\r  ${var('site')} bad\r").full();
    assertThat(text(origin(old, "bad").span())).isEqualTo("bad");
  }

  @Test
  void placesHoldBehindTabsAndWideCharacters() {
    RenderedText full = Rendering.model("SELECT\t'😀日本' AS a, ${var('site')}\tbad\n").full();
    assertThat(text(origin(full, "bad").span())).isEqualTo("bad");
  }

  @Test
  void aReferencePointsToItsCall() {
    RenderedText full = Rendering.model("SELECT a\nFROM ${ref('atomic.events')} AS e").full();
    assertThat(text(origin(full, "\"atomic\"").span())).isEqualTo("${ref('atomic.events')}");
    assertThat(text(origin(full, " AS e").span())).isEqualTo(" AS e");
  }

  @Test
  void aVariablePointsToTheModelsLine() {
    RenderedText full = Rendering.model("SELECT\n  ${var('site')} AS a").full();
    assertThat(origin(full, "hop").span().location()).isEqualTo("models/m.sql:2:3");
  }

  @Test
  void textOfAMacroPointsToTheModelAndNamesTheMacro() {
    RenderedText full =
        Rendering.files(
                "models/m.sql", "SELECT\n  [@cols x='a'/] AS a",
                "macros/c.ftl", "[#-- columns --]\n[#macro cols x]\n  bad + ${x}[/#macro]\n")
            .full();
    Origin bad = origin(full, "bad");
    assertThat(bad.span().location()).isEqualTo("models/m.sql:2:3");
    assertThat(bad.through()).extracting(Span::location).containsExactly("macros/c.ftl:3:3");
    assertThat(text(bad.through().get(0))).isEqualTo("bad");
  }

  @Test
  void textOfNestedMacrosNamesEachCall() {
    RenderedText full =
        Rendering.files(
                "models/m.sql", "SELECT [@outer/] AS a",
                "macros/a.ftl", "[#macro outer]\n  [@inner/][/#macro]",
                "macros/b.ftl", "[#macro inner]deep[/#macro]")
            .full();
    assertThat(origin(full, "deep").through())
        .extracting(Span::location)
        .containsExactly("macros/a.ftl:2:3", "macros/b.ftl:1:15");
  }

  @Test
  void textHandedToAMacroIsTheModelsOwn() {
    RenderedText full =
        Rendering.files(
                "models/m.sql", "SELECT [@twice]own[/@twice] AS a",
                "macros/a.ftl", "[#macro twice][#nested] + [#nested][/#macro]")
            .full();
    assertThat(full.text()).isEqualTo("SELECT own + own AS a");
    Origin own = origin(full, "own");
    assertThat(own.through()).isEmpty();
    assertThat(text(own.span())).isEqualTo("own");
  }

  @Test
  void theResultOfAFunctionPointsToTheCall() {
    RenderedText full =
        Rendering.files(
                "models/m.sql", "SELECT ${f('x')} AS a",
                "macros/a.ftl", "[#function f x][#return 'bad_' + x][/#function]")
            .full();
    assertThat(text(origin(full, "bad_x").span())).isEqualTo("${f('x')}");
  }

  @Test
  void capturedTextPointsToWhereItIsWritten() {
    RenderedText full = Rendering.model("[#assign t]bad[/#assign]SELECT ${t?trim} AS a").full();
    assertThat(text(origin(full, "bad").span())).isEqualTo("${t?trim}");
  }

  @Test
  void trimmedTextDoesNotPretendToBeVerbatim() {
    RenderedText full = Rendering.model("SELECT 1 AS a   [#t]\n  , 2 AS bad\n").full();
    assertThat(origin(full, "bad").span().line()).isEqualTo(2);
    RenderedText trimmed = Rendering.model("SELECT a,\n    b AS c [#t]\nFROM x").full();
    assertThat(trimmed.text()).contains("b AS c").contains("FROM x");
    assertThat(origin(trimmed, "FROM").span().file().path()).isEqualTo("models/m.sql");
  }

  @Test
  void loopsPointToTheirBody() {
    RenderedText full =
        Rendering.model("SELECT [#list var('words') as w]'${w}' AS ${w}[#sep], [/#sep][/#list]")
            .full();
    assertThat(full.text()).isEqualTo("SELECT 'bot' AS bot, 'crawl' AS crawl");
    assertThat(text(origin(full, ", ").span())).isEqualTo(", ");
  }

  @Test
  void everyCharacterHasAPlace() {
    RenderedText full =
        Rendering.files(
                "models/m.sql",
                    "WITH x AS (SELECT ${ref('atomic.events')?trim} [@c/])\nSELECT ${var('days')} FROM x",
                "macros/c.ftl", "[#macro c]FROM ${ref('m')}[/#macro]")
            .full();
    for (int i = 0; i < full.text().length(); i++) {
      Origin origin = full.origin(i, i + 1);
      assertThat(origin.span().file().path()).isEqualTo("models/m.sql");
    }
    assertThat(full.pieces().firstKey()).isZero();
  }

  @Test
  void referencesKnowTheirFinalOffsets() {
    RenderedText full =
        Rendering.model("SELECT ${ref('m')?length} FROM ${ref('atomic.events')} a, ${ref('m')} b")
            .full();
    List<String> names = full.references().stream().map(Reference::name).toList();
    assertThat(names).containsExactly("atomic.events", "m");
    for (Reference reference : full.references()) {
      String written = full.text().substring(reference.start(), reference.end());
      assertThat(written).isEqualTo(SqlName.quotedRelation(reference.name()));
      assertThat(text(reference.origin().span())).isEqualTo("${ref('" + reference.name() + "')}");
    }
    assertThat(full.references()).extracting(Reference::index).containsExactly(0, 1);
  }

  @Test
  void aTextThatIsEmptyHasAPlaceToo() {
    RenderedText full = Rendering.model("[#if false]SELECT 1[/#if]").full();
    assertThat(full.text()).isEmpty();
    assertThat(full.origin(0, 0).span().location()).isEqualTo("models/m.sql:1:1");
  }
}
