package dev.accrete.compiler.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A hash over everything that something depends on, in an order: each part with its length. */
public final class CacheKey {
  private final MessageDigest digest;

  /** A key of nothing yet. */
  public CacheKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a text. */
  public CacheKey text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a value with all that is in it; files of the project by their paths alone. */
  public CacheKey value(@Nullable Object value) {
    return bytes(EntryWriter.telling(value));
  }

  private CacheKey bytes(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  /** The key, in hexadecimal digits; nothing can be added any more. */
  public String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
