package dev.accrete.compiler.parse;

import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.SplitText;
import dev.accrete.compiler.template.SplitText.Insertion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;

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
   * @param text the whole query
   */
  public record One(String name, RenderedText text) {}

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
    Set<Grouped> expressions = new LinkedHashSet<>();
    sets.ifPresent(all -> all.forEach(expressions::addAll));
    return sets.orElse(List.of()).stream()
        .map(set -> new One(name(set), pinned(pins(expressions, set))))
        .toList();
  }

  private static String pins(Set<Grouped> expressions, List<Grouped> set) {
    return expressions.stream()
        .map(e -> "GROUPING(" + e.text() + ") = " + (set.contains(e) ? 0 : 1))
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
   */
  private record Grouped(String name, String text) {}

  /** What an element is: an ordinal or an alias is what it stands for. */
  private Grouped grouped(SqlNode element) {
    String text = text(element);
    for (int i = 0; i < select.getSelectList().size(); i++) {
      SqlNode item = select.getSelectList().get(i);
      boolean named = item.getKind() == SqlKind.AS;
      SqlNode expression = named ? ((SqlCall) item).operand(0) : item;
      String alias = named ? ((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple() : "";
      String own = text(expression);
      if (isOrdinal(element, i + 1) || (byAlias && isName(element, alias)) || own.equals(text)) {
        return new Grouped(word(named ? alias : own), own);
      }
    }
    return new Grouped(word(text), text);
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
