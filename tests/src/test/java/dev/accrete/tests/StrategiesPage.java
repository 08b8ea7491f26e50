package dev.accrete.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code tests/README.md} shows which operators were tried with which strategy, as the tests that
 * ran counted it; {@code -Dgolden.rewrite=true} writes it anew.
 */
public final class StrategiesPage {
  private static final Path PAGE = Repository.root().resolve("tests/README.md");

  private StrategiesPage() {}

  /**
   * A table of the page is what a test counted.
   *
   * @param table its name in the page's comments
   * @param head the names of its columns
   * @param rows its cells
   */
  public static void check(String table, List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("\n\n");
    line(text, head);
    line(text, head.stream().map(h -> h.equals(head.get(0)) ? "---" : "---:").toList());
    rows.forEach(row -> line(text, row));
    String begin = "<!-- " + table + " -->";
    String end = "\n<!-- end of " + table + " -->";
    String page = read();
    int from = page.indexOf(begin) + begin.length();
    String current = page.substring(0, from) + text + page.substring(page.indexOf(end));
    if (Boolean.getBoolean("golden.rewrite")) {
      write(current);
    }
    assertThat(read()).as("run this test with -Dgolden.rewrite=true").isEqualTo(current);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String read() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String text) {
    try {
      Files.writeString(PAGE, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
