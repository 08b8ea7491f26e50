package dev.accrete.compiler.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Names of engines that fold them to lower case, and cut what is too long, so that two would become
 * one: those are shortened by a hash.
 *
 * @param longest in bytes
 * @param mustBeQuoted whether a name in lower case is a word that the engine does not take as one
 */
public record FoldedNames(int longest, Predicate<String> mustBeQuoted) {
  private static final int KEPT_OF_LONG_NAME = 20;

  /** The identifier, quoted where it must be to mean itself. */
  public String quote(String identifier) {
    String name = stored(identifier);
    if (isPlain(name) && !mustBeQuoted.test(name)) {
      return name;
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The name as the catalogue has it. */
  public String stored(String identifier) {
    return shortened(identifier.toLowerCase(Locale.ROOT));
  }

  /** Whether a name is made of small letters, digits and underscores, and begins with no digit. */
  public static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9' && i > 0);
      if (!plain) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private String shortened(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= longest) {
      return name;
    }
    String hash = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "").substring(0, 16);
    String start = name.replaceAll("[^a-z0-9_]", "_");
    return start.substring(0, Math.min(start.length(), KEPT_OF_LONG_NAME)) + "_" + hash;
  }
}
