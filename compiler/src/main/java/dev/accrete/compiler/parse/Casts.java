package dev.accrete.compiler.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code a::int} as {@code CAST(a AS int)} for the parser alone.
 *
 * <p>Babel's grammar (Calcite 1.42) gives {@code ::} the lowest precedence of all operators and
 * takes none between BETWEEN and AND, where the engines give it nearly the highest. Places in the
 * rewritten text are led back to the author's by {@link Offsets}.
 */
final class Casts {
  private static final Pattern TYPE =
      Pattern.compile(
          "(?:double\\s+precision|(?:national\\s+)?char(?:acter)?\\s+varying|[a-z_][\\w$]*(?:\\.[a-z_][\\w$]*)?)"
              + "(?:\\s*\\(\\s*(?:\\d+|max)\\s*(?:,\\s*\\d+\\s*)?\\))?(?:\\s+with(?:out)?\\s+(?:local\\s+)?time\\s+zone)?",
          Pattern.CASE_INSENSITIVE);

  private final String text;
  private final String code;
  private final List<Edit> edits = new ArrayList<>();

  private Casts(String text) {
    this.text = text;
    this.code = SqlComments.masked(text);
  }

  /** A text for the parser, and how its places lead back. */
  record Prepared(String text, Offsets offsets) {}

  /**
   * In place of the characters from {@code start} to {@code end}; {@code shown} is the place that
   * the inserted text stands for.
   */
  private record Edit(int start, int end, String inserted, int shown) {}

  static Prepared prepare(String text) {
    return text.contains("::") ? new Casts(text).prepare() : new Prepared(text, new Offsets(text));
  }

  private Prepared prepare() {
    int lastStart = -1;
    int lastEnd = -1;
    for (int i = code.indexOf("::"); i >= 0; i = code.indexOf("::", i + 2)) {
      int type = i + 2;
      while (type < code.length() && Character.isWhitespace(code.charAt(type))) {
        type++;
      }
      Matcher matcher = TYPE.matcher(code).region(type, code.length());
      int operandEnd = new Primary(code).skipBack(i);
      int start = operandEnd == lastEnd ? lastStart : new Primary(code).start(operandEnd);
      if (matcher.lookingAt() && start >= 0) {
        edits.add(new Edit(start, start, "CAST(", start));
        edits.add(new Edit(operandEnd, type, " AS ", operandEnd));
        int end = matcher.end();
        String sized = code.substring(type, end);
        // Types that the grammar has no form for.
        if (sized.toLowerCase(Locale.ROOT).endsWith("(max)")) {
          edits.add(new Edit(end - "(max)".length(), end, "", end - 1));
        } else if (sized.equalsIgnoreCase("datetime")) {
          edits.add(new Edit(type, end, "timestamp", type));
        }
        edits.add(new Edit(end, end, ")", end - 1));
        lastStart = start;
        lastEnd = matcher.end();
      }
    }
    return applied();
  }

  private Prepared applied() {
    edits.sort(Comparator.comparingInt(Edit::start));
    StringBuilder out = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (Edit edit : edits) {
      at = copy(at, edit.start(), out, places);
      out.append(edit.inserted());
      edit.inserted().chars().forEach(c -> places.add(edit.shown()));
      at = Math.max(at, edit.end());
    }
    copy(at, text.length(), out, places);
    places.add(text.length());
    int[] back = places.stream().mapToInt(Integer::intValue).toArray();
    return new Prepared(out.toString(), new Offsets(out.toString(), text.length(), back));
  }

  private int copy(int from, int to, StringBuilder out, List<Integer> places) {
    for (int i = from; i < to; i++) {
      out.append(text.charAt(i));
      places.add(i);
    }
    return Math.max(from, to);
  }
}
