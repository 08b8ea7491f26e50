package dev.accrete.runtime.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
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

  /** Of a file that is no link; absent where there is none. */
  static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Optional.of(attributes).filter(BasicFileAttributes::isRegularFile);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** One hash of the stamps of files, by their paths. */
  static String ofAll(Map<String, String> stamps) {
    StampSum sum = new StampSum();
    stamps.forEach(sum::add);
    return sum.hash();
  }
}
