package dev.accrete.runtime.sync;

import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Writes changed texts into a project's folder, each whole or not at all. */
public final class ProjectWriter {
  private static final String MARK = "\uFEFF";

  private final Path folder;
  private final ProjectFiles read;

  /**
   * A writer.
   *
   * @param read the texts as they were read
   */
  public ProjectWriter(Path folder, ProjectFiles read) {
    this.folder = folder;
    this.read = read;
  }

  /**
   * Writes a file.
   *
   * @throws IOException if that fails, or the file is no longer as it was read
   */
  public void write(SourceFile file) throws IOException {
    Path path = folder.resolve(file.path());
    Optional<SourceFile> before = read.file(file.path());
    String mark = "";
    if (before.isPresent()) {
      path = path.toRealPath(); // a link stays one
      String now = Files.readString(path, StandardCharsets.UTF_8);
      mark = now.startsWith(MARK) ? MARK : "";
      if (!now.substring(mark.length()).equals(before.get().text())) {
        throw new IOException(file.path() + " has changed meanwhile");
      }
    } else if (Files.exists(path)) {
      throw new IOException(file.path() + " is there by now");
    }
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file.path() + " has no folder");
    }
    Files.createDirectories(parent);
    Path draft = Files.createTempFile(parent, ".accrete", ".tmp");
    try {
      if (before.isPresent()) {
        Files.copy(
            path, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      } else {
        Files.delete(draft); // made anew, with the rights that new files have
      }
      Files.writeString(draft, mark + file.text(), StandardCharsets.UTF_8);
      Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
