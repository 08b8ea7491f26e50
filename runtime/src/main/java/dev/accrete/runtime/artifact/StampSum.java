package dev.accrete.runtime.artifact;

import dev.accrete.compiler.cache.CacheKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/**
 * One hash of the stamps of files by their paths, in whatever order and on however many threads
 * they come: how many there are, and the sum of their hashes.
 */
final class StampSum {
  private final LongAdder files = new LongAdder();
  private final LongAdder sum = new LongAdder();

  /** Adds a file. */
  void add(String path, String stamp) {
    add(new CacheKey().text(path).text(stamp));
  }

  /** Adds a file by a hash of its path and its stamp. */
  void add(CacheKey file) {
    files.increment();
    sum.add(file.number());
  }

  /**
   * Adds a file that lies in a folder now; nothing where there is none.
   *
   * @param path its path in the folder
   */
  void addFile(Path folder, String path) throws IOException {
    Stamp.attributes(folder.resolve(path)).ifPresent(file -> add(path, Stamp.of(file)));
  }

  /** What was added so far. */
  String hash() {
    return files.sum() + "-" + Long.toHexString(sum.sum());
  }
}
