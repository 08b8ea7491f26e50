package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;

/** Aggregates, and window functions. */
final class AggregateForms {
  /** What has another order than its text, and the same text in a list as by itself. */
  private static final Set<ValueKind> SORTED_ITSELF =
      EnumSet.of(ValueKind.INTEGER, ValueKind.DECIMAL, ValueKind.DATE, ValueKind.TIMESTAMP);

  private AggregateForms() {}

  /** {@code STRING_AGG}, which has its order inside. */
  static List<Edit> listagg(Site site) {
    SqlNode value = site.arguments().get(0);
    if (site.window().isPresent() && site.to().equals("postgres")) {
      return ListedWindow.listagg(site, site.window().get());
    }
    ValueKind kind = site.kinds().of(value);
    if (site.isDistinct() && SORTED_ITSELF.contains(kind) && site.order().size() == 1) {
      return distinct(site, value);
    }
    List<Part> parts =
        new ArrayList<>(site.parts(site.isDistinct() ? "STRING_AGG(DISTINCT " : "STRING_AGG("));
    parts.addAll(ListedTexts.of(site, value));
    parts.addAll(site.parts(", ", ListedTexts.delimiter(site)));
    parts.addAll(
        site.isDistinct() ? ListedTexts.distinctlyOrdered(site, value) : ListedTexts.ordered(site));
    parts.addAll(site.parts(")"));
    return List.of(site.within(parts));
  }

  /** Numbers and times in their own order, which becomes another one once they are texts. */
  private static List<Edit> distinct(Site site, SqlNode value) {
    SqlNode key = ListedTexts.order(site).get(0);
    boolean descending = key.getKind() == SqlKind.DESCENDING;
    ListedTexts.requireSame(descending ? ((SqlCall) key).operand(0) : key, value, key);
    if (site.around().size() != 1) {
      throw new NoEqual("LISTAGG(DISTINCT …) over a window", key, null);
    }
    return List.of(
        site.within(
            site.parts(
                "ARRAY_TO_STRING(ARRAY_AGG(DISTINCT ",
                value,
                " ORDER BY ",
                key,
                ") FILTER (WHERE ",
                value,
                " IS NOT NULL), ",
                ListedTexts.delimiter(site),
                ")")));
  }

  static List<Edit> median(Site site) {
    SqlNode value = site.arguments().get(0);
    requireNoDate(site, value);
    if (site.isDistinct()) {
      throw new NoEqual("MEDIAN(DISTINCT …)", site.call(), null);
    }
    if (site.window().isPresent()) {
      requireNumber(site, value);
      return WindowPercentiles.between(site, value, "0.5");
    }
    List<Part> middle =
        site.parts("PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ", sinceEpoch(site, value), ")");
    boolean times = site.kinds().of(value) == ValueKind.TIMESTAMP;
    return List.of(
        site.edit(
            site.call(), times ? site.parts("(", epoch(site, value), " + ", middle, ")") : middle));
  }

  /** The average of integers is one on Redshift: it is cut off. */
  static List<Edit> average(Site site) {
    SqlNode value = site.arguments().get(0);
    ValueKind kind = site.kinds().of(value);
    if (kind == ValueKind.INTEGER) {
      SqlNode whole =
          site.around().isEmpty() ? site.call() : site.around().get(site.around().size() - 1);
      return List.of(site.edit(whole, site.parts("CAST(TRUNC(", site.kept(whole), ") AS BIGINT)")));
    }
    if (kind == ValueKind.DECIMAL || kind == ValueKind.FLOATING || kind == ValueKind.INTERVAL) {
      return List.of();
    }
    throw new NoEqual(
        "AVG of a value of unknown type, which is an integer on Redshift if the value is,",
        value,
        "declare the column's type, or cast it: AVG(CAST(… AS DOUBLE PRECISION))");
  }

  /** PostgreSQL has percentiles of groups alone. */
  static List<Edit> groupPercentile(Site site) {
    boolean between = site.entry().name().equals("PERCENTILE_CONT");
    List<SqlNode> values = between ? site.order().stream().map(Values::sorted).toList() : List.of();
    for (SqlNode value : values) {
      requireNoDate(site, value);
      if (site.window().isPresent()) {
        requireNumber(site, value);
      }
    }
    if (site.window().isEmpty()) {
      return values.stream()
          .filter(value -> site.kinds().of(value) == ValueKind.TIMESTAMP)
          .flatMap(value -> ofTimes(site, value).stream())
          .toList();
    }
    if (site.order().size() != 1) {
      throw new NoEqual(site.entry().name() + " over this window", site.call(), null);
    }
    SqlNode share = site.arguments().get(0);
    SqlNode key = site.order().get(0);
    return between
        ? WindowPercentiles.between(site, key, share)
        : WindowPercentiles.first(site, key, share);
  }

  /** What is between two timestamps: PostgreSQL finds it of the intervals since one. */
  private static List<Edit> ofTimes(Site site, SqlNode value) {
    SqlNode whole = site.around().get(site.around().size() - 1);
    int[] span = site.spans().of(whole);
    return List.of(
        new Edit(span[0], span[0], site.parts("(" + epoch(site, value) + " + ")),
        site.edit(value, sinceEpoch(site, value)),
        new Edit(span[1], span[1], site.parts(")")));
  }

  private static List<Part> sinceEpoch(Site site, SqlNode value) {
    return site.kinds().of(value) == ValueKind.TIMESTAMP
        ? site.parts("(", value, ") - " + epoch(site, value))
        : site.parts(value);
  }

