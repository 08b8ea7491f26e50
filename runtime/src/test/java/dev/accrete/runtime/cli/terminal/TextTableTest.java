package dev.accrete.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static final Capabilities ASCII = new Capabilities(false, false, false, 80);

  @Test
  void alignsTextLeftAndNumbersRight() {
    TextTable table =
        new TextTable(List.of("name", ">rows")).row("a", "1").row("long name", "1,000");
    assertThat(table.lines(Capabilities.PLAIN))
        .containsExactly(
            "name        rows", "─────────  ─────", "a              1", "long name  1,000");
  }

  @Test
  void keepsToAsciiWhereTheLocaleDoes() {
    TextTable table = new TextTable(List.of("a", "b")).row("x".repeat(70), "y");
    assertThat(table.lines(ASCII).get(1)).startsWith("------");
    assertThat(table.lines(ASCII).get(2)).isEqualTo("x".repeat(57) + "...  y");
  }

  @Test
  void writesControlCharactersAsEscapes() {
    TextTable table = new TextTable(List.of("a")).row("x\u001b[31m\ny\u202e");
    assertThat(table.lines(ASCII).get(2)).isEqualTo("x\\u001b[31m\\ny\\u202e");
  }

  @Test
  void countsWideCharactersTwice() {
    TextTable table = new TextTable(List.of("a", "b")).row("茶", "1").row("tea", "2");
    assertThat(table.lines(ASCII)).element(2).isEqualTo("茶   1");
    assertThat(table.lines(ASCII)).element(3).isEqualTo("tea  2");
  }

  @Test
  void writesNumbersTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("hi", "IN", "#Deva"));
      assertThat(Numbers.count(51500)).isEqualTo("51,500");
      assertThat(Numbers.count(1, "model")).isEqualTo("1 model");
      assertThat(Numbers.seconds(java.time.Duration.ofMillis(1234))).isEqualTo("1.23s");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void knowsUnicodeByTheLocale() {
    assertThat(Capabilities.isUnicode(Map.of("LANG", "de_DE.UTF-8"))).isTrue();
    assertThat(Capabilities.isUnicode(Map.of("LANG", "C.utf8"))).isTrue();
    assertThat(Capabilities.isUnicode(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "C"))).isFalse();
    assertThat(Capabilities.isUnicode(Map.of())).isFalse();
  }

  @Test
  void coloursOnlyWhereWanted() {
    assertThat(new Style(ASCII).bad("no")).isEqualTo("no");
    assertThat(new Style(new Capabilities(true, true, true, 80)).bad("no"))
        .isEqualTo("\u001b[31mno\u001b[0m");
  }
}
