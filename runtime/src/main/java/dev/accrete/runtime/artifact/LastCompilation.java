package dev.accrete.runtime.artifact;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** What the last compilation without errors left in a target folder, looked at once. */
public final class LastCompilation {
  private static final Found NOTHING = new Found(Optional.empty(), false);

  private final Optional<Future<Found>> look;

  /**
   * What was seen.
   *
   * @param untouched whether the files of the record lie there as they were written
   */
  private record Found(Optional<CompileRecord> record, boolean untouched) {}

  private LastCompilation(Optional<Future<Found>> look) {
    this.look = look;
  }

  /** Looks at a folder on all cores. */
  public static LastCompilation in(TargetFolder folder) {
    return of(folder, new FutureTask<>(() -> look(folder)), FutureTask::run);
  }

  /** Begins to look at a folder on another thread. */
  public static LastCompilation begin(TargetFolder folder) {
    return of(folder, new FutureTask<>(() -> look(folder)), ForkJoinPool.commonPool()::execute);
  }

  private static LastCompilation of(
      TargetFolder folder, FutureTask<Found> look, Consumer<FutureTask<Found>> start) {
    if (!CompileRecord.isIn(folder)) {
      return new LastCompilation(Optional.empty());
    }
    start.accept(look);
    return new LastCompilation(Optional.of(look));
  }

  private static Found look(TargetFolder folder) throws IOException {
    Optional<CompileRecord> record = CompileRecord.in(folder);
    if (record.isEmpty()) {
      return NOTHING;
    }
    Optional<String> outputs = CompiledFiles.stamps(folder, record.get().models());
    return new Found(record, outputs.equals(record.map(CompileRecord::outputs)));
  }

  /** Whether there seems to be one. */
  public boolean exists() {
    return look.isPresent();
  }

  /** What it told, where it was of texts of that hash. */
  public Optional<CompileRecord> of(String inputs) {
    return found().record().filter(kept -> kept.inputs().equals(inputs));
  }

  /** What it told, where it was of files of those stamps. */
  public Optional<CompileRecord> ofStamped(String stamped) {
    return found().record().filter(kept -> kept.stamped().equals(stamped));
  }

  /** Whether all files that it wrote lay there untouched. */
  public boolean isUntouched() {
    return found().untouched();
  }

  private Found found() {
    try {
      return look.isPresent() ? look.get().get() : NOTHING;
    } catch (ExecutionException unreadable) {
      return NOTHING; // its files are written anew, where what fails is told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOTHING;
    }
  }
}
