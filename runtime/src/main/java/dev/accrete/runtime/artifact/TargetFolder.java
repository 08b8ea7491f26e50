package dev.accrete.runtime.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code target/} of a project. Symbolic links are never followed, so nothing outside
 * the project is written or deleted.
 */
public final class TargetFolder {
  private final Path folder;

  private TargetFolder(Path folder) {
    this.folder = folder;
  }

  /** The folder of a project; it need not exist. */
  public static TargetFolder of(Path project) {
    return new TargetFolder(project.resolve("target"));
  }

  /** A folder of that kind elsewhere, such as a demo's in a project's. */
  public static TargetFolder at(Path folder) {
    return new TargetFolder(folder);
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** Whether there is one: a folder of its own, not a link to another. */
  public boolean exists() {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Writes a file, so that a reader sees the old text or the new one. A file that has the text
   * already is left alone.
   *
   * @param relative the path in the folder, with {@code /} between its parts
   */
  public void write(String relative, String text) throws IOException {
    Path file = folder.resolve(relative);
    createFolders(Objects.requireNonNull(file.getParent()));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes)) {
      return;
    }
    Path fresh = Files.createTempFile(file.getParent(), ".accrete-", ".new");
    try {
      Files.write(fresh, bytes);
      readable(fresh);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * The same for a text that comes in pieces and is never whole in memory.
   *
   * @param text gives its pieces, in order, to what it is called with
   */
  public void write(String relative, Consumer<Consumer<CharSequence>> text) throws IOException {
    Path file = folder.resolve(relative);
    createFolders(Objects.requireNonNull(file.getParent()));
    Path fresh = Files.createTempFile(file.getParent(), ".accrete-", ".new");
    try {
      try (Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        text.accept(piece -> append(writer, piece));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      readable(fresh);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.mismatch(fresh, file) >= 0) {
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void append(Writer writer, CharSequence piece) {
    try {
      writer.append(piece);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Temporary files are their owner's alone; these are as readable as any other that people make.
   */
  private static void readable(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    } catch (UnsupportedOperationException e) {
      // a file system without such permissions
    }
  }

  /** Deletes the folders below one that are not named. */
  public void deleteOthers(String relative, Set<String> keep) throws IOException {
    Path parent = folder.resolve(relative);
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Set<Path> stale;
    try (Stream<Path> children = Files.list(parent)) {
      stale =
          children
              .filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS))
              .filter(child -> !keep.contains(child.getFileName().toString()))
              .collect(Collectors.toSet());
    }
    for (Path child : stale) {
      deleteTree(child);
    }
  }

  /** Deletes the whole folder; a link is deleted itself, not what it leads to. */
  public void delete() throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      deleteTree(folder);
    }
  }

  /** Deletes everything in the folder but for some of its files. */
  public void deleteAllBut(List<Path> keep) throws IOException {
    List<Path> others;
    try (Stream<Path> children = Files.list(folder)) {
      others = children.filter(child -> !keep.contains(child)).toList();
    }
    for (Path other : others) {
      deleteTree(other);
    }
  }

  /** Creates missing folders one by one, and refuses links among those that exist. */
  private void createFolders(Path wanted) throws IOException {
    if (wanted.startsWith(folder) && !wanted.equals(folder)) {
      createFolders(Objects.requireNonNull(wanted.getParent()));
    }
    if (Files.isSymbolicLink(wanted)) {
      throw new LinkInTheWay(wanted);
    }
    Files.createDirectories(wanted);
  }

  private static void deleteTree(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem)
              throws IOException {
            if (problem != null) {
              throw problem;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A symbolic link stands where Accrete would write: it might lead out of the project. */
  public static final class LinkInTheWay extends IOException {
    private static final long serialVersionUID = 1L;

    LinkInTheWay(Path link) {
      super(link + " is a symbolic link; Accrete writes into folders of the project alone");
    }
  }
}
