package dev.accrete.runtime.cli;

/** Where the command line begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      System.out.println("accrete " + Version.text());
      return;
    }
    System.err.println("accrete: only --version is there yet");
    System.exit(2);
  }
}
