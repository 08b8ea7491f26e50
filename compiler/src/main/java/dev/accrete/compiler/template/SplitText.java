package dev.accrete.compiler.template;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.RenderedText.Stretch;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Splits a text into that of a block inside it and that around the block: the opposite of {@link
 * InlinedText}. Every place is still known in the file it was written in.
 */
public final class SplitText {
  private static final String WITH = "WITH";

  private SplitText() {}

  /**
   * The block by itself.
   *
   * @param query where its query stands
   * @param tables the CTEs that it reads, in order, each as it stands in its WITH
   */
  public static RenderedText block(RenderedText text, Stretch query, List<Stretch> tables) {
    TextAssembly block = new TextAssembly();
    if (tables.isEmpty()) {
      block.take(text, query.start(), query.end());
      return block.rendered();
    }
    String separator = WITH + " ";
    for (Stretch table : tables) {
      block.own(text.origin(table.start(), table.start()), separator);
      block.take(text, table.start(), table.end());
      separator = ",\n";
    }
    Origin start = text.origin(query.start(), query.start());
    if (hasTables(text.text().substring(query.start(), query.end()))) {
      block.own(start, ",\n");
      block.take(text, query.start() + WITH.length(), query.end());
    } else {
      block.own(start, "\n");
      block.take(text, query.start(), query.end());
    }
    return block.rendered();
  }

  private static boolean hasTables(String query) {
    return query.toUpperCase(Locale.ROOT).startsWith(WITH)
        && !Character.isJavaIdentifierPart(query.charAt(WITH.length()));
  }

  /**
   * The text that reads a relation where the block stood.
   *
   * @param query where the block's query stands
   * @param relation what has its rows
   * @param columns the block's columns, in order
   */
  public static RenderedText around(
      RenderedText text, Stretch query, String relation, List<String> columns) {
    TextAssembly around = new TextAssembly();
    Origin origin = text.origin(query.start(), query.end());
    around.take(text, 0, query.start());
    reading(around, origin, relation, columns);
    around.take(text, query.end(), text.text().length());
    return around.rendered();
  }

  /**
   * Words of our own in a text.
   *
   * @param at the offset in front of which they are put
   */
  public record Insertion(int at, String words) {}

  /** The text with insertions, which are in order. */
  public static RenderedText with(RenderedText text, List<Insertion> insertions) {
    TextAssembly whole = new TextAssembly();
    int at = 0;
    for (Insertion insertion : insertions) {
      whole.take(text, at, insertion.at());
      whole.own(text.origin(insertion.at(), insertion.at()), insertion.words());
      at = insertion.at();
    }
    whole.take(text, at, text.text().length());
    return whole.rendered();
  }

  /**
   * The rows of relations one below the other.
   *
   * @param columns those of each relation, in order
   */
  public static RenderedText union(Origin origin, List<String> relations, List<String> columns) {
    TextAssembly union = new TextAssembly();
    String before = "";
    for (String relation : relations) {
      union.own(origin, before);
      reading(union, origin, relation, columns);
      before = "\nUNION ALL\n";
    }
    return union.rendered();
  }

  private static void reading(
      TextAssembly text, Origin origin, String relation, List<String> columns) {
    text.own(
        origin,
        "SELECT "
            + columns.stream().map(SqlName::quoted).collect(Collectors.joining(", "))
            + " FROM ");
    text.refer(relation, origin);
  }
}
