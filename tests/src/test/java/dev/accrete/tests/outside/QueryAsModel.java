package dev.accrete.tests.outside;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A query of the collection as the text of a model: tables are read by {@code ref}, each column of
 * the outermost SELECT gets a name, and the order of the rows is left out, as a table has none.
 */
final class QueryAsModel {
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\\w+(?:\\.\\w+)*|<>|<=|>=|!=|\\|\\||\\S");
  private static final Set<String> ENDS_ITEMS =
      Set.of("FROM", "WHERE", "UNION", "EXCEPT", "INTERSECT");
  private static final Set<String> AFTER_TABLE =
      Set.of(
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "ON",
          "USING",
          "CROSS",
          "INNER",
          "LEFT",
          "RIGHT",
          "FULL",
          "NATURAL",
          "JOIN",
          "UNION",
          "EXCEPT",
          "INTERSECT",
          ",",
          ")",
          "");

  private final List<String> tokens;
  private final Set<String> tables;

  private QueryAsModel(List<String> tokens, Set<String> tables) {
    this.tokens = tokens;
    this.tables = tables;
  }

  /** The text; absent where the query reads none of these tables, or another. */
  static Optional<String> of(String query, Set<String> tables) {
    List<String> tokens = TOKEN.matcher(query).results().map(MatchResult::group).toList();
    return new QueryAsModel(unordered(tokens), tables).text();
  }

  private static List<String> unordered(List<String> tokens) {
    int depth = 0;
    int end = tokens.size();
    for (int i = 0; i < tokens.size(); i++) {
      depth += depth(tokens.get(i));
      if (depth == 0 && is(tokens.get(i), "ORDER")) {
        end = i;
      }
    }
    return tokens.subList(0, end);
  }

  private Optional<String> text() {
    int first = 1;
    while (first < tokens.size()
        && (is(tokens.get(first), "ALL") || is(tokens.get(first), "DISTINCT"))) {
      first++;
    }
    int end = first;
    List<String> text = new ArrayList<>(tokens.subList(0, first));
    List<String> item = new ArrayList<>();
    int columns = 0;
    for (int depth = 0; end < tokens.size(); end++) {
      String token = tokens.get(end);
      if (depth == 0 && ENDS_ITEMS.contains(token.toUpperCase(Locale.ROOT))) {
        break;
      }
      depth += depth(token);
      if (depth == 0 && token.equals(",")) {
        text.addAll(named(item, ++columns));
        text.add(",");
        item.clear();
      } else {
        item.add(token);
      }
    }
    text.addAll(named(item, ++columns));
    for (int i = end; i < tokens.size(); i++) {
      String token = tokens.get(i);
      text.add(tables.contains(token) && isRelation(i) ? relation(i) : token);
    }
    String joined = String.join(" ", text);
    return isUnknown(text) || !joined.contains("${ref(") ? Optional.empty() : Optional.of(joined);
  }

  private List<String> named(List<String> item, int number) {
    List<String> named = new ArrayList<>(item);
    int size = item.size();
    if (item.get(size - 1).endsWith("*")) {
      return named;
    }
    if (size > 2 && is(item.get(size - 2), "AS")) {
      named = new ArrayList<>(item.subList(0, size - 2));
    } else if (size > 1
        && item.get(size - 1).matches("[a-z]\\w*")
        && item.get(size - 2).matches("\\)|[a-z0-9]\\S*")) {
      named = new ArrayList<>(item.subList(0, size - 1));
    }
    for (int i = 0; i < named.size(); i++) {
      // A subquery in the list reads tables as well.
      if (tables.contains(named.get(i)) && i > 0 && is(named.get(i - 1), "FROM")) {
        named.set(i, "${ref('slt." + named.get(i) + "')}" + alias(item, i));
      }
    }
    named.add("AS");
    named.add("c" + number);
    return named;
  }

  private boolean isRelation(int i) {
    return i > 0 && !is(tokens.get(i - 1), "AS");
  }

  private String relation(int i) {
    return "${ref('slt." + tokens.get(i) + "')}" + alias(tokens, i);
  }

  private static String alias(List<String> from, int i) {
    String next = i + 1 < from.size() ? from.get(i + 1) : "";
    return AFTER_TABLE.contains(next.toUpperCase(Locale.ROOT)) ? " AS " + from.get(i) : "";
  }

  private static boolean isUnknown(List<String> text) {
    for (int i = 0; i + 1 < text.size(); i++) {
      if (is(text.get(i), "FROM")
          && !text.get(i + 1).startsWith("${")
          && !text.get(i + 1).equals("(")) {
        return true;
      }
    }
    return false;
  }

  private static int depth(String token) {
    return token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
  }

  private static boolean is(String token, String word) {
    return token.equalsIgnoreCase(word);
  }
}
