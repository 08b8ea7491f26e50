package dev.accrete.tests.fuzz;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The undamaged inputs: real projects, queries that people write, snippets of Redshift's SQL. */
final class Seeds {
  private static final Path RESOURCES = Repository.root().resolve("tests/src/test/resources");
  private static final Path CORPUS =
      Repository.root().resolve("compiler/src/test/resources/redshift-corpus");
  private static final Pattern REFERENCE = Pattern.compile("(?:ref|components)\\('(\\w+)'");
  private static final int LARGEST = 20_000;

  private Seeds() {}

  /** Every file of the golden cases and of the shipped projects. */
  static List<Seed> projects() {
    List<Seed> seeds = new ArrayList<>();
    for (Path root :
        List.of(RESOURCES.resolve("golden"), RESOURCES.resolve("projects"), shipped())) {
      for (Path settings : below(root)) {
        if (settings.endsWith("accrete.yml")) {
          seeds.addAll(project(settings.getParent()));
        }
      }
    }
    return seeds;
  }

  /** Each query as the only model beside its sources. */
  static List<Seed> queries() {
    List<Seed> seeds = new ArrayList<>();
    for (String book : List.of("analysts", "wholesale")) {
      Path folder = RESOURCES.resolve("queries").resolve(book);
      for (Path file : below(folder)) {
        if (file.toString().endsWith(".sql") && !file.endsWith("data.sql")) {
          String sources = read(folder.resolve("sources.yml"));
          sections(file).forEach(sql -> seeds.add(model(file, "redshift", "duckdb", sources, sql)));
        }
      }
    }
    return seeds;
  }

  /** Each snippet as a model, which may read tables by their plain names. */
  static List<Seed> snippets() {
    List<Seed> seeds = new ArrayList<>();
    List<String> engines = List.of("duckdb", "postgres", "redshift");
    for (Path file : below(CORPUS)) {
      if (file.toString().endsWith(".sql")) {
        for (String sql : sections(file)) {
          String engine = engines.get(seeds.size() % engines.size());
          seeds.add(model(file, "redshift", engine, "", sql));
        }
      }
    }
    return seeds;
  }

  private static Seed model(Path file, String dialect, String engine, String sources, String sql) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: odd\nschema: derived\ntarget: dev\ndialect: %s\nvalidate: %s\n"
                .formatted(dialect, sources.isEmpty() ? "off" : "strict")
            + "targets:\n  dev: {engine: %s, %s}\n"
                .formatted(engine, engine.equals("duckdb") ? "path: x.duckdb" : "url: \"jdbc:x\""));
    if (!sources.isEmpty()) {
      files.put("models/sources.yml", sources);
    }
    files.put("models/m.sql", sql);
    return new Seed(file.getFileName() + " for " + engine, files, "models/m.sql");
  }

  private static List<Seed> project(Path root) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : below(root)) {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (path.matches("(?!expected|target).*\\.(sql|ya?ml|ftl)")) {
        files.put(path, read(file));
      }
    }
    return files.keySet().stream()
        .filter(path -> files.get(path).length() < LARGEST)
        .map(path -> new Seed(root.getFileName() + "/" + path, around(path, files), path))
        .toList();
  }

  /**
   * What a file of a project needs to be compiled, and little more, as there are many to compile.
   */
  private static Map<String, String> around(String path, Map<String, String> files) {
    Map<String, String> kept = new TreeMap<>(files);
    kept.keySet().removeIf(name -> name.endsWith(".sql"));
    Deque<String> open = new ArrayDeque<>();
    open.add(path);
    if (!path.endsWith(".sql")) {
      files.keySet().stream()
          .filter(name -> name.endsWith(".sql"))
          .min(Comparator.comparing(name -> files.get(name).length()))
          .ifPresent(open::add);
    }
    while (!open.isEmpty()) {
      String next = open.remove();
      if (files.containsKey(next)
          && (kept.put(next, files.get(next)) == null || next.equals(path))) {
        REFERENCE
            .matcher(files.get(next))
            .results()
            .forEach(
                m ->
                    files.keySet().stream()
                        .filter(f -> f.endsWith("/" + m.group(1) + ".sql") && !kept.containsKey(f))
                        .forEach(open::add));
      }
    }
    return kept;
  }

  private static Path shipped() {
    return Repository.root().resolve("models");
  }

  private static List<String> sections(Path file) {
    return Stream.of(read(file).split("(?m)^--- "))
        .filter(part -> part.indexOf('\n') > 0)
        .map(part -> part.substring(part.indexOf('\n') + 1).replace("¦", ""))
        .toList();
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
