package dev.accrete.compiler.template;

import static dev.accrete.compiler.template.Rendering.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CondensedTemplateTest {
  private static Optional<String> condensed(String text) {
    SourceFile file = new SourceFile("models/m.sql", text);
    return CondensedTemplate.of(file, 0, text.length()).map(CondensedTemplate::text);
  }

  @Test
  void replacesSqlByMarks() {
    assertThat(condensed("SELECT a\nFROM ${ref('x')} AS x")).contains("\uFDD2${ref('x')}\uFDD2");
    assertThat(condensed("SELECT 1")).contains("\uFDD2");
  }

  @Test
  void keepsInterpolationsWithBracesAndQuotesWhole() {
    assertThat(condensed("a ${f({'k': '}'})} b")).contains("\uFDD2${f({'k': '}'})}\uFDD2");
    assertThat(condensed("${a}${b}")).contains("${a}${b}");
  }

  @Test
  void leavesWhatIsUnusualToFreeMarker() {
    List<String> unusual =
        List.of(
            "[#if x]a[/#if]",
            "[@m/]",
            "a ${x",
            "${'a\\'b'}",
            "${x\n}",
            "${x[#-- } --]}",
            "${x <#-- } --> }",
            "${r'\\'}");
    unusual.forEach(text -> assertThat(condensed(text)).as(text).isEmpty());
  }

  /** Of anything else nobody knows whether it comes to an end. */
  @Test
  void onlyOurOwnValuesArePlain() {
    for (String plain :
        List.of(
            "SELECT 1",
            "${ref('raw.events')} ${ref( \"x\" )}",
            "${var('days', 7)}${env('ACCRETE_X', '')} ${this} ${target.name} ${run_started_at}")) {
      assertThat(isPlain(plain)).as(plain).isTrue();
    }
    for (String other :
        List.of(
            "${var('x')?left_pad(1000000000)}",
            "${1..}",
            "${var('a')}${(1..1000000000)?size}",
            "${ref('a' + 'b')}",
            "${var('${1 + 1}')}",
            "${ref(var('x'))}",
            "${other('x')}")) {
      assertThat(isPlain(other)).as(other).isFalse();
    }
  }

  private static boolean isPlain(String text) {
    return CondensedTemplate.of(new SourceFile("models/m.sql", text), 0, text.length())
        .orElseThrow()
        .isPlain();
  }

  @Test
  void rendersTheSameAsTheWholeTemplate() {
    String body =
        "SELECT '${var('site')}',\r\n\t'日本😀' AS x, $1, '#{a}', <b>\nFROM ${ref('atomic.events')} AS e WHERE ${var('days')} > 1\n";
    RenderedText condensed = Rendering.model(body).full();
    RenderedText whole = Rendering.model(body + "[#-- not condensed --]").full();
    assertThat(condensed.text()).isEqualTo(whole.text());
    assertThat(condensed.references()).hasSameSizeAs(whole.references());
    for (int i = 0; i < condensed.text().length(); i++) {
      assertThat(condensed.origin(i, i + 1).span().start())
          .as("at " + i)
          .isEqualTo(whole.origin(i, i + 1).span().start());
    }
  }

  @Test
  void placesTextBehindInterpolations() {
    RenderedText full =
        Rendering.model(
                "---\ntags: [a]\n---\nSELECT ${var('site')},\n  bad FROM ${ref('m')} WHERE worse")
            .full();
    int bad = full.text().indexOf("bad");
    int worse = full.text().indexOf("worse");
    assertThat(text(full.origin(bad, bad + 3).span())).isEqualTo("bad");
    assertThat(full.origin(bad, bad + 3).span().location()).isEqualTo("models/m.sql:5:3");
    assertThat(text(full.origin(worse, worse + 5).span())).isEqualTo("worse");
  }
}
