package dev.accrete.compiler.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Fingerprints of models: another one means that the stored table is no longer the model's. */
public final class Fingerprints {
  /** Changes when what Accrete stores beside a table is made in another way. */
  private static final String STORED_FORM = "1";

  private Fingerprints() {}

  /**
   * The fingerprint of parts that together say what a table is: text, columns, inputs, physical and
   * session settings.
   *
   * @return 64 hexadecimal digits of SHA-256
   */
  public static String of(List<String> parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(STORED_FORM.getBytes(StandardCharsets.UTF_8));
      for (String part : parts) {
        digest.update((byte) 0);
        digest.update(part.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
