package dev.accrete.runtime.artifact;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.load.ProjectFilesReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One hash of the stamps of all files that a project is read from, by which they are known to be
 * what they were without being read.
 *
 * <p>A stamp has the time of the last change of the file or of what is known of it (ctime), which
 * no program can set where the file system keeps it (FAT and sshfs do not), its number and its
 * device, as Git's index has them. A change within the grain of these times does not show: files
 * that changed shortly before they were looked at are not known again (Git's documentation,
 * "racy-git").
 */
final class SourceStamps {
  private static final String ATTRIBUTES = "unix:mode,size,lastModifiedTime,ctime,ino,dev";

  private static final int KIND = 0170000;
  private static final int FOLDER = 0040000;
  private static final int FILE = 0100000;

  /** The coarsest times of file systems are two seconds apart. */
  private static final Duration GRAIN = Duration.ofSeconds(3);

  /** More files of one folder than that are worth a second thread. */
  private static final int MANY = 100;

  /** Nobody writes or reads folders below that. */
  private static final int DEEPEST = 40;

  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
  private final StampSum sum = new StampSum();

  private SourceStamps() {}

  /**
   * The hash for a project's folder.
   *
   * @param now when it is looked at
   * @return empty where files may change unseen: after a change a moment ago, behind links, and
   *     where the file system does not tell
   */
  static Optional<String> of(Path root, Instant now) {
    if (!root.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return Optional.empty();
    }
    SourceStamps stamps = new SourceStamps();
    try {
      stamps.look("", root, ProjectFilesReader.places(), 0);
      boolean old = stamps.newest.get() < nanos(FileTime.from(now.minus(GRAIN)));
      return old ? Optional.of(stamps.sum.hash()) : Optional.empty();
    } catch (RuntimeException unclear) {
      return Optional.empty(); // then the files are read
    }
  }

  private void look(String prefix, Path folder, List<String> names, int depth) {
    (names.size() > MANY ? names.parallelStream() : names.stream())
        .filter(name -> !name.startsWith("."))
        .forEach(name -> look(prefix + name, folder.resolve(name), depth));
  }

  private void look(String name, Path path, int depth) {
    try {
      Map<String, Object> file = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      int kind = value(file, "mode", Integer.class) & KIND;
      if (kind == FOLDER) {
        look(name + "/", path, children(path, depth), depth + 1);
      } else if (kind == FILE) {
        add(name, file);
      } else {
        throw new IOException("not a plain file");
      }
    } catch (NoSuchFileException gone) {
      return; // no project has all folders
    } catch (IOException unclear) {
      throw new UncheckedIOException(unclear);
    }
  }

  /** Not by a stream, which opens each folder three times over. */
  private static List<String> children(Path folder, int depth) throws IOException {
    String[] names = folder.toFile().list();
    if (names == null || depth > DEEPEST) {
      throw new IOException("not a folder that can be read");
    }
    return List.of(names);
  }

  private void add(String name, Map<String, Object> file) {
    long changed = nanos(value(file, "ctime", FileTime.class));
    newest.accumulateAndGet(changed, Math::max);
    sum.add(
        new CacheKey()
            .text(name)
            .number(value(file, "size", Long.class))
            .number(nanos(value(file, "lastModifiedTime", FileTime.class)))
            .number(changed)
            .number(value(file, "ino", Long.class))
            .number(value(file, "dev", Long.class)));
  }

  private static <T> T value(Map<String, Object> file, String attribute, Class<T> type) {
    return type.cast(Objects.requireNonNull(file.get(attribute)));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
