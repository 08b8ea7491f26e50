package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.SourceFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the text files of a project from its folder, and nothing outside it: symbolic links that
 * lead out are errors.
 *
 * <p>Files whose names begin with a dot are skipped, as editors leave such files behind.
 */
public final class ProjectFilesReader {
  /** The file of the settings, in the project's folder. */
  public static final String SETTINGS = "accrete.yml";

  private static final long LARGEST_FILE = 8L * 1024 * 1024;
  private static final long LARGEST_PROJECT = 512L * 1024 * 1024;

  private final Path root;
  private final Findings findings = new Findings();
  private final SortedMap<String, SourceFile> files = new TreeMap<>();
  private final SortedSet<String> unreadable = new TreeSet<>();
  private long size;

  private ProjectFilesReader(Path root) {
    this.root = root;
  }

  /**
   * The texts of the project in a folder.
   *
   * @param folder the folder as the person named it; messages repeat that and no other machine path
   */
  public static Checked<ProjectFiles> read(Path folder) {
    return new ProjectFilesReader(folder).read();
  }

  /** The files and folders of a project's folder that it is read from. */
  public static List<String> places() {
    return Stream.concat(
            Stream.of(SETTINGS, SelectorsReader.FILE),
            Stream.of(ProjectFolder.values()).map(ProjectFolder::path))
        .toList();
  }

  private Checked<ProjectFiles> read() {
    String name = root.toString().isEmpty() ? "." : root.toString();
    Path settings = root.resolve(SETTINGS);
    if (Files.isRegularFile(settings)) {
      add(settings);
      if (Files.isRegularFile(root.resolve(SelectorsReader.FILE))) {
        add(root.resolve(SelectorsReader.FILE));
      }
      for (ProjectFolder folder : ProjectFolder.values()) {
        add(new FolderWalk(root, findings).files(folder));
      }
    } else {
      unreadable.add(SETTINGS); // said here, so the loader says nothing more
      findings.add(
          Diagnostic.of(Code.PROJECT_FILE_MISSING, null, name)
              .withHint("a project is a folder with an accrete.yml"));
    }
    return findings.with(new ProjectFiles(name, files, unreadable));
  }

  private void add(Path file) {
    add(List.of(new FolderWalk.Found(file, relative(root, file), OptionalLong.empty())));
  }

  /** Files are read side by side; what is said of them stays in their order. */
  private void add(List<FolderWalk.Found> found) {
    found.stream().map(this::look).toList().parallelStream()
        .map(Text::read)
        .toList()
        .forEach(this::take);
  }

  /**
   * A file, or its text, or why there is none.
   *
   * @param problem what is said then
   */
  private record Text(
      Path file, String path, Optional<TextDecoder.Decoded> decoded, Optional<Diagnostic> problem) {
    static Text unread(FolderWalk.Found found) {
      return new Text(found.file(), found.path(), Optional.empty(), Optional.empty());
    }

    Text with(Diagnostic why) {
      return new Text(file, path, Optional.empty(), Optional.of(why));
    }

    Text read() {
      if (problem.isPresent()) {
        return this;
      }
      try {
        TextDecoder.Decoded text = TextDecoder.decode(Files.readAllBytes(file));
        return text.failed()
            ? with(unreadable(path, text.problem()))
            : new Text(file, path, Optional.of(text), Optional.empty());
      } catch (IOException e) {
        return with(unreadable(path, reason(e)));
      }
    }
  }

  /**
   * Whether a file is to be read: it is not where that leads out of the project, or is too much.
   */
  private Text look(FolderWalk.Found found) {
    Text text = Text.unread(found);
    String path = found.path();
    try {
      if (found.size().isEmpty() && !FolderWalk.isInside(root, found.file())) {
        return text.with(Diagnostic.of(Code.PATH_OUTSIDE, null, path));
      }
      long length = found.size().isPresent() ? found.size().getAsLong() : Files.size(found.file());
      size += length;
      if (length > LARGEST_FILE) {
        return text.with(unreadable(path, "it is larger than 8 MB"));
      }
      return size > LARGEST_PROJECT
          ? text.with(unreadable(path, "the project is larger than 512 MB"))
          : text;
    } catch (IOException e) {
      return text.with(unreadable(path, reason(e)));
    }
  }

  private void take(Text text) {
    text.decoded()
        .ifPresentOrElse(
            decoded -> files.put(text.path(), new SourceFile(text.path(), decoded.text())),
            () -> unreadable.add(text.path()));
    text.problem().ifPresent(findings::add);
  }

  private static Diagnostic unreadable(String path, String reason) {
    return Diagnostic.of(Code.FILE_UNREADABLE, null, path, reason);
  }

  /** What went wrong, without the machine's path that Java's own messages carry. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof NoSuchFileException
        ? "it is gone, or a link to nothing"
        : "the system failed to read it";
  }

  /** The path as people know it: relative to the project, with slashes. */
  static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
