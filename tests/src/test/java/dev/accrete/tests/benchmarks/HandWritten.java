package dev.accrete.tests.benchmarks;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A person's SQL, from {@code tests/src/test/resources/benchmarks}: {@code build.sql} fills the
 * tables and what it remembers, {@code NAME.sql} takes in new events.
 *
 * @param name what the report calls it
 * @param script the script that takes in new events
 * @param schema the schema of its tables, which stands in the scripts as {@code hand}
 */
record HandWritten(String name, String script, String schema, Path folder) implements Contestant {
  private static final Pattern END = Pattern.compile(";[ \t]*\\R");

  @Override
  public void build(Path database) throws IOException {
    carryOut(database, statements("build"));
  }

  @Override
  public Measured update(Path database) throws IOException {
    return carryOut(database, statements(script));
  }

  @Override
  public Measured rebuild(Path database) throws IOException {
    return carryOut(database, statements("full"));
  }

  private List<String> statements(String file) throws IOException {
    return split(
        Files.readString(folder.resolve(file + ".sql")).replaceAll("\\bhand(?=[.;])", schema));
  }

  /** The statements of a script. */
  static List<String> split(String script) {
    return END.splitAsStream(script + "\n").map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Measured carryOut(Path file, List<String> statements) {
    Stopwatch watch = new Stopwatch();
    Duration cpu = CpuClock.own();
    long start = System.nanoTime();
    try (DuckDbDatabase database = DuckDbDatabase.open(file);
        Session session = database.session("by hand", watch)) {
      statements.forEach(statement -> session.execute(purpose(statement), statement));
    }
    Duration total = Duration.ofNanos(System.nanoTime() - start);
    return new Measured(total, CpuClock.own().minus(cpu), watch.times());
  }

  /** The comment above the statement where that is one line, else the statement's first words. */
  static String purpose(String statement) {
    List<String> comments = statement.lines().takeWhile(line -> line.startsWith("--")).toList();
    return comments.size() == 1
        ? comments.get(0).substring(2).strip()
        : statement.lines().skip(comments.size()).findFirst().orElse("");
  }
}
