package dev.accrete.tests.benchmarks.server;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where {@code tests/benchmarks.sh --parts models} begins. */
public final class ServerBenchmarks {
  private ServerBenchmarks() {}

  /**
   * Measures, and writes the report.
   *
   * @param arguments {@code --sizes}, how many models; {@code --output}, the report
   */
  public static void main(String[] arguments) throws IOException, SQLException {
    int models = 200;
    Path output = Path.of("docs/benchmarks-models.md");
    List<String> all = List.of(arguments);
    for (int i = 0; i + 1 < all.size(); i += 2) {
      switch (all.get(i)) {
        case "--sizes" -> models = Integer.parseInt(all.get(i + 1));
        case "--output" -> output = Path.of(all.get(i + 1));
        case "--parts" -> {}
        default -> {
          System.err.println("no flag " + all.get(i) + "; --sizes MODELS, --output FILE");
          System.exit(2);
        }
      }
    }
    Path root = Repository.root();
    ServerReport report = new ServerReport(models);
    for (int threads : List.of(1, 4)) {
      Path work = root.resolve("tests/target/benchmarks/models");
      delete(work);
      Files.createDirectories(work);
      try (ServerBenchmark benchmark =
          new ServerBenchmark(work, root.resolve("accrete"), models, 200, 1)) {
        report.threads(threads);
        System.err.println("benchmarks: models, " + threads + " threads");
        report.add("everything from all of history", benchmark.run(threads));
        benchmark.load();
        report.add("an hour more in each source", benchmark.run(threads));
        benchmark.load();
        report.add("another hour", benchmark.run(threads));
        report.add("nothing new", benchmark.run(threads));
      }
    }
    Files.writeString(output, report.toString());
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
