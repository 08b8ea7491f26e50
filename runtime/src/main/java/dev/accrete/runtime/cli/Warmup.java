package dev.accrete.runtime.cli;

import dev.accrete.compiler.Compiler;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.report.Json;
import java.util.Map;

/**
 * Loads classes that the command will need, on a second core, while the first one reads arguments
 * and files. It changes nothing but the time.
 */
final class Warmup {
  private Warmup() {}

  /** What every command needs that compiles. */
  static void start() {
    on(
        "warm-up",
        () -> {
          Json.text(Map.of());
          Compiler.prepareReading();
        });
  }

  /** What compiling needs where models are not just taken from the last time. */
  static void compiler() {
    on("warm-up-compiler", Compiler::prepare);
  }

  /** The embedded database's own library. */
  static void duckDb() {
    on("warm-up-duckdb", DuckDbDatabase::prepare);
  }

  private static void on(String name, Runnable load) {
    Thread thread = new Thread(() -> load(load), name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void load(Runnable load) {
    try {
      load.run();
    } catch (RuntimeException | LinkageError e) {
      // Whatever is wrong will be told where it is needed.
      return;
    }
  }
}
