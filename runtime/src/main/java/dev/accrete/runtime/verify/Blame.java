package dev.accrete.runtime.verify;

import java.util.List;

/**
 * The lines of an increment that somebody wrote that a wrong table comes from.
 *
 * @param path the model's file
 * @param line the first of them, from 1
 * @param lines their texts
 * @param why what speaks against them, as a sentence
 */
public record Blame(String path, int line, List<String> lines, String why) {
  public Blame {
    lines = List.copyOf(lines);
  }

  static Blame of(String path, String text, int first, int last, String why) {
    return new Blame(path, first, text.lines().toList().subList(first - 1, last), why);
  }

  /** The last of them. */
  public int lastLine() {
    return line + lines.size() - 1;
  }

  /** The place, the sentence and the lines, for people. */
  String told() {
    StringBuilder out = new StringBuilder();
    out.append("to blame: ").append(path).append(':').append(line);
    if (lines.size() > 1) {
      out.append(" to ").append(lastLine());
    }
    out.append(". ").append(why).append('\n');
    for (int i = 0; i < lines.size(); i++) {
      out.append(String.format("%5d | %s%n", line + i, lines.get(i).stripTrailing()));
    }
    return out.toString();
  }
}
