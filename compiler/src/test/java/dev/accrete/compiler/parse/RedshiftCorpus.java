package dev.accrete.compiler.parse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The corpus of Redshift's SQL in {@code resources/redshift-corpus}: snippets by topic, and broken
 * ones.
 */
final class RedshiftCorpus {
  static final Path FOLDER = Path.of("src/test/resources/redshift-corpus");

  private RedshiftCorpus() {}

  /**
   * A snippet.
   *
   * @param name topic and name
   * @param sql the text, with its last line end
   * @param refused whether it is no model
   */
  record Snippet(String name, String sql, boolean refused) {}

  /** The snippets of all topics. */
  static List<Snippet> topics() {
    try (Stream<Path> files = Files.list(folder().resolve("topics"))) {
      return files.sorted().flatMap(f -> snippets(f).stream()).toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The broken ones, each with a mark before the word where it stops being SQL. */
  static List<Snippet> broken() {
    return Stream.of("broken.sql", "broken-second-reading.sql")
        .flatMap(file -> snippets(folder().resolve(file)).stream())
        .toList();
  }

  /** The names in a file of known gaps. */
  static List<String> knownGaps() {
    return lines("known-gaps.txt");
  }

  /** The lines of a file, without remarks. */
  static List<String> lines(String file) {
    try {
      return Files.readAllLines(folder().resolve(file)).stream()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The folder, whether tests run in the module or beside it. */
  static Path folder() {
    return Files.exists(FOLDER) ? FOLDER : Path.of("../compiler").resolve(FOLDER);
  }

  private static List<Snippet> snippets(Path file) {
    String topic = file.getFileName().toString().replace(".sql", "");
    List<Snippet> snippets = new ArrayList<>();
    try {
      for (String part : Files.readString(file).split("(?m)^--- ")) {
        if (!part.isEmpty()) {
          String head = part.substring(0, part.indexOf('\n'));
          String name = topic + "/" + head.replace(": refused", "");
          String sql = part.substring(part.indexOf('\n') + 1);
          snippets.add(new Snippet(name, sql, head.endsWith(": refused")));
        }
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return snippets;
  }
}
