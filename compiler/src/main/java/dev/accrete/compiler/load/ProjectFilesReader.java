package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

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

  private Checked<ProjectFiles> read() {
    String name = root.toString().isEmpty() ? "." : root.toString();
    Path settings = root.resolve(SETTINGS);
    if (Files.isRegularFile(settings)) {
      add(settings);
      if (Files.isRegularFile(root.resolve(SelectorsReader.FILE))) {
        add(root.resolve(SelectorsReader.FILE));
      }
      for (ProjectFolder folder : ProjectFolder.values()) {
        new FolderWalk(root, findings).files(folder).forEach(this::add);
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
    String path = relative(root, file);
    try {
      if (!FolderWalk.isInside(root, file)) {
        unreadable.add(path);
        findings.add(Diagnostic.of(Code.PATH_OUTSIDE, null, path));
        return;
      }
      long length = Files.size(file);
      size += length;
      if (length > LARGEST_FILE || size > LARGEST_PROJECT) {
        boolean one = length > LARGEST_FILE;
        unreadable(path, one ? "it is larger than 8 MB" : "the project is larger than 512 MB");
        return;
      }
      TextDecoder.Decoded decoded = TextDecoder.decode(Files.readAllBytes(file));
      if (decoded.failed()) {
        unreadable(path, decoded.problem());
      } else {
        files.put(path, new SourceFile(path, decoded.text()));
      }
    } catch (IOException e) {
      unreadable(path, reason(e));
    }
  }

  private void unreadable(String path, String reason) {
    unreadable.add(path);
    findings.add(Diagnostic.of(Code.FILE_UNREADABLE, null, path, reason));
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
    Path path = root.relativize(file);
    return StreamSupport.stream(path.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }
}
