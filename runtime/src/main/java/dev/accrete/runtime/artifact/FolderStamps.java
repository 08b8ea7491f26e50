package dev.accrete.runtime.artifact;

import dev.accrete.compiler.cache.CacheKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One hash of the stamps of all files below some folders: what {@link Stamp#ofAll} gives of them,
 * without a map of them all. Ten thousand models have forty thousand files, which are looked at
 * each time that nothing has changed.
 */
final class FolderStamps {
  private static final char SEPARATOR = '/';

  private final CacheKey hash = new CacheKey();

  /** A file or folder in one of the folders, with what it is sorted by. */
  private record Child(String key, Path path, BasicFileAttributes attributes) {}

  /**
   * The hash of the files that some names in a folder lead to, where they are there: links are
   * files.
   *
   * @throws IOException if a folder cannot be read, or changes meanwhile
   */
  static String of(Path folder, List<String> names) throws IOException {
    FolderStamps stamps = new FolderStamps();
    List<Child> children = new ArrayList<>();
    for (String name : names) {
      if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        children.add(child(folder, name));
      }
    }
    stamps.add("", children);
    return stamps.hash.hash();
  }

  private static Child child(Path folder, String name) throws IOException {
    Path path = folder.resolve(name);
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    // With its separator, a folder stands where the paths of its files do.
    return new Child(attributes.isDirectory() ? name + SEPARATOR : name, path, attributes);
  }

  private void add(String prefix, List<Child> children) throws IOException {
    children.sort(Comparator.comparing(Child::key));
    for (Child child : children) {
      String path = prefix + child.key();
      if (child.attributes().isDirectory()) {
        add(path, children(child.path()));
      } else {
        hash.text(path).text(Stamp.of(child.attributes()));
      }
    }
  }

  private static List<Child> children(Path folder) throws IOException {
    // Not by a stream, which opens each folder three times over.
    String[] names = folder.toFile().list();
    if (names == null) {
      throw new NotDirectoryException(folder.toString());
    }
    List<Child> children = new ArrayList<>(names.length);
    for (String name : names) {
      children.add(child(folder, name));
    }
    return children;
  }
}
