package dev.accrete.runtime.cli;

/** Where the command line begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
      // Answered before anything else is loaded: scripts ask it often.
      System.out.println("accrete " + Version.text());
      return;
    }
    System.exit(CommandRunner.run(Shell.ofProcess(), arguments));
  }
}
