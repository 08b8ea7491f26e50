package dev.accrete.tests.benchmarks;

import dev.accrete.tests.Repository;
import dev.accrete.tests.benchmarks.CompileProcess.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures what compiling a big project costs: for the first time, with nothing changed, and with
 * one model edited. In the same run it checks that each way leaves the same bytes as a compilation
 * from nothing on one thread.
 */
final class CompileBenchmark {
  private static final String EDITED = "models/group_0/labels_0.sql";

  private final CompileProcess accrete = new CompileProcess(Repository.root().resolve("accrete"));
  private final Path project;
  private final Path alone;
  private final Map<String, Long> checks = new LinkedHashMap<>();
  private final Map<CompileFloor.Step, List<Seen>> floor = new LinkedHashMap<>();

  CompileBenchmark(Path work, int models, long seed) throws IOException {
    project = work.resolve("compile-" + models);
    alone = work.resolve("compile-" + models + "-alone");
    for (Path folder : List.of(project, alone)) {
      Workload.delete(folder);
      ManyModels.write(folder, models, seed);
    }
  }

  /** What each way took, by what was done. */
  Map<String, List<Seen>> measure(int runs) throws IOException {
    Map<String, List<Seen>> seen = new LinkedHashMap<>();
    for (int run = 1; run <= runs; run++) {
      Workload.delete(project.resolve("target"));
      add(seen, "for the first time", accrete.compile(project, ""));
      if (run == 1) {
        // Before anything is edited: the same files, from nothing, on one thread.
        add(seen, "for the first time, one core", accrete.compile(alone, one()));
        check("for the first time");
      }
      for (CompileFloor.Step step : CompileFloor.Step.values()) {
        floor
            .computeIfAbsent(step, key -> new ArrayList<>())
            .add(accrete.floor(project, step, fileSizes()));
        Workload.delete(project.resolve(CompileFloor.FILES));
      }
      // The project was written a moment ago, so the first look at it reads it.
      accrete.compile(project, "");
      add(seen, "nothing changed", accrete.compile(project, ""));
      Files.setLastModifiedTime(project.resolve(EDITED), FileTime.from(Instant.now()));
      add(seen, "nothing changed, one file touched", accrete.compile(project, ""));
      edit(run);
      add(seen, "one model edited", accrete.compile(project, ""));
    }
    Files.copy(project.resolve(EDITED), alone.resolve(EDITED), StandardCopyOption.REPLACE_EXISTING);
    Workload.delete(alone.resolve("target"));
    accrete.compile(alone, one());
    check("one model edited");
    return seen;
  }

  /** How many files differ from those of a compilation from nothing on one thread. */
  Map<String, Long> checks() {
    return checks;
  }

  /** What the parts that cannot be left out take alone, by the last of them. */
  Map<CompileFloor.Step, List<Seen>> floor() {
    return floor;
  }

  /** How big each file of a model is, on average. */
  private List<Long> fileSizes() throws IOException {
    List<Long> sizes = new ArrayList<>();
    for (String file : List.of("select.sql", "full.sql", "incremental.sql", "explain.md")) {
      try (Stream<Path> walk = Files.walk(project.resolve("target/compiled"))) {
        List<Path> all = walk.filter(path -> path.endsWith(file)).toList();
        long total = 0;
        for (Path path : all) {
          total += Files.size(path);
        }
        sizes.add(total / all.size());
      }
    }
    return sizes;
  }

  private static String one() {
    return "-XX:ActiveProcessorCount=1";
  }

  private static void add(Map<String, List<Seen>> seen, String what, Seen one) {
    seen.computeIfAbsent(what, key -> new ArrayList<>()).add(one);
  }

  private void edit(int run) throws IOException {
    String text = Files.readString(project.resolve(EDITED));
    Files.writeString(
        project.resolve(EDITED), text.replaceAll("c\\.weight > \\d+", "c.weight > " + 1_000 + run));
  }

  private void check(String what) throws IOException {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (Path folder : List.of(project, alone)) {
      try (Stream<Path> walk = Files.walk(folder.resolve("target"))) {
        walk.filter(Files::isRegularFile)
            .filter(file -> !file.endsWith("compile_record.json"))
            .filter(file -> !file.startsWith(folder.resolve("target/cache")))
            .forEach(file -> files.put(folder.relativize(file), file));
      }
    }
    long different = 0;
    for (Path file : files.keySet()) {
      boolean both = Files.exists(project.resolve(file)) && Files.exists(alone.resolve(file));
      if (!both || Files.mismatch(project.resolve(file), alone.resolve(file)) >= 0) {
        different++;
      }
    }
    checks.put(what + ", of " + files.size() + " files", different);
  }
}
