package dev.accrete.tests.equivalence;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The increments of {@code resources/drift}, as people write them. */
final class WrittenIncrements {
  private static final Path FOLDER = Repository.root().resolve("tests/src/test/resources/drift");
  private static final String MARK = "drifts here";

  private WrittenIncrements() {}

  /**
   * A model with an increment.
   *
   * @param name the model's
   * @param text its file
   */
  record Written(String name, String text) {
    String path() {
      return "models/" + name + ".sql";
    }

    /** What is wrong with it, or why nothing is. */
    String description() {
      return text.lines()
          .filter(line -> line.startsWith("description: "))
          .map(line -> line.substring("description: ".length()))
          .findFirst()
          .orElseThrow();
    }

    /** The numbers of the lines that its author marked, from 1: two where both drift. */
    List<Integer> markedLines() {
      List<String> lines = text.lines().toList();
      return IntStream.rangeClosed(1, lines.size())
          .filter(number -> lines.get(number - 1).endsWith(MARK))
          .boxed()
          .toList();
    }
  }

  /** Those of a folder, {@code wrong} or {@code right}, by name. */
  static List<Written> of(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().map(WrittenIncrements::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A project of some of them. */
  static Map<String, String> project(List<Written> models) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("accrete.yml", text(FOLDER.resolve("accrete.yml")));
    texts.put("models/sources.yml", text(FOLDER.resolve("sources.yml")));
    models.forEach(model -> texts.put(model.path(), model.text()));
    return texts;
  }

  private static Written read(Path file) {
    return new Written(file.getFileName().toString().replace(".sql", ""), text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
