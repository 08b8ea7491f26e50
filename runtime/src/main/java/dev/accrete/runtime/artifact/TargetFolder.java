package dev.accrete.runtime.artifact;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
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
  private final Map<String, String> written = new ConcurrentHashMap<>();
  private final Set<Path> made = ConcurrentHashMap.newKeySet();
  private final AtomicLong names = new AtomicLong();

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
    Optional<BasicFileAttributes> old = Stamp.attributes(file);
    if (old.isPresent()
        && old.get().size() == bytes.length
        && Arrays.equals(Files.readAllBytes(file), bytes)) {
      written.put(relative, Stamp.of(old.get()));
      return;
    }
    Path fresh = fresh(file);
    try {
      Files.write(fresh, bytes, StandardOpenOption.CREATE_NEW);
      note(relative, fresh);
      replace(file, fresh);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
  }

  /** The same for a text that is written to a writer, which stays open; not in its place yet. */
  Prepared prepare(String relative, Consumer<Writer> text) throws IOException {
    return prepareBytes(
        relative,
        channel -> {
          try {
            Writer writer =
                new BufferedWriter(
                    Channels.newWriter(channel, StandardCharsets.UTF_8.newEncoder(), -1));
            text.accept(writer);
            writer.flush();
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
        });
  }

  /** What writes a file. */
  interface Bytes {
    /** Writes to the new file, which is closed afterwards. */
    void write(FileChannel fresh) throws IOException;
  }

  /** The same for bytes that are never whole in memory. */
  void writeBytes(String relative, Bytes bytes) throws IOException {
    try (Prepared prepared = prepareBytes(relative, bytes)) {
      prepared.place();
    }
  }

  private Prepared prepareBytes(String relative, Bytes bytes) throws IOException {
    Path file = folder.resolve(relative);
    createFolders(Objects.requireNonNull(file.getParent()));
    Prepared prepared = new Prepared(relative, file, fresh(file));
    try (FileChannel channel =
        FileChannel.open(prepared.fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      bytes.write(channel);
      return prepared;
    } catch (IOException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  /** A file that is written whole, beside the one whose place it will take. */
  final class Prepared implements AutoCloseable {
    private final String relative;
    private final Path file;
    private final Path fresh;

    private Prepared(String relative, Path file, Path fresh) {
      this.relative = relative;
      this.file = file;
      this.fresh = fresh;
    }

    /** Puts it there, unless what lies there is the same. */
    void place() throws IOException {
      Optional<BasicFileAttributes> old = Stamp.attributes(file);
      if (old.isPresent() && Files.mismatch(fresh, file) < 0) {
        written.put(relative, Stamp.of(old.get()));
      } else {
        note(relative, fresh);
        replace(file, fresh);
      }
    }

    /** Deletes it where it was not put there. */
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(fresh);
    }
  }

  /** A file to be read; absent where it has not the stamp that it had. */
  Optional<FileChannel> open(String relative, String stamp) throws IOException {
    if (!exists() || !isUntouched(Map.of(relative, stamp))) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(
            folder.resolve(relative), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    if (isUntouched(Map.of(relative, stamp))) {
      return Optional.of(channel);
    }
    channel.close(); // somebody put another there meanwhile
    return Optional.empty();
  }

  /** The stamp of a file that was written. */
  Optional<String> stampOf(String relative) {
    return Optional.ofNullable(written.get(relative));
  }

  /**
   * Writes all files of a folder. Where there is no such folder yet, they are made in one beside it
   * that then takes its place, so that a reader sees none or all of them.
   *
   * @param relative the folder, with a {@code /} at its end
   * @param texts what is in each file, by its name
   */
  void writeAll(String relative, Map<String, String> texts) throws IOException {
    Path wanted = folder.resolve(relative);
    Path parent = Objects.requireNonNull(wanted.getParent());
    createFolders(parent);
    if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      Path fresh = Files.createDirectory(fresh(wanted));
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Path file = fresh.resolve(text.getKey());
        byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW);
        note(relative + text.getKey(), file);
      }
      try {
        Files.move(fresh, wanted, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (IOException somebodyElseMadeIt) {
        deleteTree(fresh);
      }
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      write(relative + text.getKey(), text.getValue());
    }
  }

  /** A name beside a file or folder that no other process or thread gives. */
  private Path fresh(Path beside) {
    String name = ".accrete-" + ProcessHandle.current().pid() + "-" + names.incrementAndGet();
    return beside.resolveSibling(name + ".new");
  }

  private static void replace(Path file, Path by) throws IOException {
    Files.move(by, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Writes a file that is none of a compilation's results. */
  void writeUncounted(String relative, String text) throws IOException {
    write(relative, text);
    written.remove(relative);
  }

  /** Whether files have the stamps that they had; then they count as written. */
  boolean isUntouched(Map<String, String> stamps) throws IOException {
    for (Map.Entry<String, String> stamp : stamps.entrySet()) {
      Optional<String> now = Stamp.attributes(folder.resolve(stamp.getKey())).map(Stamp::of);
      if (!now.equals(Optional.of(stamp.getValue()))) {
        return false;
      }
    }
    written.putAll(stamps);
    return true;
  }

  /** The stamps of those files of a folder that were written. */
  Map<String, String> stamps(String place, List<String> names) {
    Map<String, String> stamps = new TreeMap<>();
    for (String name : names) {
      String stamp = written.get(place + name);
      if (stamp != null) {
        stamps.put(place + name, stamp);
      }
    }
    return stamps;
  }

  /** A file is moved into its place as it is, so nobody else's can be taken for it. */
  private void note(String relative, Path fresh) throws IOException {
    written.put(relative, Stamp.of(Stamp.attributes(fresh).orElseThrow()));
  }

  /** One hash of the files that this object wrote or found to be right, by which they are known. */
  String stamps() {
    return Stamp.ofAll(written);
  }

  /** The text of a file; absent where there is none, or one that cannot be read as text. */
  Optional<String> read(String relative) throws IOException {
    Path file = folder.resolve(relative);
    if (!exists() || Stamp.attributes(file).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
  }

  /** Deletes a file, if there is one. */
  void deleteFile(String relative) throws IOException {
    if (Stamp.attributes(folder.resolve(relative)).isPresent()) {
      Files.delete(folder.resolve(relative));
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

  /** Deletes a folder in it, if there is one; a link is deleted itself. */
  public void deleteTree(String relative) throws IOException {
    Path tree = folder.resolve(relative);
    createFolders(Objects.requireNonNull(tree.getParent()));
    if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      deleteTree(tree);
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
    if (made.contains(wanted)) {
      return;
    }
    if (wanted.startsWith(folder) && !wanted.equals(folder)) {
      createFolders(Objects.requireNonNull(wanted.getParent()));
    }
    if (Files.isSymbolicLink(wanted)) {
      throw new LinkInTheWay(wanted);
    }
    Files.createDirectories(wanted);
    made.add(wanted);
  }

  private void deleteTree(Path tree) throws IOException {
    made.removeIf(folder -> folder.startsWith(tree));
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
