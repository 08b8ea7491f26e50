package dev.accrete.tests.queries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder below {@code src/test/resources/queries}: sources, queries with the strategy that each
 * must get, data in several batches, and the queries that may touch many keys, with the reason.
 */
final class QueryBook {
  /** What analysts of a web shop write. */
  static final QueryBook ANALYSTS = new QueryBook("analysts");

  /** The shapes of the queries of TPC-H, over a wholesale business. */
  static final QueryBook WHOLESALE = new QueryBook("wholesale");

  static final List<QueryBook> ALL = List.of(ANALYSTS, WHOLESALE);

  private static final Path QUERIES = Repository.root().resolve("tests/src/test/resources/queries");
  private static final String PROJECT =
      """
      name: queries
      schema: derived
      target: dev
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;

  private final String name;

  private QueryBook(String name) {
    this.name = name;
  }

  /**
   * A query with the strategy that it must get, and the code of the refusal if it is full.
   *
   * @param expected such as {@code recompute}, or {@code full R201}
   */
  record Query(String name, String expected, String sql) {}

  /** All queries, by name. */
  List<Query> queries() {
    Map<String, Query> queries = new TreeMap<>();
    try (Stream<Path> files = Files.list(QUERIES.resolve(name))) {
      for (Path file : files.filter(QueryBook::holdsQueries).sorted().toList()) {
        sections(Files.readString(file))
            .forEach(
                (head, sql) -> {
                  String[] parts = head.split(": ", 2);
                  Query query = new Query(parts[0], parts[1], sql);
                  assertThat(queries.put(parts[0], query)).as("two named " + parts[0]).isNull();
                });
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(queries.values());
  }

  private static boolean holdsQueries(Path file) {
    return file.toString().endsWith(".sql") && !file.endsWith("data.sql");
  }

  /** A project of some queries. */
  Map<String, String> project(List<Query> queries) {
    Map<String, String> files = new HashMap<>();
    files.put("accrete.yml", PROJECT);
    files.put("models/sources.yml", text("sources.yml"));
    queries.forEach(q -> files.put("models/" + q.name() + ".sql", q.sql()));
    return files;
  }

  /**
   * What happens in a batch, statement by statement.
   *
   * @param last whether it is the last one
   */
  List<String> batch(int batch, boolean last) {
    Map<String, String> parts = sections(text("data.sql"));
    String all =
        (batch == 0 ? parts.get("tables") : parts.getOrDefault("later batch", ""))
            + ";\n"
            + parts.get("batch")
            + (last ? ";\n" + parts.getOrDefault("last batch", "") : "");
    int first = batch == 0 ? 0 : 400 + 4 * (batch - 1);
    String filled =
        all.replace("{batch}", String.valueOf(batch))
            .replace("{first}", String.valueOf(first))
            .replace("{last}", String.valueOf(400 + 4 * batch));
    return Stream.of(filled.split(";\\s*(\\n|$|(?=CREATE))")).filter(s -> !s.isBlank()).toList();
  }

  /** Why queries touch many more keys than change, by query. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    text("touched.txt")
        .lines()
        .filter(line -> !line.isBlank())
        .forEach(line -> reasons.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    return reasons;
  }

  private String text(String file) {
    try {
      return Files.readString(QUERIES.resolve(name).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands below each line that begins with three dashes. */
  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new TreeMap<>();
    for (String section : text.split("(?m)^--- ")) {
      String[] parts = section.split("\n", 2);
      if (!section.isBlank() && !section.startsWith("--")) {
        String twice = sections.put(parts[0].strip(), parts[1]);
        assertThat(twice).as("two sections '%s'", parts[0]).isNull();
      }
    }
    return sections;
  }

  @Override
  public String toString() {
    return name;
  }
}
