package dev.accrete.compiler.parse;

import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.SplitText;
import dev.accrete.compiler.template.SplitText.Insertion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a query with grouping sets for one set each: the author's own, with a HAVING that
 * pins what GROUPING() says of each expression.
 */
public final class PinnedSets {
  private final ParsedText parsed;
  private final SqlSelect select;
  private final NodeSpans spans;
  private final boolean byAlias;

  private PinnedSets(ParsedText parsed, SqlSelect select, boolean byAlias) {
    this.parsed = parsed;
    this.select = select;
    this.byAlias = byAlias;
    this.spans = new NodeSpans(parsed.rendered().text(), parsed.offsets());
  }

  /**
   * The query for one of its sets.
   *
   * @param name what its rows are: {@code by_country_city}, or {@code total}
   * @param expressions how many expressions the sets of the query group by together
   * @param text the whole query
   */
  public record One(String name, int expressions, RenderedText text) {}

  /**
   * The query for each of its sets; empty where the outermost query has none.
   *
   * @param byAlias whether a name that is the alias of a column means that column; else it is one
   *     of FROM
   */
  public static List<One> of(ParsedText parsed, boolean byAlias) {
    SqlNode query = parsed.query();
    while (query instanceof SqlWith || query instanceof SqlOrderBy) {
      query = query instanceof SqlWith with ? with.body : ((SqlOrderBy) query).query;
    }
    boolean hasSets =
        query instanceof SqlSelect select
            && select.getGroup() != null
            && select.getGroup().stream().anyMatch(ExpandedSets::isSets);
    return hasSets ? new PinnedSets(parsed, (SqlSelect) query, byAlias).all() : List.of();
  }

  private List<One> all() {
    Optional<List<List<Grouped>>> sets = ExpandedSets.of(select.getGroup(), this::grouped);
    Map<String, Grouped> expressions = new LinkedHashMap<>();
    sets.ifPresent(
        all -> all.forEach(set -> set.forEach(e -> expressions.putIfAbsent(e.key(), e))));
    return areUnclear(List.copyOf(expressions.values()))
        ? List.of()
        : sets.orElse(List.of()).stream()
            .map(set -> new One(name(set), expressions.size(), pinned(pins(expressions, set))))
            .toList();
  }

  /** Of a and t.a nothing here tells whether they are one, and a pin too many leaves no row. */
  private static boolean areUnclear(List<Grouped> expressions) {
    for (Grouped one : expressions) {
      for (Grouped other : expressions) {
        boolean alike = one != other && one.unqualified().equals(other.unqualified());
        if (alike && !(one.isOfTable() && other.isOfTable())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String pins(Map<String, Grouped> expressions, List<Grouped> set) {
    Set<String> keys = set.stream().map(Grouped::key).collect(Collectors.toSet());
    return expressions.values().stream()
        .map(e -> "GROUPING(" + e.text() + ") = " + (keys.contains(e.key()) ? 0 : 1))
        .collect(Collectors.joining(" AND "));
  }

  private static String name(List<Grouped> set) {
    return set.isEmpty()
        ? "total"
        : set.stream().map(Grouped::name).collect(Collectors.joining("_", "by_", ""));
  }

  private RenderedText pinned(String pins) {
    SqlNode having = select.getHaving();
    List<Insertion> insertions = new ArrayList<>();
    if (having == null) {
      int end = select.getGroup().stream().mapToInt(e -> spans.of(e)[1]).max().orElseThrow();
      insertions.add(new Insertion(end, "\nHAVING " + pins));
    } else {
      int[] span = spans.of(having);
      insertions.add(new Insertion(span[0], pins + " AND ("));
      insertions.add(new Insertion(span[1], ")"));
    }
    return SplitText.with(parsed.rendered(), insertions);
  }

  /**
   * What is grouped by.
   *
   * @param name a word for it
   * @param text as GROUPING() names it
   * @param key the same for the same expression, however it is written
   * @param unqualified the same for what may be one expression
   */
  private record Grouped(String name, String text, String key, String unqualified) {
    /** Whether it is a column that says of which table. */
    boolean isOfTable() {
      return key.endsWith("." + unqualified);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Grouped grouped && key.equals(grouped.key);
    }

    @Override
    public int hashCode() {
      return key.hashCode();
    }
  }

  /** What an element is: an ordinal or an alias is what it stands for. */
  private Grouped grouped(SqlNode element) {
    String key = key(element, true);
    for (int i = 0; i < select.getSelectList().size(); i++) {
      SqlNode item = select.getSelectList().get(i);
      boolean named = item.getKind() == SqlKind.AS;
      SqlNode expression = named ? ((SqlCall) item).operand(0) : item;
      String alias = named ? ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple() : "";
      boolean same = key(expression, true).equals(key);
      if (isOrdinal(element, i + 1) || (byAlias && isName(element, alias)) || same) {
        return grouped(named ? alias : text(expression), expression);
      }
    }
    return grouped(text(element), element);
  }

  private Grouped grouped(String name, SqlNode expression) {
    return new Grouped(word(name), text(expression), key(expression, true), key(expression, false));
  }

  /** An expression without what does not matter: parentheses, blanks, the case of its words. */
  private String key(@Nullable SqlNode node, boolean qualified) {
    if (node instanceof SqlIdentifier name) {
      String whole = name.toString().toLowerCase(Locale.ROOT);
      return qualified ? whole : whole.substring(whole.lastIndexOf('.') + 1);
    }
    if (node instanceof SqlLiteral) {
      return NodeSpans.isNowhere(node.getParserPosition()) ? node.toString() : text(node);
    }
    if (node instanceof SqlNodeList list) {
      return keys(list.getList(), qualified);
    }
    return node instanceof SqlCall call
        ? call.getOperator().getName().toLowerCase(Locale.ROOT)
            + keys(call.getOperandList(), qualified)
        : String.valueOf(node).toLowerCase(Locale.ROOT);
  }

  private String keys(List<@Nullable SqlNode> nodes, boolean qualified) {
    return nodes.stream()
        .map(node -> key(node, qualified))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String text(SqlNode expression) {
    int[] span = spans.of(expression);
    return parsed.rendered().text().substring(span[0], span[1]);
  }

  private static String word(String text) {
    String last = text.substring(text.matches("[\\w.\"]+") ? text.lastIndexOf('.') + 1 : 0);
    return last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
  }

  private static boolean isOrdinal(SqlNode element, int number) {
    return element instanceof SqlNumericLiteral literal
        && literal.isInteger()
        && BigDecimal.valueOf(number).equals(literal.bigDecimalValue());
  }

  private static boolean isName(SqlNode element, String alias) {
    return element instanceof SqlIdentifier name
        && name.isSimple()
        && name.getSimple().equalsIgnoreCase(alias);
  }
}
