package dev.accrete.compiler.parse;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rendered and parsed texts for tests: {@code SELECT a FROM {atomic.events}}, where braces stand
 * for {@code ref()}.
 */
public final class Texts {
  private static final Pattern REFERENCE = Pattern.compile("\\{([a-z_.0-9]+)}");

  private Texts() {}

  /**
   * The text as the template step leaves it; places count in this text, where references have
   * double quotes in place of braces.
   */
  public static RenderedText rendered(String sql) {
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(sql);
    int at = 0;
    while (matcher.find()) {
      text.append(sql, at, matcher.start());
      String quoted = '"' + matcher.group(1).replace(".", "\".\"") + '"';
      places.add(new int[] {text.length(), text.length() + quoted.length()});
      names.add(matcher.group(1));
      text.append(quoted);
      at = matcher.end();
    }
    text.append(sql, at, sql.length());
    return referring(text.toString(), names, places);
  }

  /** A text whose references, with these names, stand at these places, quotes and all. */
  static RenderedText referring(String text, List<String> names, List<int[]> places) {
    SourceFile file = new SourceFile("models/m.sql", text);
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int[] place = places.get(i);
      Origin origin = new Origin(new Span(file, place[0], place[1]), List.of());
      references.add(new Reference(i, names.get(i), place[0], place[1], origin));
    }
    TreeMap<Integer, RenderedText.Piece> pieces = new TreeMap<>();
    pieces.put(0, new RenderedText.Piece(new Origin(new Span(file, 0, 0), List.of()), true));
    return new RenderedText(text, references, pieces);
  }

  /** A text without references, braces and all. */
  static RenderedText plain(String sql) {
    SourceFile file = new SourceFile("models/m.sql", sql);
    TreeMap<Integer, RenderedText.Piece> pieces = new TreeMap<>();
    pieces.put(0, new RenderedText.Piece(new Origin(new Span(file, 0, 0), List.of()), true));
    return new RenderedText(sql, List.of(), pieces);
  }

  /** The parsed text of SQL that is right. */
  public static ParsedText parsed(String sql) {
    return SqlTextParser.parse(rendered(sql))
        .value()
        .orElseThrow(() -> new AssertionError("does not parse: " + sql));
  }
}
