package dev.accrete.runtime.artifact;

import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.artifact.FolderStamps.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
import org.jspecify.annotations.Nullable;

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

  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);

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
      String hash = FolderStamps.of(root, ProjectFilesReader.places(), stamps::look);
      boolean old = stamps.newest.get() < nanos(FileTime.from(now.minus(GRAIN)));
      return old ? Optional.of(hash) : Optional.empty();
    } catch (IOException | RuntimeException unclear) {
      return Optional.empty(); // then the files are read
    }
  }

  private @Nullable Seen look(Path path) throws IOException {
    if (path.getFileName().toString().startsWith(".")) {
      return null;
    }
    Map<String, Object> file = Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int kind = value(file, "mode", Integer.class) & KIND;
    if (kind == FOLDER) {
      return new Seen(true, "");
    }
    if (kind != FILE) {
      throw new IOException("not a plain file");
    }
    long changed = nanos(value(file, "ctime", FileTime.class));
    newest.accumulateAndGet(changed, Math::max);
    return new Seen(
        false,
        String.join(
            " ",
            List.of(
                String.valueOf(file.get("size")),
                String.valueOf(nanos(value(file, "lastModifiedTime", FileTime.class))),
                String.valueOf(changed),
                String.valueOf(file.get("ino")),
                String.valueOf(file.get("dev")))));
  }

  private static <T> T value(Map<String, Object> file, String attribute, Class<T> type) {
    return type.cast(Objects.requireNonNull(file.get(attribute)));
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
