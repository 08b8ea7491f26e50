package dev.accrete.runtime.cli;

import dev.accrete.compiler.Compiler;
import dev.accrete.runtime.report.Json;
import java.util.Map;

/**
 * Loads classes that the command will need, on a second core, while the first one reads arguments
 * and files. It changes nothing but the time.
 */
final class Warmup {
  private Warmup() {}

  static void start() {
    Thread thread = new Thread(Warmup::load, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    try {
      Compiler.prepare();
      Json.text(Map.of());
    } catch (RuntimeException | LinkageError e) {
      // Whatever is wrong will be told where it is needed.
      return;
    }
  }
}
