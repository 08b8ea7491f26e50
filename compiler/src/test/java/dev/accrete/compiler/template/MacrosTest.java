package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MacrosTest {
  @Test
  void callsMacrosByTheirBareNames() {
    assertThat(
            Rendering.files(
                    "models/m.sql", "SELECT [@cols names=['a', 'b']/], ${twice('x')}",
                    "macros/a.ftl", "[#macro cols names]${names?join(', ')}[/#macro]\n",
                    "macros/sub/b.ftl", "\n[#function twice x][#return x + x][/#function]\n")
                .text())
        .isEqualTo("SELECT a, b, xx");
  }

  @Test
  void letsMacrosUseOthersAndValuesOfTheirFiles() {
    assertThat(
            Rendering.files(
                    "models/m.sql", "SELECT [@outer/]",
                    "macros/a.ftl", "[#macro outer][@inner/][/#macro]",
                    "macros/b.ftl",
                        "[#assign words = ['a', 'b']]noise[#macro inner]${words?join('|')}${more}[/#macro]",
                    "macros/c.ftl", "[#assign more = var('site')]")
                .text())
        .isEqualTo("SELECT a|bshop");
  }

  @Test
  void findsReferencesInMacros() {
    RenderedText full =
        Rendering.files(
                "models/m.sql",
                "SELECT * [@from/]",
                "macros/a.ftl",
                "[#macro from]FROM ${ref('m')}[/#macro]")
            .full();
    assertThat(full.references()).hasSize(1);
    assertThat(full.references().get(0).origin().through()).hasSize(1);
  }

  @Test
  void reportsTwoMacrosOfOneName() {
    Rendering.Result result =
        Rendering.files(
            "models/m.sql",
            "SELECT 1",
            "macros/a.ftl",
            "[#macro f]1[/#macro]",
            "macros/b.ftl",
            "[#-- [#macro g] --]\n[#function f][/#function]");
    assertThat(result.message()).isEqualTo("E007 macros/b.ftl:2:12 two macros are named f");
    assertThat(result.diagnostics().get(0).notes().get(0).span().location())
        .isEqualTo("macros/a.ftl:1:9");
  }

  @Test
  void reportsAMacroNamedAsAFunctionOfOurs() {
    assertThat(
            Rendering.files("models/m.sql", "SELECT 1", "macros/a.ftl", "[#macro ref]1[/#macro]")
                .message())
        .isEqualTo("E007 macros/a.ftl:1:9 two macros are named ref; ref is one of Accrete's own");
  }

  @Test
  void reportsABrokenFileOnceAndNotItsCallers() {
    Rendering.Result result =
        Rendering.files(
            "models/m.sql", "SELECT [@f/]", "macros/a.ftl", "[#macro f]\n[#if]1[/#macro]");
    assertThat(result.message()).startsWith("E101 macros/a.ftl:2:");
    assertThat(result.model()).isEmpty();
  }

  @Test
  void forbidsTheSameWordsAsInModels() {
    assertThat(
            Rendering.files(
                    "models/m.sql", "SELECT 1", "macros/a.ftl", "[#macro f]${'1'?eval}[/#macro]")
                .message())
        .isEqualTo("E101 macros/a.ftl:1:11 the template does not parse: ?eval is not allowed");
  }

  @Test
  void importsFilesOfTheProjectAlone() {
    assertThat(
            Rendering.files(
                    "models/m.sql",
                    "[#import '/macros/a.ftl' as a]SELECT [@a.f/]",
                    "macros/a.ftl",
                    "[#macro f]1[/#macro]")
                .text())
        .isEqualTo("SELECT 1");
    assertThat(Rendering.model("[#include '/etc/passwd']").message())
        .contains("no macro file")
        .doesNotContain("root:");
  }
}
