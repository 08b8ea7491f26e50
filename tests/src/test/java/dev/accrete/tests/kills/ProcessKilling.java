package dev.accrete.tests.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Runs that are processes of their own, killed with SIGKILL: most as a statement begins, any alike,
 * or a little later; some at any time of the run; a few while they start.
 */
final class ProcessKilling implements Killing {
  private static final int KILLED = 137;
  private static final int PATIENCE_SECONDS = 120;

  private final QuickStart start;
  private final Path folder;
  private final String address;
  private final LastWords words;
  private int statements;
  private long nanos;
  private long starting;

  /** Over a project in a folder and its database. */
  ProcessKilling(QuickStart start, Path folder, String address) {
    this.start = start;
    this.folder = folder;
    this.address = address;
    this.words = LastWords.in(folder.resolve(RunToBeKilled.WORDS));
  }

  /** One run to its end: how many statements it has, and how long it takes. */
  void rehearse(QuickStart with) {
    long began = System.nanoTime();
    Process run = start(with, 1);
    waitFor(run, Moment.BEFORE_FREEZE, 0);
    starting = System.nanoTime() - began;
    long ready = System.nanoTime();
    waitFor(run, Moment.ENDED, Integer.MAX_VALUE);
    nanos = System.nanoTime() - ready;
    assertThat(ended(run)).as(said()).isZero();
    statements = words.statements();
  }

  private Process start(QuickStart with, int threads) {
    words.clear();
    return with.start(
        folder.resolve("said"),
        RunToBeKilled.class,
        folder.toString(),
        address,
        Integer.toString(threads));
  }

  @Override
  public Hit kill(Random random) {
    Process run = start(start, random.nextInt(4) == 0 ? 3 : 1);
    int way = random.nextInt(20);
    if (way == 0) {
      sleep((long) (random.nextDouble() * starting));
    } else if (way < 5) {
      waitFor(run, Moment.BEFORE_FREEZE, 0);
      sleep((long) (random.nextDouble() * nanos));
    } else {
      waitFor(run, Moment.ENDED, 1 + random.nextInt(statements));
      sleep((long) (random.nextDouble() * 3_000_000));
    }
    run.destroyForcibly();
    int code = ended(run);
    assertThat(code).as(said()).isIn(0, KILLED);
    return code == 0 ? new Hit(Moment.ENDED, "", words.statements()) : Hit.of(words);
  }

  /** Waits for a moment or a statement, whichever is there first, or the end. */
  private void waitFor(Process run, Moment moment, int statement) {
    while (run.isAlive()
        && words.moment() != moment
        && words.moment() != Moment.ENDED
        && (statement == 0 || words.statements() < statement)) {
      sleep(200_000);
    }
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int ended(Process run) {
    try {
      if (run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return run.exitValue();
      }
      run.destroyForcibly();
      throw new IllegalStateException("a run goes on and on");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
