package dev.accrete.compiler.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import org.junit.jupiter.api.Test;

class DiagnosticPrinterTest {
  private static Span span(String text, String marked) {
    int start = text.indexOf(marked);
    return new Span(new SourceFile("models/a.sql", text), start, start + marked.length());
  }

  private static String print(String text, String marked) {
    return DiagnosticPrinter.print(Diagnostic.of(Code.UNKNOWN_VARIABLE, span(text, marked), "x"));
  }

  @Test
  void printsCodePlaceSentenceHintLineAndCarets() {
    String text = "SELECT\n  page_ur\nFROM t\n";
    Diagnostic diagnostic =
        Diagnostic.of(Code.UNKNOWN_COLUMN, span(text, "page_ur"), "page_ur", "atomic.events")
            .withHint("did you mean page_url?");
    assertThat(DiagnosticPrinter.print(diagnostic))
        .isEqualTo(
            """
            E203 models/a.sql:2:3 no column page_ur in atomic.events; did you mean page_url?
                  page_ur
                  ^^^^^^^
            """);
  }

  @Test
  void cutsWordsThatNobodyReads() {
    String name = "a".repeat(59) + "\ud83d\ude00" + "b".repeat(1_000);
    assertThat(Diagnostic.of(Code.UNKNOWN_VARIABLE, null, name).message())
        .isEqualTo("no variable " + "a".repeat(59) + "…");
    String plain = "b ".repeat(500).strip();
    assertThat(Diagnostic.of(Code.UNKNOWN_VARIABLE, null, plain).message())
        .isEqualTo("no variable " + plain);
  }

  @Test
  void printsNotesWithTheirPlaces() {
    Diagnostic diagnostic =
        Diagnostic.of(Code.DUPLICATE_KEY, span("a: 1\na: 2", "a: 2"), "a")
            .withNote(span("b", "b"), "first here");
    assertThat(DiagnosticPrinter.print(diagnostic))
        .endsWith("  note models/a.sql:1:1 first here\n      b\n      ^\n");
  }

  @Test
  void leavesOutThePlaceWhereThereIsNone() {
    assertThat(DiagnosticPrinter.print(Diagnostic.of(Code.PROJECT_FILE_MISSING, null, "web")))
        .isEqualTo("E001 no accrete.yml in web\n");
  }

  @Test
  void putsTheCaretBelowTextBehindTabs() {
    assertThat(print("\tSELECT\tbad", "bad"))
        .endsWith("        SELECT    bad\n                  ^^^\n");
  }

  @Test
  void countsWideCharactersAsTwoColumns() {
    assertThat(print("'日本' bad", "bad")).endsWith("    '日本' bad\n           ^^^\n");
  }

  @Test
  void countsCombiningMarksAsNone() {
    assertThat(print("'e\u0301' bad", "bad")).endsWith("        ^^^\n");
  }

  @Test
  void showsAWindowOfALongLine() {
    String line = "x".repeat(300) + " bad " + "y".repeat(300);
    String[] printed = print(line, "bad").split("\n");
    assertThat(printed[1]).hasSizeLessThan(130).contains("bad").startsWith("    …").endsWith("…");
    assertThat(printed[1].indexOf("bad")).isEqualTo(printed[2].indexOf('^'));
  }

  @Test
  void cutsCaretsAtTheEndOfTheLine() {
    assertThat(print("ab\ncd", "b\ncd")).endsWith("    ab\n     ^\n");
  }

  @Test
  void marksAPointAtTheEndOfTheFile() {
    Span end = new Span(new SourceFile("a.sql", "ab"), 2, 2);
    assertThat(DiagnosticPrinter.print(Diagnostic.of(Code.UNKNOWN_VARIABLE, end, "x")))
        .endsWith("    ab\n      ^\n");
  }

  @Test
  void printsNoCharactersThatSteerATerminal() {
    assertThat(print("\u001b[31m bad \u202e", "bad"))
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
    Diagnostic inMessage = Diagnostic.of(Code.UNKNOWN_VARIABLE, null, "a\u001b[0m\nb");
    assertThat(DiagnosticPrinter.print(inMessage)).isEqualTo("E104 no variable a\uFFFD[0m b\n");
  }

  @Test
  void dropsTheCarriageReturn() {
    assertThat(print("bad\r\nx", "bad")).endsWith("    bad\n    ^^^\n");
  }
}
