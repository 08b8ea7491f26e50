package dev.accrete.runtime.cli.terminal;

/** Colours, where they are wanted; the text alone elsewhere. */
public final class Style {
  private final boolean colour;

  public Style(Capabilities capabilities) {
    this.colour = capabilities.colour();
  }

  /** For what went well. */
  public String good(String text) {
    return in("32", text);
  }

  /** For what failed. */
  public String bad(String text) {
    return in("31", text);
  }

  /** For what wants attention. */
  public String warning(String text) {
    return in("33", text);
  }

  /** For headings. */
  public String strong(String text) {
    return in("1", text);
  }

  /** For what matters less. */
  public String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
