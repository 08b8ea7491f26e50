package dev.accrete.runtime.cli.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What an output stream can show.
 *
 * @param live whether lines are written over: on a terminal that a person looks at, without CI,
 *     NO_COLOR or TERM=dumb
 * @param colour whether colours are wanted
 * @param unicode whether other than ASCII characters arrive
 * @param width columns, for tables
 */
public record Capabilities(boolean live, boolean colour, boolean unicode, int width) {
  /** A file or a pipe that takes UTF-8. */
  public static final Capabilities PLAIN = new Capabilities(false, false, true, 120);

  private static final int DEFAULT_WIDTH = 120;

  /**
   * Finds out from the environment.
   *
   * @param environment of the process
   * @param descriptor 1 for standard output, 2 for standard error
   */
  public static Capabilities of(Map<String, String> environment, int descriptor) {
    boolean terminal = isTerminal(descriptor);
    boolean colour = terminal && !isDumb(environment) && !isSet(environment, "NO_COLOR");
    boolean live = isLive(environment, terminal);
    return new Capabilities(live, colour, isUnicode(environment), width(environment));
  }

  /** Build servers give a terminal to what keeps a log. */
  static boolean isLive(Map<String, String> environment, boolean terminal) {
    return terminal
        && !isDumb(environment)
        && !isSet(environment, "NO_COLOR")
        && !isSet(environment, "CI");
  }

  private static boolean isDumb(Map<String, String> environment) {
    return "dumb".equals(environment.getOrDefault("TERM", ""));
  }

  private static boolean isSet(Map<String, String> environment, String variable) {
    return !environment.getOrDefault(variable, "").isEmpty();
  }

  /**
   * Whether the locale says UTF-8. The JVM's own default charset says nothing of what is outside.
   */
  static boolean isUnicode(Map<String, String> environment) {
    for (String variable : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return false;
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{1,3}")
        ? Math.max(40, Integer.parseInt(columns))
        : DEFAULT_WIDTH;
  }

  /** Java tells only whether both input and output are terminals; Linux tells it of each. */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (Files.isSymbolicLink(link)) {
      try {
        String target = Files.readSymbolicLink(link).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    return System.console() != null;
  }
}
