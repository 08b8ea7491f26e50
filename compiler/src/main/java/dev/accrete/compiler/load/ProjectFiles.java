package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The texts of a project, by path relative to its folder: what the compiler reads instead of a
 * disk.
 *
 * @param root what people call the folder, for messages alone
 * @param files every text file of the project that the compiler may need, by path, in order
 */
public record ProjectFiles(String root, SortedMap<String, SourceFile> files) {
  public ProjectFiles {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** A project of texts in memory. */
  public static ProjectFiles of(java.util.Map<String, String> texts) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    texts.forEach((path, text) -> files.put(path, new SourceFile(path, text)));
    return new ProjectFiles("the project", files);
  }

  /** The file at a path, if there is one. */
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }
}
