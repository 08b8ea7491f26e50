package dev.accrete.runtime.artifact;

import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** By what a file is known again without being read: its size, its time, and which file it is. */
final class Stamp {
  private Stamp() {}

  static String of(BasicFileAttributes file) {
    return file.size()
        + " "
        + file.lastModifiedTime().to(TimeUnit.NANOSECONDS)
        + " "
        + file.fileKey();
  }

  /** One hash of the stamps of files, by their paths. */
  static String ofAll(Map<String, String> stamps) {
    SortedMap<String, String> sorted = new TreeMap<>(stamps);
    StringBuilder text = new StringBuilder();
    sorted.forEach((path, stamp) -> text.append(path).append('\0').append(stamp).append('\n'));
    return hash(text.toString());
  }

  /** The SHA-256 of a text, in hexadecimal digits. */
  static String hash(String text) {
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
