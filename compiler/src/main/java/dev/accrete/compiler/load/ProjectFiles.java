package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The texts of a project, by path relative to its folder: what the compiler reads instead of a
 * disk.
 *
 * @param root what people call the folder, for messages alone
 * @param files every text file of the project that the compiler may need, by path, in order
 * @param unreadable the paths of files that are needed and could not be read, which is reported
 *     already
 */
public record ProjectFiles(
    String root, SortedMap<String, SourceFile> files, SortedSet<String> unreadable) {
  public ProjectFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    unreadable = Collections.unmodifiableSortedSet(new TreeSet<>(unreadable));
  }

  /** The texts of a project, all of which could be read. */
  public ProjectFiles(String root, SortedMap<String, SourceFile> files) {
    this(root, files, new TreeSet<>());
  }

  /** A project of texts in memory. */
  public static ProjectFiles of(Map<String, String> texts) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, new SourceFile(path, text)));
    return new ProjectFiles("the project", files);
  }

  /** The file at a path, if there is one. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
