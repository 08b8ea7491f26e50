package dev.accrete.runtime.engine;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The drivers' own logs, which go to standard error and show pieces of URLs, passwords among them.
 * What they have to say of a failure is in their exceptions as well.
 */
public final class DriverLogs {
  /** Held on to, as a logger that nobody refers to forgets its level. */
  private static final List<Logger> LOGGERS =
      Stream.of("org.postgresql", "com.amazon.redshift", "com.amazonaws", "software.amazon")
          .map(Logger::getLogger)
          .toList();

  private DriverLogs() {}

  /** Switches them off for the whole process: to be called before a driver sees a URL. */
  public static void silence() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
