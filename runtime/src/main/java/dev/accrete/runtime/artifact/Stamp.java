package dev.accrete.runtime.artifact;

import dev.accrete.compiler.cache.CacheKey;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** By what a file is known again without being read: its size, its time, and which file it is. */
final class Stamp {
  private Stamp() {}

  static String of(BasicFileAttributes file) {
    return file.size()
        + " "
        + file.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + " "
        + file.fileKey();
  }

  /** One hash of the stamps of files, by their paths. */
  static String ofAll(Map<String, String> stamps) {
    CacheKey hash = new CacheKey();
    new TreeMap<>(stamps).forEach((path, stamp) -> hash.text(path).text(stamp));
    return hash.hash();
  }
}
