package dev.accrete.runtime.cli.terminal;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the end of a terminal's output that are written over while work goes on; what is printed
 * for good comes above them.
 *
 * <p>Each change is one write, which puts new text over old text and erases what sticks out, so
 * that nothing flickers. The terminal does not wrap meanwhile: the real width may be another one
 * than what is known, and a wrapped line would be one more to go up.
 */
public final class LiveBlock {
  /** Fewer than the lines of any terminal, which cannot go up further than its top. */
  private static final int MOST_LINES = 12;

  private static final String NO_WRAP = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_RIGHT = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final Capabilities capabilities;
  private final Style style;
  private int shown;

  /** A block of no lines. */
  public LiveBlock(PrintStream out, Capabilities capabilities) {
    this.out = out;
    this.capabilities = capabilities;
    this.style = new Style(capabilities);
  }

  /** Shows these lines in place of those that it shows. */
  public void show(List<String> lines) {
    write(toTop() + frame(lines));
  }

  /** Prints a line for good, above these lines. */
  public void above(String line, List<String> lines) {
    write(toTop() + (shown > 0 ? ERASE_BELOW : "") + line + "\n" + frame(lines));
  }

  /** Shows nothing more; what is printed next stands where the block began. */
  public void clear() {
    if (shown > 0) {
      write(toTop() + ERASE_BELOW);
      shown = 0;
    }
  }

  private String toTop() {
    return shown == 0 ? "" : "\r" + (shown > 1 ? "\u001b[" + (shown - 1) + "A" : "");
  }

  /** The cursor rests at the end of the last line. */
  private String frame(List<String> lines) {
    boolean fits = lines.size() <= MOST_LINES;
    StringBuilder frame = new StringBuilder();
    int count = fits ? lines.size() : MOST_LINES;
    for (int i = 0; i < count; i++) {
      boolean rest = !fits && i == count - 1;
      String line = rest ? "and " + (lines.size() - i) + " more" : lines.get(i);
      String mark = capabilities.unicode() ? "…" : "...";
      String cut = SafeText.cut(SafeText.oneLine(line), capabilities.width() - 1, mark);
      frame.append(i == 0 ? NO_WRAP : "\n").append(style.faint(cut)).append(ERASE_RIGHT);
    }
    String below = shown > 0 ? ERASE_BELOW : "";
    shown = count;
    return count == 0 ? below : frame + below + WRAP;
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }
}
