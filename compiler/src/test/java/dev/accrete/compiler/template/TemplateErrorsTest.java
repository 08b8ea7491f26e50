package dev.accrete.compiler.template;

import static dev.accrete.compiler.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TemplateErrorsTest {
  @Test
  void placesSyntaxErrorsInTheFile() {
    assertThat(Rendering.model("---\ntags: [x]\n---\nSELECT 1\n[#if x]a").message())
        .startsWith("E101 models/m.sql:5:")
        .contains("the template does not parse: ");
    assertThat(Rendering.model("SELECT ${'a' b}").message()).startsWith("E101 models/m.sql:1:14 ");
  }

  @Test
  void keepsMessagesFreeOfClassNamesAndStacks() {
    List<String> broken =
        List.of(
            "SELECT ${var('words')}",
            "SELECT ${1 + {}}",
            "SELECT ${'a'?number}",
            "SELECT ${x.y.z}",
            "SELECT ${'x'?foo}",
            "[#list 5 as x]a[/#list]",
            "SELECT ${'('?matches('(')?string}",
            "[#include 'x.ftl']",
            "[#import '/../x' as y]",
            "SELECT ${ref}",
            "[@target/]",
            "SELECT ${var('words')[7]}",
            "[#macro x a][/#macro][@x/]",
            "${'a'?api.b}",
            "[#nosuch]",
            "SELECT ${",
            "SELECT ${r'x}",
            "[@incremental x=1]a[/@incremental]",
            "[#stop 'enough']",
            "${1/0}");
    for (String model : broken) {
      Rendering.Result result = Rendering.model(model);
      assertThat(result.model()).as(model).isEmpty();
      assertThat(result.messages()).as(model).hasSize(1);
      assertThat(result.message())
          .as(model)
          .startsWith("E1")
          .contains("models/m.sql:1:")
          .doesNotContain("freemarker")
          .doesNotContain("java.")
          .doesNotContain("wrapper")
          .doesNotContain("\n")
          .doesNotContain("==>")
          .doesNotContain("Exception")
          .doesNotContain("[in template")
          .hasSizeLessThan(420);
    }
  }

  @Test
  void narrowsAnErrorToTheExpression() {
    Diagnostic failed = Rendering.model("SELECT ${'a' + nothing + 'b'}").diagnostics().get(0);
    assertThat(text(failed.span())).isEqualTo("nothing");
  }

  @Test
  void namesTheMacroOfAnErrorInsideIt() {
    Rendering.Result result =
        Rendering.files(
            "models/m.sql", "SELECT\n [@f/]", "macros/a.ftl", "[#macro f]\n ${nothing}[/#macro]");
    assertThat(DiagnosticPrinter.print(result.diagnostics().get(0)))
        .isEqualTo(
            """
            E102 models/m.sql:2:2 the template fails: nothing is named nothing
                 [@f/]
                 ^^^^^
              note macros/a.ftl:2:4 in text that came from macros/a.ftl:2:4
                   ${nothing}[/#macro]
                     ^^^^^^^
            """);
  }

  @Test
  void explainsABareNumber() {
    assertThat(Rendering.model("SELECT REGEXP_SUBSTR(x, 'a${2}')").message())
        .isEqualTo(
            "E108 models/m.sql:1:27 ${2} prints the number itself; to keep it as text, as in a regular expression, write"
                + " ${r\"${2}\"}");
    assertThat(Rendering.model("SELECT 'a${2,3}'").message()).startsWith("E108 models/m.sql:1:");
    assertThat(Rendering.model("SELECT 'a${ 2 }' '${-1.5}'").messages()).hasSize(2);
  }

  @Test
  void acceptsTheWayToWriteABareNumber() {
    assertThat(Rendering.model("SELECT 'a${r\"${2}\"}' '${2 + 1}'[#-- ${2} --]").text())
        .isEqualTo("SELECT 'a${2}' '3'");
  }

  @Test
  void forbidsWhatRunsTextAsCode() {
    List<String> words =
        List.of(
            "${'x'?new()}",
            "${'1'?eval}",
            "${'1' ? [#-- a --] eval}",
            "${'1'?eval_json}",
            "${'1'?interpret}",
            "${x?api}",
            "[#assign d = .now]",
            "${.now}",
            "[#if .now?string == 'x']a[/#if]",
            "${\"a${'1'?eval}\"}",
            "[#assign x = 'a'?interpret][@x/]",
            "[#setting locale='tr']",
            "[#list '[1]'?eval as x][/#list]",
            "${.get_optional_template('x').exists?c}");
    for (String word : words) {
      assertThat(Rendering.model("SELECT 1 " + word).messages())
          .as(word)
          .isNotEmpty()
          .allSatisfy(
              m -> assertThat(m).startsWith("E101 models/m.sql:1:").contains(" is not allowed"));
    }
  }

  @Test
  void forbidsTheHeader() {
    assertThat(Rendering.model("[#ftl strip_whitespace=true]SELECT 1").message())
        .endsWith("#ftl is not allowed");
  }

  @Test
  void allowsTheWordsInSqlAndInTexts() {
    assertThat(
            Rendering.model(
                    "SELECT new, t.now, x ?eval, '${'what?new .now'}' [#-- ?eval --] AS api")
                .text())
        .isEqualTo("SELECT new, t.now, x ?eval, 'what?new .now'  AS api");
  }

  @Test
  void reportsAMistakeThatAttemptWouldHide() {
    assertThat(
            Rendering.model("SELECT [#attempt]${ref('zzzz')}${var('zzzz')}[#recover]1[/#attempt]")
                .messages())
        .hasSize(2);
  }

  @Test
  void refusesCharactersThatTemplatesMake() {
    assertThat(Rendering.model("SELECT '${\"\\x0\"}'").message())
        .isEqualTo("E010 models/m.sql:1:9 the character U+0000 cannot be used in project files");
  }
}
