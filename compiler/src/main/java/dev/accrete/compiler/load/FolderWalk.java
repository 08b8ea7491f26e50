package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * Lists the files of one of a project's folders, in the order of their paths, without leaving the
 * project by a link.
 */
final class FolderWalk {
  private static final int DEEPEST = 32;
  private static final int MOST_FILES = 100_000;

  private final Path root;
  private final Findings findings;
  private final List<Found> found = new ArrayList<>();

  /**
   * A file.
   *
   * @param path its path as people know it: relative to the project, with slashes
   * @param size its bytes, where it is a file itself, and so where it was found; absent for a link
   */
  record Found(Path file, String path, OptionalLong size) {}

  FolderWalk(Path root, Findings findings) {
    this.root = root;
    this.findings = findings;
  }

  /** The files that the compiler reads in a folder; none where the folder is absent. */
  List<Found> files(ProjectFolder folder) {
    Path start = root.resolve(folder.path());
    try {
      if (!Files.isDirectory(start)) {
        return List.of();
      }
      if (!isInside(root, start)) {
        findings.add(Diagnostic.of(Code.PATH_OUTSIDE, null, folder.path()));
        return List.of();
      }
      Files.walkFileTree(start, EnumSet.noneOf(FileVisitOption.class), DEEPEST, visitor(folder));
    } catch (IOException e) {
      unreadable(start, ProjectFilesReader.reason(e));
    }
    found.sort(Comparator.comparing(Found::path));
    return found;
  }

  /** Whether a path, with all links followed, lies inside a folder. */
  static boolean isInside(Path folder, Path path) throws IOException {
    return path.toRealPath().startsWith(folder.toRealPath());
  }

  private void unreadable(Path path, String reason) {
    String name = ProjectFilesReader.relative(root, path);
    findings.add(Diagnostic.of(Code.FILE_UNREADABLE, null, name, reason));
  }

  private FileVisitor<Path> visitor(ProjectFolder folder) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean hidden = directory.getFileName().toString().startsWith(".");
        return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return take(folder, file, attributes);
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException problem) {
        unreadable(file, ProjectFilesReader.reason(problem));
        return FileVisitResult.CONTINUE;
      }
    };
  }

  private FileVisitResult take(ProjectFolder folder, Path file, BasicFileAttributes attributes) {
    String name = file.getFileName().toString();
    boolean regular = attributes.isRegularFile();
    if (!regular && Files.isDirectory(file) && !name.startsWith(".")) {
      boolean link = attributes.isSymbolicLink();
      unreadable(
          file, link ? "it is a link to a folder" : "folders are nested deeper than " + DEEPEST);
    } else if (folder.reads(name)) {
      if (!regular && !Files.isRegularFile(file) && !attributes.isSymbolicLink()) {
        unreadable(file, "it is no regular file");
      } else if (found.size() >= MOST_FILES) {
        unreadable(file, "the folder holds more than " + MOST_FILES + " files");
        return FileVisitResult.TERMINATE;
      } else {
        OptionalLong size = regular ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        found.add(new Found(file, ProjectFilesReader.relative(root, file), size));
      }
    }
    return FileVisitResult.CONTINUE;
  }
}
