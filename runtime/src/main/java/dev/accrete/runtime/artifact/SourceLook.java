package dev.accrete.runtime.artifact;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/** A look at the files that a project is read from, on another thread: none is read. */
public final class SourceLook {
  private final Path root;
  private final ForkJoinTask<Optional<String>> stamps;

  private SourceLook(Path root, ForkJoinTask<Optional<String>> stamps) {
    this.root = root;
    this.stamps = stamps;
  }

  /**
   * Begins to look.
   *
   * @param root the project's folder
   * @param now the time
   */
  public static SourceLook begin(Path root, Instant now) {
    return new SourceLook(root, ForkJoinPool.commonPool().submit(() -> SourceStamps.of(root, now)));
  }

  /** The project's folder. */
  public Path root() {
    return root;
  }

  /** One hash of their stamps; empty where they have to be read. */
  Optional<String> stamps() {
    return stamps.join();
  }
}
