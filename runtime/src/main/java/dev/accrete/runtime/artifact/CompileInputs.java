package dev.accrete.runtime.artifact;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.runtime.report.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.TreeMap;

/**
 * One hash of everything that a compilation may depend on: the text of each file, the options, the
 * whole environment, and the program itself.
 *
 * <p>The environment is taken whole, because templates make the names of what they read. The
 * program is known by its files' sizes and times, because builds between two releases have one
 * version.
 */
public final class CompileInputs {
  private static final String FORM = "compile inputs 1";

  private CompileInputs() {}

  /** The hash of a project's texts, all of which could be read, and of what else is given. */
  public static String hash(ProjectFiles files, CompileOptions options) throws IOException {
    Hash hash = new Hash();
    hash.add(FORM);
    program(hash);
    hash.add(files.root());
    hash.add(options.target().orElse(""));
    hash.add(Json.text(new TreeMap<>(options.variables())));
    hash.add(Json.text(new TreeMap<>(options.environment())));
    for (SourceFile file : files.files().values()) {
      hash.add(file.path());
      hash.add(file.text());
    }
    return hash.text();
  }

  /** A hash of the program itself. */
  static String program() throws IOException {
    Hash hash = new Hash();
    program(hash);
    return hash.text();
  }

  private static void program(Hash hash) throws IOException {
    hash.add(System.getProperty("java.vm.version", ""));
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      hash.add(entry);
      if (Files.exists(path)) {
        Files.walkFileTree(path, new Times(path, hash));
      }
    }
  }

  /** Adds each file of a class path's entry. */
  private static final class Times extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Hash hash;

    Times(Path root, Hash hash) {
      this.root = root;
      this.hash = hash;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      hash.add(root.relativize(file).toString());
      hash.add(Stamp.of(attributes));
      return FileVisitResult.CONTINUE;
    }
  }

  /** SHA-256 over texts, each with its length, so that no two lists of texts are one. */
  private static final class Hash {
    private final java.security.MessageDigest digest = Stamp.sha256();

    void add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }

    String text() {
      return java.util.HexFormat.of().formatHex(digest.digest());
    }
  }
}