  private static String epoch(Site site, SqlNode value) {
    return site.types().isZoned(value)
        ? "TIMESTAMPTZ '1970-01-01 00:00:00+00'"
        : "TIMESTAMP '1970-01-01 00:00:00'";
  }

  /** PostgreSQL finds the middle of numbers and intervals alone. */
  private static void requireNumber(Site site, SqlNode value) {
    ValueKind kind = site.kinds().of(value);
    if (kind == ValueKind.DATE || kind == ValueKind.TIMESTAMP) {
      throw new NoEqual(
          site.entry().name() + " of dates or times",
          site.call(),
          "take it of the seconds: EXTRACT(EPOCH FROM …)");
    }
  }

  /** DuckDB cuts what is between two decimals to their digits; so it has the parts of times. */
  static List<Edit> exactMedian(Site site) {
    requireNoDate(site, site.arguments().get(0));
    return ofDoubles(site, site.arguments().get(0));
  }

  private static List<Edit> ofDoubles(Site site, SqlNode value) {
    return mayBeDecimal(site, value)
        ? List.of(site.edit(value, site.parts("CAST(", value, " AS DOUBLE PRECISION)")))
        : List.of();
  }

  /** What is between two dates is one of them on Redshift; which, the page does not tell. */
  private static void requireNoDate(Site site, SqlNode value) {
    if (site.kinds().of(value) == ValueKind.DATE) {
      throw new NoEqual(
          site.entry().name() + " of dates, which may lie between two,",
          site.call(),
          "take it of timestamps: CAST(… AS TIMESTAMP)");
    }
  }

  private static boolean mayBeDecimal(Site site, SqlNode value) {
    ValueKind kind = site.kinds().of(value);
    return kind == ValueKind.DECIMAL || kind == ValueKind.FLOATING;
  }

  /** DuckDB has percentiles over windows by another name. */
  static List<Edit> percentile(Site site) {
    boolean between = site.entry().name().equals("PERCENTILE_CONT");
    if (between) {
      site.order().forEach(key -> requireNoDate(site, Values.sorted(key)));
    }
    if (site.window().isEmpty()) {
      return site.order().stream()
          .filter(key -> between)
          .map(k -> k.getKind() == SqlKind.DESCENDING ? ((SqlCall) k).<SqlNode>operand(0) : k)
          .flatMap(value -> ofDoubles(site, value).stream())
          .toList();
    }
    List<SqlNode> order = site.order();
    boolean descending = order.size() == 1 && order.get(0).getKind() == SqlKind.DESCENDING;
    if (order.size() != 1 || site.isDistinct() || site.window().get() instanceof SqlIdentifier) {
      throw new NoEqual(site.entry().name() + " over this window", site.call(), null);
    }
    SqlNode share = site.arguments().get(0);
    boolean constant = share instanceof SqlNumericLiteral;
    if (!constant || descending && site.entry().name().equals("PERCENTILE_DISC")) {
      throw new NoEqual(site.entry().name() + " over a window in this form", site.call(), null);
    }
    SqlNode key = descending ? ((SqlCall) order.get(0)).operand(0) : order.get(0);
    BigDecimal from = ((SqlNumericLiteral) share).bigDecimalValue();
    String of = (descending ? BigDecimal.ONE.subtract(from) : from).toPlainString();
    String name = site.entry().name().replace("PERCENTILE", "QUANTILE");
    boolean isDecimal = between && mayBeDecimal(site, key);
    String open = isDecimal ? "(CAST(" : "(";
    String close = isDecimal ? " AS DOUBLE PRECISION), " : ", ";
    return List.of(site.within(site.parts(name + open, key, close + of + ")")));
  }

  static List<Edit> ratio(Site site) {
    SqlNode value = site.arguments().get(0);
    SqlNode window =
        site.window()
            .orElseThrow(() -> new NoEqual("RATIO_TO_REPORT without OVER", site.call(), null));
    return List.of(
        site.whole(
            site.parts(
                "(CAST(",
                value,
                " AS DOUBLE PRECISION) / NULLIF(CAST(SUM(",
                value,
                ") OVER ",
                site.kept(window),
                " AS DOUBLE PRECISION), 0))")));
  }

  /** An exact answer is one that an approximate function may give. */
  static List<Edit> exact(Site site) {
    return List.of(site.edit(site.call(), site.parts(site.call().<SqlNode>operand(0))));
  }

  /** DuckDB has the words inside the parentheses. */
  static List<Edit> ignoreNulls(Site site) {
    SqlCall function = site.call().operand(0);
    String own = site.written(site.call());
    if (own.strip().endsWith(")")
        && own.toUpperCase(Locale.ROOT).matches("(?s).*NULLS\\s*\\)\\s*")) {
      return List.of();
    }
    int start = site.spans().of(function)[0];
    int end = site.spans().of(function)[1] - 1;
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                new dev.accrete.compiler.template.EditedText.Kept(start, end), " IGNORE NULLS)")));
  }

  /** What PostgreSQL does anyway. */
  static List<Edit> respectNulls(Site site) {
    SqlCall function = site.call().operand(0);
    int last = function.getOperandList().size() - 1;
    String name = function.getOperator().getName().toUpperCase(Locale.ROOT);
    if (last < 0) {
      return List.of(site.edit(site.call(), site.parts(name + "()")));
    }
    int start = site.spans().of(function.operand(0))[0];
    int end = site.spans().of(function.operand(last))[1];
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                name + "(", new dev.accrete.compiler.template.EditedText.Kept(start, end), ")")));
  }
}
