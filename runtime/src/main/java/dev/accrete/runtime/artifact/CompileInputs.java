package dev.accrete.runtime.artifact;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.compiler.source.SourceFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One hash of everything that a compilation may depend on: the text of each file, the options, what
 * of the environment its templates may read, and the program itself.
 *
 * <p>The program is known by its files' sizes and times, because builds between two releases have
 * one version.
 */
public final class CompileInputs {
  private static final String FORM = "compile inputs 3";

  /** In bytes; larger ones are an error, which is told elsewhere. */
  private static final long LARGEST_SETTINGS = 1L << 20;

  private CompileInputs() {}

  /** The hash of a project's texts, all of which could be read, and of what else is given. */
  public static String hash(ProjectFiles files, CompileOptions options) throws IOException {
    CacheKey hash = given(files, options);
    for (SourceFile file : files.files().values()) {
      hash.text(file.path());
      if (file.path().equals(ProjectFilesReader.SETTINGS)) {
        hash.secret(file.text());
      } else {
        hash.text(file.text());
      }
    }
    return hash.hash();
  }

  /**
   * A hash of the stamps of a project's files, none of which but the settings is read, and of what
   * else is given; empty where the files have to be read.
   */
  public static Optional<String> stamped(SourceLook look, CompileOptions options) {
    Path root = look.root();
    Optional<String> stamps = look.stamps();
    if (stamps.isEmpty()) {
      return stamps;
    }
    try {
      Path file = root.resolve(ProjectFilesReader.SETTINGS);
      if (Files.size(file) > LARGEST_SETTINGS) {
        return Optional.empty();
      }
      String settings = Files.readString(file);
      ProjectFiles files = ProjectFiles.of(Map.of(ProjectFilesReader.SETTINGS, settings));
      return Optional.of(given(files, options).text(root.toString()).text(stamps.get()).hash());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static CacheKey given(ProjectFiles files, CompileOptions options) throws IOException {
    CacheKey hash = new CacheKey();
    hash.text(FORM);
    program(hash);
    hash.text(files.root());
    hash.text(options.target().orElse(""));
    hash.secret(new TreeMap<>(options.variables()));
    hash.secret(VisibleEnvironment.of(files, options.environment()));
    return hash;
  }

  /** A hash of the program itself. */
  static String program() throws IOException {
    CacheKey hash = new CacheKey();
    program(hash);
    return hash.hash();
  }

  private static void program(CacheKey hash) throws IOException {
    hash.text(System.getProperty("java.vm.version", ""));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      hash.text(entry);
      if (Files.exists(path)) {
        Files.walkFileTree(path, new Times(path, hash));
      }
    }
  }

  /** Adds each file of a class path's entry. */
  private static final class Times extends SimpleFileVisitor<Path> {
    private final Path root;
    private final CacheKey hash;

    Times(Path root, CacheKey hash) {
      this.root = root;
      this.hash = hash;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      hash.text(root.relativize(file).toString());
      hash.text(Stamp.of(attributes));
      return FileVisitResult.CONTINUE;
    }
  }
}
