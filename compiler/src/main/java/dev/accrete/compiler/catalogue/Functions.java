package dev.accrete.compiler.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The functions and operators that Accrete knows, read from {@code functions.txt} beside this
 * class.
 *
 * <p>A name that is absent is unknown: nothing is derived from what it computes, unless the project
 * declares it deterministic.
 */
public final class Functions {

  /** What a function is. */
  public enum Kind {
    /** An operator or function of its operands alone. */
    SCALAR,
    /** An aggregate whose value depends on the rows of its group as a bag alone. */
    AGGREGATE,
    /**
     * An aggregate that may pick freely among the group's rows, or orders them only where it says
     * how.
     */
    OPEN_AGGREGATE,
    /** A window function. */
    WINDOW,
    /** Gives rows, the same ones for the same operands. */
    TABLE,
    /** No function, but a clause: it chooses freely among rows that tie. */
    CHOICE,
    /** Reads the clock or the session's day. */
    CLOCK,
    /** Gives another value each time. */
    VOLATILE,
    /** In no catalogue. */
    UNKNOWN
  }

  private static final Map<String, Kind> KNOWN = read();

  private final Set<String> declared;

  /** The known functions, and those that the project declares deterministic, in lower case. */
  public Functions(Set<String> declaredDeterministic) {
    declared = Set.copyOf(declaredDeterministic);
  }

  /** What a function or operator is, by its name in any case. */
  public Kind kind(String name) {
    Kind kind = KNOWN.get(name.toUpperCase(Locale.ROOT));
    if (kind == null) {
      return declared.contains(name.toLowerCase(Locale.ROOT)) ? Kind.SCALAR : Kind.UNKNOWN;
    }
    return kind;
  }

  /** Whether a name is in the catalogue. */
  public static boolean isKnown(String name) {
    return KNOWN.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /** Whether a name is an aggregate when it stands without OVER. */
  public static boolean isAggregate(String name) {
    Kind kind = KNOWN.get(name.toUpperCase(Locale.ROOT));
    return kind == Kind.AGGREGATE || kind == Kind.OPEN_AGGREGATE;
  }

  /**
   * Whether a name is an aggregate that may pick among the rows of its group, or orders them only
   * where told.
   */
  public static boolean isOpenAggregate(String name) {
    return KNOWN.get(name.toUpperCase(Locale.ROOT)) == Kind.OPEN_AGGREGATE;
  }

  private static Map<String, Kind> read() {
    Map<String, Kind> known = new HashMap<>();
    try (InputStream in = Functions.class.getResourceAsStream("functions.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "functions.txt is missing beside " + Functions.class.getName());
      }
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
        int colon = line.indexOf(": ");
        if (colon > 0 && !line.startsWith("#")) {
          Kind kind = Kind.valueOf(line.substring(0, colon));
          for (String name : line.substring(colon + 2).strip().split(" \\| ", -1)) {
            known.put(name.strip(), kind);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading functions.txt", e);
    }
    return known;
  }
}
