package dev.accrete.tests.equivalence;

import dev.accrete.runtime.verify.ChangeKind;
import dev.accrete.runtime.verify.IncidentKind;
import dev.accrete.runtime.verify.Operators;
import dev.accrete.runtime.verify.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What long runs counted so far: whole numbers by name, in a file that a later run goes on with.
 */
public final class Counters {
  private final Map<String, Long> counts = new TreeMap<>();

  /** The counters of a file; none where there is no such file yet. */
  public static Counters read(Path file) throws IOException {
    Counters counters = new Counters();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        int equals = line.lastIndexOf('=');
        counters.counts.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
      }
    }
    return counters;
  }

  /** How many of a name. */
  public long of(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** The counters whose names begin like this, by the rest of their names. */
  public Map<String, Long> below(String prefix) {
    return counts.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .collect(
            Collectors.toMap(
                e -> e.getKey().substring(prefix.length()),
                Map.Entry::getValue,
                (one, other) -> one,
                TreeMap::new));
  }

  /** Puts a number in the place of the one before. */
  public void set(String name, long count) {
    counts.put(name, count);
  }

  /** These and what a run counted. */
  Counters with(Tally tally) {
    Counters sum = new Counters();
    sum.counts.putAll(counts);
    sum.add("cases", tally.cases());
    sum.add("compared", tally.comparisons());
    sum.add("comparisons", tally.counted());
    sum.add("not empty", Math.round(tally.shareNonEmpty() * tally.comparisons()));
    sum.add("changed", Math.round(tally.shareChanged() * tally.comparisons()));
    sum.add("models", tally.compiled());
    sum.add("incremental", Math.round(tally.shareIncremental() * tally.compiled()));
    for (IncidentKind kind : IncidentKind.values()) {
      sum.add(incident(kind), tally.incidents(kind));
    }
    for (String operator : Operators.names()) {
      for (ChangeKind kind : ChangeKind.values()) {
        sum.add(cell(operator, kind), tally.counted(operator, kind));
      }
      long models = tally.models(operator);
      sum.add("models " + operator, models);
      sum.add("incremental " + operator, Math.round(tally.shareIncremental(operator) * models));
    }
    return sum;
  }

  /** These and those of another. */
  Counters with(Counters other) {
    Counters sum = new Counters();
    sum.counts.putAll(counts);
    other.counts.forEach(sum::add);
    return sum;
  }

  static String incident(IncidentKind kind) {
    return "runs with " + kind.word();
  }

  static String cell(String operator, ChangeKind kind) {
    return "after " + kind.word() + ": " + operator;
  }

  /** Counts more. */
  public void add(String name, long count) {
    counts.merge(name, count, Long::sum);
  }

  /** Writes whole files alone, so that a run that is stopped leaves the last one. */
  public void write(Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        beside,
        counts.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue() + "\n")
            .collect(Collectors.joining()));
    Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
