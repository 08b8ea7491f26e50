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
    check(PAGE, table, head, rows);
  }

  /** The same of another page. */
  public static void check(Path page, String table, List<String> head, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("\n\n");
    line(text, head);
    line(text, head.stream().map(h -> h.equals(head.get(0)) ? "---" : "---:").toList());
    rows.forEach(row -> line(text, row));
    String begin = "<!-- " + table + " -->";
    String end = "\n<!-- end of " + table + " -->";
    String before = read(page);
    int from = before.indexOf(begin) + begin.length();
    String current = before.substring(0, from) + text + before.substring(before.indexOf(end));
    if (Boolean.getBoolean("golden.rewrite")) {
      write(page, current);
    }
    assertThat(read(page)).as("run this test with -Dgolden.rewrite=true").isEqualTo(current);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path page, String text) {
    try {
      Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
