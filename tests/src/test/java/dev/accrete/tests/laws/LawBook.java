package dev.accrete.tests.laws;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the laws below {@code src/test/resources/laws}; their README tells the form. */
final class LawBook {
  private static final Path LAWS = Repository.root().resolve("tests/src/test/resources/laws");
  private static final Set<String> PARTS =
      Set.of(
          "grows",
          "stays",
          "compared",
          "query",
          "keys",
          "scan l",
          "scan r",
          "table",
          "side at start",
          "side",
          "wrong");

  private LawBook() {}

  static List<Law> read() throws IOException {
    List<Law> laws = new ArrayList<>();
    try (Stream<Path> files = Files.list(LAWS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
        for (String law : Files.readString(file).split("(?m)^=== ")) {
          if (!law.isBlank()) {
            laws.add(law(law));
          }
        }
      }
    }
    return laws;
  }

  private static Law law(String text) {
    Map<String, String> parts = new LinkedHashMap<>();
    String[] sections = text.split("(?m)^--- ");
    String[] head = sections[0].split("\n", 2);
    parts.put("says", head[1].replaceAll("\\s+", " ").strip());
    for (int i = 1; i < sections.length; i++) {
      String[] section = sections[i].split("[\n:]", 2);
      String name = section[0].strip();
      if (!PARTS.contains(name.replaceFirst("^tempting ", ""))) {
        throw new IllegalArgumentException(head[0] + ": a law has no part '" + name + "'");
      }
      if (parts.put(name, section[1].strip()) != null) {
        throw new IllegalArgumentException(head[0] + ": '" + name + "' stands twice");
      }
    }
    return new Law(head[0].strip(), parts);
  }
}
