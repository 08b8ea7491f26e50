package dev.accrete.tests.kills;

import dev.accrete.tests.equivalence.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** What long runs of kills counted so far, in a file that a later one goes on with. */
final class KillCounts {
  static final String NEXT_SEED = "next seed";
  static final String SECONDS = "seconds";
  static final String MISSED = "runs that were over before";
  static final String AT_COMMIT = "kills at ";

  private final Counters counters;
  private final Path file;
  private final String commit;

  private KillCounts(Counters counters, Path file, String commit) {
    this.counters = counters;
    this.file = file;
    this.commit = commit;
  }

  /** Those of a file, to go on at a commit. */
  static KillCounts in(Path file, String commit) throws IOException {
    return new KillCounts(Counters.read(file), file, commit);
  }

  long nextSeed() {
    return Math.max(1, counters.of(NEXT_SEED));
  }

  void add(Killed killed) {
    Kind kind = killed.kind();
    counters.add(total(kind), 1);
    counters.add(at(kind, killed.hit().moment()), 1);
    counters.add(found(kind, killed.outcome()), 1);
    counters.add(AT_COMMIT + commit, 1);
  }

  /** A run that was over before it could be killed. */
  void addMissed() {
    counters.add(MISSED, 1);
  }

  void addFailure(Kind kind) {
    counters.add(failed(kind), 1);
  }

  /** Writes what was counted until before a seed. */
  void write(long nextSeed, long seconds) throws IOException {
    counters.set(NEXT_SEED, nextSeed);
    counters.add(SECONDS, seconds);
    counters.write(file);
  }

  static String total(Kind kind) {
    return "kills of " + name(kind);
  }

  static String failed(Kind kind) {
    return "wrong after " + name(kind);
  }

  static String at(Kind kind, Moment moment) {
    return name(kind) + " at " + moment.name().toLowerCase(Locale.ROOT);
  }

  static String found(Kind kind, Outcome outcome) {
    return name(kind) + " left " + outcome.name().toLowerCase(Locale.ROOT);
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
