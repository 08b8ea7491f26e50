package dev.accrete.runtime.artifact;

import dev.accrete.compiler.cache.CacheKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One hash of the stamps of all files below some folders: what {@link Stamp#ofAll} gives of them,
 * without a map of them all. Ten thousand models have forty thousand files, which are looked at
 * each time that nothing has changed, side by side.
 */
final class FolderStamps {
  private static final char SEPARATOR = '/';

  /** More files of one folder than that are worth a second thread. */
  private static final int MANY = 100;

  /** Nobody writes or reads folders below that. */
  private static final int DEEPEST = 40;

  private final Look look;

  private FolderStamps(Look look) {
    this.look = look;
  }

  /** How files are looked at. */
  interface Look {
    /** What a file or folder is; null where it does not count. */
    @Nullable Seen at(Path path) throws IOException;
  }

  /**
   * What was seen of a file or folder.
   *
   * @param stamp that of a file
   */
  record Seen(boolean isFolder, String stamp) {}

  /** A file or folder in one of the folders, with what it is sorted by. */
  private record Child(String key, Path path, Seen seen) {}

  /**
   * The hash of the files that some names in a folder lead to, where they are there: links are
   * files.
   *
   * @throws IOException if a folder cannot be read, or changes meanwhile
   */
  static String of(Path folder, List<String> names) throws IOException {
    return of(folder, names, FolderStamps::basic);
  }

  /** The same as something else looks at them. */
  static String of(Path folder, List<String> names, Look look) throws IOException {
    FolderStamps stamps = new FolderStamps(look);
    String[] there =
        names.stream()
            .filter(name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS))
            .toArray(String[]::new);
    CacheKey hash = new CacheKey();
    try {
      stamps.below("", folder, there).forEach(hash::text);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return hash.hash();
  }

  private static Seen basic(Path path) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return new Seen(attributes.isDirectory(), Stamp.of(attributes));
  }

  /** The path and then the stamp of each file, in the order of the paths. */
  private List<String> below(String prefix, Path folder, String[] names) {
    boolean many = names.length > MANY;
    Stream<String> all = Arrays.stream(names);
    List<Child> children =
        (many ? all.parallel() : all)
            .map(name -> child(folder, name))
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(Child::key))
            .toList();
    return (many ? children.parallelStream() : children.stream())
        .flatMap(child -> told(prefix, child).stream())
        .toList();
  }

  private @Nullable Child child(Path folder, String name) {
    try {
      Path path = folder.resolve(name);
      Seen seen = look.at(path);
      // With its separator, a folder stands where the paths of its files do.
      return seen == null ? null : new Child(seen.isFolder() ? name + SEPARATOR : name, path, seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> told(String prefix, Child child) {
    String path = prefix + child.key();
    if (!child.seen().isFolder()) {
      return List.of(path, child.seen().stamp());
    }
    // Not by a stream, which opens each folder three times over.
    String[] names = child.path().toFile().list();
    if (names == null || path.chars().filter(c -> c == SEPARATOR).count() > DEEPEST) {
      throw new UncheckedIOException(new NotDirectoryException(child.path().toString()));
    }
    return below(path, child.path(), names);
  }
}
