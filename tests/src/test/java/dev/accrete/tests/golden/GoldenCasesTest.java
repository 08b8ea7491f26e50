package dev.accrete.tests.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.Repository;
import dev.accrete.tests.golden.GoldenCase.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the compiler makes of whole projects, as files to read. {@code -Dgolden.rewrite=true} writes
 * the expectations anew; then every line of {@code git diff} is to be read.
 */
class GoldenCasesTest {
  private static final Path GOLDEN = Repository.root().resolve("tests/src/test/resources/golden");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Path folder = GOLDEN.resolve(kind.name().toLowerCase(Locale.ROOT));
      for (Path project : children(folder)) {
        GoldenCase golden = new GoldenCase(project, kind);
        tests.add(
            DynamicTest.dynamicTest(GOLDEN.relativize(project).toString(), () -> check(golden)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void check(GoldenCase golden) throws IOException {
    SortedMap<String, String> actual = golden.actual();
    assertThat(golden.actual()).as("the same input gives the same bytes").isEqualTo(actual);
    if (REWRITE) {
      rewrite(golden, actual);
    }
    SortedMap<String, String> expected = golden.expected();
    assertThat(actual.keySet()).as("files").isEqualTo(expected.keySet());
    expected.forEach((name, text) -> assertThat(actual.get(name)).as(name).isEqualTo(text));
  }

  private static void rewrite(GoldenCase golden, SortedMap<String, String> actual)
      throws IOException {
    for (String old : golden.expected().keySet()) {
      Files.delete(golden.expectedFolder().resolve(old));
    }
    for (var file : actual.entrySet()) {
      Path path = golden.expectedFolder().resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
