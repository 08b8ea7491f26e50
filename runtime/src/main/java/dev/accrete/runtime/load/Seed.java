package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * A seed, its table in the target and its file.
 *
 * @param source as the compiler has it: its name, and columns with their types
 */
public record Seed(SourceDeclaration source, RelationName table, Path file) {
  /** The seed's name. */
  public String name() {
    return source.name();
  }

  /** A hash of its columns: another one means another table. */
  String shape() {
    return hash(
        source.columns().stream()
            .map(c -> c.name() + " " + c.type())
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** A hash of the file. */
  String content() {
    try {
      return hash(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the seed " + name(), e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
