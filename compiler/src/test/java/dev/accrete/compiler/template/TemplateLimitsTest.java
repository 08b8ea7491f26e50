package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates that do not end, or end in an Error. */
@Timeout(30)
class TemplateLimitsTest {
  private static Rendering.Result briefly(String... pathsAndTexts) {
    Limits limits = new Limits(Duration.ofMillis(700), 100_000, 500);
    return Rendering.rendered(Rendering.project(pathsAndTexts), Rendering.SETTINGS, limits);
  }

  @Test
  void stopsLoopsWithoutEnd() {
    for (String loop :
        List.of(
            "[#list 1.. as x][/#list]",
            "[#list 1.. as x][#assign y = x][/#list]",
            "[#list 1..2000000000 as x][/#list]")) {
      assertThat(briefly("models/m.sql", "SELECT 1\n " + loop).message())
          .as(loop)
          .startsWith("E109 models/m.sql:2:")
          .endsWith("the template exceeds the limit of 0.7 seconds of rendering");
    }
  }

  @Test
  void stopsALoopInsideOneExpression() {
    assertThat(briefly("models/m.sql", "SELECT ${(1..)?filter(x -> false)?first}").message())
        .isEqualTo(
            "E109 models/m.sql:1:8 the template exceeds the limit of 0.7 seconds of rendering");
  }

  @Test
  void stopsALoopInAMacroAndNamesBoth() {
    Rendering.Result result =
        briefly(
            "models/m.sql",
            "SELECT [@f/]",
            "macros/a.ftl",
            "[#macro f][#list 1.. as x][/#list][/#macro]");
    assertThat(result.message()).startsWith("E109 models/m.sql:1:8 ");
    assertThat(result.diagnostics().get(0).notes()).hasSize(1);
  }

  @Test
  void stopsOutputWithoutEnd() {
    assertThat(Rendering.model("SELECT [#list 1.. as x]${x}, [/#list]").message())
        .startsWith("E109 models/m.sql:1:")
        .endsWith("the template exceeds the limit of 100000 characters of output");
  }

  @Test
  void stopsDeepRecursion() {
    assertThat(Rendering.model("[#macro f][@f/][/#macro]SELECT [@f/]").message())
        .startsWith("E109 models/m.sql:1:")
        .endsWith("the template exceeds the limit of 500 levels of nesting");
    assertThat(
            Rendering.model("[#function f x][#return f(x + 1)][/#function]SELECT ${f(1)}")
                .message())
        .startsWith("E109 ");
  }

  @Test
  void stopsPaddingPastAllMemory() {
    // The longest array of all fails at once on every heap; two billion would first fill a large
    // one.
    assertThat(Rendering.model("SELECT ${'x'?left_pad(2147483647)}").message())
        .isEqualTo("E109 models/m.sql:1:8 the template exceeds the limit of memory");
  }

  @Test
  void stopsDeepParentheses() {
    assertThat(Rendering.model("SELECT ${" + "(".repeat(200_000) + "1").messages()).hasSize(1);
  }

  @Test
  void leavesDeepParenthesesOfSqlAlone() {
    String sql = "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000);
    assertThat(Rendering.model(sql).text()).isEqualTo(sql);
  }

  @Test
  void rendersHugeLists() {
    String sql = "SELECT " + "1, ".repeat(30_000) + "1";
    assertThat(Rendering.model(sql).text()).isEqualTo(sql);
  }

  @Test
  void namesItsLimitsInWords() {
    Limits limits = Limits.DEFAULT;
    assertThat(limits.timeInWords()).isEqualTo("5.0 seconds of rendering");
    assertThat(limits.outputInWords()).isEqualTo("16 MB of output");
    assertThat(new Limits(Duration.ofSeconds(1), 10, 5).outputInWords())
        .isEqualTo("10 characters of output");
  }
}
