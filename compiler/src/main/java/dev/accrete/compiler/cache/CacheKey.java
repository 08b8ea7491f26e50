package dev.accrete.compiler.cache;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * A hash over everything that something depends on, in an order: each part with its length. It
 * tells things apart that differ by chance or by an edit, which 128 bits of MurmurHash3 (A.
 * Appleby, 2011) do; it is no signature, as whoever can choose the texts can write the SQL, too.
 */
public final class CacheKey {
  private final Hasher hasher = Hashing.murmur3_128().newHasher();

  /** Adds a text. */
  public CacheKey text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Adds a value that may hold secrets, by its SHA-256: from a key without one a value could be
   * counted back.
   */
  public CacheKey secret(@Nullable Object value) {
    return bytes(sha256().digest(EntryWriter.telling(value)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Adds a value with all that is in it; files of the project by their paths alone. */
  public CacheKey value(@Nullable Object value) {
    return bytes(EntryWriter.telling(value));
  }

  private CacheKey bytes(byte[] bytes) {
    hasher.putInt(bytes.length).putBytes(bytes);
    return this;
  }

  /** Adds a number. */
  public CacheKey number(long number) {
    hasher.putLong(number);
    return this;
  }

  /** Half of the key; nothing can be added any more. */
  public long number() {
    return hasher.hash().asLong();
  }

  /** The key, in hexadecimal digits; nothing can be added any more. */
  public String hash() {
    return hasher.hash().toString();
  }
}
