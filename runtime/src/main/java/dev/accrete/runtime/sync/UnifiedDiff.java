package dev.accrete.runtime.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The difference between two texts by lines, in the unified form, as {@code diff -u} prints it.
 * Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, 1986.
 */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** A line of the result: its sign, and the lines of either text that stand before it. */
  private record Line(char sign, String text, int before, int after) {}

  /** The difference under a file's name; empty where there is none. */
  static String of(String path, String before, String after) {
    List<Line> lines = new UnifiedDiff(lines(before), lines(after)).script();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int first = next(lines, at);
      if (first < 0) {
        break;
      }
      int start = Math.max(at, first - CONTEXT);
      int end = first;
      for (int n = first; n >= 0 && n <= end + 2 * CONTEXT; n = next(lines, n + 1)) {
        end = n;
      }
      int stop = Math.min(lines.size(), end + 1 + CONTEXT);
      text.append(hunk(lines.subList(start, stop)));
      at = stop;
    }
    return text.length() == 0 ? "" : "--- " + path + "\n+++ " + path + "\n" + text;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static int next(List<Line> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (lines.get(i).sign() != ' ') {
        return i;
      }
    }
    return -1;
  }

  private static String hunk(List<Line> lines) {
    long old = lines.stream().filter(line -> line.sign() != '+').count();
    long now = lines.stream().filter(line -> line.sign() != '-').count();
    Line first = lines.get(0);
    StringBuilder text = new StringBuilder("@@ -");
    text.append(range(first.before(), old)).append(" +").append(range(first.after(), now));
    text.append(" @@\n");
    lines.forEach(line -> text.append(line.sign()).append(line.text()).append('\n'));
    return text.toString();
  }

  private static String range(int before, long count) {
    return (count == 0 ? before : before + 1) + "," + count;
  }

  private List<Line> script() {
    List<int[]> trace = trace();
    List<Line> lines = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int d = trace.size() - 1; d >= 0; d--) {
      int[] reached = trace.get(d);
      int k = x - y;
      boolean down = k == -d || k != d && at(reached, k - 1) < at(reached, k + 1);
      int from = d == 0 ? 0 : down ? at(reached, k + 1) : at(reached, k - 1);
      int fromY = d == 0 ? 0 : from - (down ? k + 1 : k - 1);
      while (x > from && y > fromY && before.get(x - 1).equals(after.get(y - 1))) {
        lines.add(new Line(' ', before.get(--x), x, --y));
      }
      if (d > 0 && down) {
        lines.add(new Line('+', after.get(--y), x, y));
      } else if (d > 0) {
        lines.add(new Line('-', before.get(--x), x, y));
      }
    }
    Collections.reverse(lines);
    return lines;
  }

  /** How far each diagonal was reached before each number of changes. */
  private List<int[]> trace() {
    List<int[]> trace = new ArrayList<>();
    int[] reached = new int[] {0, 0, 0};
    for (int d = 0; ; d++) {
      trace.add(reached);
      int[] next = new int[2 * (d + 1) + 3];
      for (int k = -d; k <= d; k += 2) {
        boolean down = k == -d || k != d && at(reached, k - 1) < at(reached, k + 1);
        int x = d == 0 ? 0 : down ? at(reached, k + 1) : at(reached, k - 1) + 1;
        while (x < before.size()
            && x - k < after.size()
            && before.get(x).equals(after.get(x - k))) {
          x++;
        }
        next[next.length / 2 + k] = x;
        if (x >= before.size() && x - k >= after.size()) {
          return trace;
        }
      }
      reached = Arrays.copyOf(next, next.length);
    }
  }

  private static int at(int[] reached, int diagonal) {
    int index = reached.length / 2 + diagonal;
    return index < 0 || index >= reached.length ? 0 : reached[index];
  }
}
