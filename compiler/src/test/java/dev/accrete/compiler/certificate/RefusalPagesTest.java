package dev.accrete.compiler.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each refusal has a page for people, and each page a refusal. */
class RefusalPagesTest {
  private static final Path PAGES = Path.of("..", "docs", "refusals");

  @Test
  void eachCodeHasAPageAndEachPageACode() throws IOException {
    List<String> codes = Stream.of(RefusalCode.values()).map(RefusalCode::id).sorted().toList();
    try (Stream<Path> files = Files.list(PAGES)) {
      List<String> pages =
          files
              .map(f -> f.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .map(name -> name.replace(".md", ""))
              .sorted()
              .toList();
      assertThat(pages).isEqualTo(codes);
    }
  }

  @ParameterizedTest
  @EnumSource(RefusalCode.class)
  void aPageSaysWhatItMeansShowsAnExampleAndAWayOut(RefusalCode code) throws IOException {
    String page = Files.readString(PAGES.resolve(code.id() + ".md"));
    assertThat(page).startsWith("# " + code.id() + ": ");
    assertThat(page).contains("\n## Smallest example\n\n```", "\n## What would make it work\n\n");
  }

  @Test
  void theListLinksEachPage() throws IOException {
    String list = Files.readString(PAGES.resolve("README.md"));
    for (RefusalCode code : RefusalCode.values()) {
      assertThat(list).contains("[" + code.id() + "](" + code.id() + ".md)");
    }
  }
}
