package dev.accrete.tests.launcher;

import java.nio.file.Path;

/** What the launcher starts in its tests, in place of Accrete: tells how it was started. */
public final class Echo {
  private Echo() {}

  /** {@code exit N} exits with N, {@code sleep} waits to be stopped, anything else is printed. */
  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length == 2 && arguments[0].equals("exit")) {
      System.exit(Integer.parseInt(arguments[1]));
    }
    if (arguments.length == 1 && arguments[0].equals("sleep")) {
      System.out.println("pid " + ProcessHandle.current().pid());
      Thread.sleep(20_000);
    }
    System.out.println("folder " + Path.of("").toAbsolutePath());
    for (String argument : arguments) {
      System.out.println("argument " + argument);
    }
  }
}
