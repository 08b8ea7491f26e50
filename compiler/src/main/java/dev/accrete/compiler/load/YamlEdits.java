package dev.accrete.compiler.load;

import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Changes of a YAML file that leave all the rest of it byte for byte: values are replaced where
 * they stand, and entries are added in the style of those that are there.
 */
final class YamlEdits {
  private final String text;
  private final String lineEnd;
  private final List<Edit> edits = new ArrayList<>();

  private record Edit(int start, int end, String replacement) {}

  YamlEdits(SourceFile file) {
    text = file.text();
    int first = text.indexOf('\n');
    lineEnd = first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
  }

  /** Whether a map or list is written in braces or brackets. */
  boolean isFlow(YamlValue value) throws NotEditableException {
    int start = value.span().start();
    char first = start < text.length() ? text.charAt(start) : ' ';
    if (first == '&' || first == '!' || first == '*') {
      throw new NotEditableException("it is written with an anchor, an alias or a tag");
    }
    return first == '{' || first == '[';
  }

  /** Puts a text in the place of a value. */
  void replace(Span span, String replacement) {
    boolean glued = span.start() == span.end() && text.startsWith(":", span.start() - 1);
    edits.add(new Edit(span.start(), span.end(), glued ? " " + replacement : replacement));
  }

  /** Adds fields at the end of a map that has some, each as {@code key: value}. */
  void append(Fields map, List<String> fields) throws NotEditableException {
    if (isFlow(map)) {
      List<Integer> starts = map.fields().stream().map(f -> f.key().span().start()).toList();
      appendFlow(map, starts, fields);
      return;
    }
    int first = map.fields().get(0).key().span().start();
    String indent = " ".repeat(column(first));
    String lines =
        fields.stream()
            .flatMap(String::lines)
            .map(line -> lineEnd + indent + line)
            .collect(Collectors.joining());
    insertBelow(map, lines);
  }

  /** Adds items at the end of a list that has some, each as the lines of a map. */
  void append(Items list, List<List<String>> items) throws NotEditableException {
    if (isFlow(list)) {
      List<Integer> starts = list.items().stream().map(i -> i.span().start()).toList();
      appendFlow(list, starts, items.stream().map(i -> "{" + String.join(", ", i) + "}").toList());
      return;
    }
    int content = list.items().get(0).span().start();
    String before = text.substring(lineStart(content), content);
    int dash = before.lastIndexOf('-');
    if (dash < 0 || !before.substring(dash + 1).isBlank()) {
      throw new NotEditableException("its first entry does not follow a dash on one line");
    }
    String lead = " ".repeat(dash) + before.substring(dash);
    StringBuilder lines = new StringBuilder();
    for (List<String> item : items) {
      String indent = lead;
      for (String line : item) {
        lines.append(lineEnd).append(indent).append(line);
        indent = " ".repeat(lead.length());
      }
    }
    insertBelow(list, lines.toString());
  }

  private void appendFlow(YamlValue value, List<Integer> starts, List<String> entries)
      throws NotEditableException {
    Span span = value.span();
    if (starts.isEmpty()) {
      edits.add(new Edit(span.start() + 1, span.start() + 1, String.join(", ", entries)));
      return;
    }
    int last = end(value);
    String rest = text.substring(last, span.end() - 1);
    boolean comma = rest.lines().anyMatch(line -> line.replaceAll("#.*", "").contains(","));
    if (text.substring(span.start(), span.end()).indexOf('\n') < 0) {
      edits.add(new Edit(last, last, ", " + String.join(", ", entries)));
      return;
    }
    int start = starts.get(starts.size() - 1);
    String line = text.substring(lineStart(start), start);
    String indent = line.isBlank() ? line : " ".repeat(column(starts.get(0)));
    String lines = lineEnd + indent + String.join("," + lineEnd + indent, entries);
    if (rest.indexOf('\n') < 0) {
      edits.add(new Edit(last, last, "," + lines));
      return;
    }
    if (!comma) {
      edits.add(new Edit(last, last, ","));
    }
    int at = lineEnd(last);
    edits.add(new Edit(at, at, comma ? lines + "," : lines));
  }

  private void insertBelow(YamlValue value, String lines) throws NotEditableException {
    int at = end(value);
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    at = lineEnd(at);
    edits.add(new Edit(at, at, lines));
  }

  /** Where the last thing in a value ends; the parser's end of a block is where the next begins. */
  private int end(YamlValue value) throws NotEditableException {
    if (value instanceof Scalar) {
      return value.span().end();
    }
    int end = value.span().start();
    if (value instanceof Fields map) {
      for (Field field : map.fields()) {
        if (field.key().span().start() < end) {
          throw new NotEditableException("it takes in another map");
        }
        end = Math.max(field.key().span().end(), inside(field.value(), field.key().span().end()));
      }
    } else if (value instanceof Items list) {
      for (YamlValue item : list.items()) {
        end = inside(item, end);
      }
    }
    return end;
  }

  private int inside(YamlValue value, int from) throws NotEditableException {
    if (value.span().start() < from) {
      throw new NotEditableException("it is written with an alias");
    }
    return value instanceof Scalar
        ? value.span().end()
        : isFlow(value) ? value.span().end() : end(value);
  }

  private int column(int offset) {
    return offset - lineStart(offset);
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    if (end < 0) {
      return text.length();
    }
    return end > 0 && text.charAt(end - 1) == '\r' && end > offset ? end - 1 : end;
  }

  /** The whole text with all changes. */
  String applied() {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder result = new StringBuilder();
    int done = 0;
    for (Edit edit : edits) {
      result.append(text, done, edit.start()).append(edit.replacement());
      done = edit.end();
    }
    return result.append(text.substring(done)).toString();
  }
}
