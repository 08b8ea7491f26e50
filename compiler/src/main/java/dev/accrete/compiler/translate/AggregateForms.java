package dev.accrete.compiler.translate;

import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.util.Litmus;

/** Aggregates, and window functions. */
final class AggregateForms {
  private AggregateForms() {}

  /** {@code STRING_AGG}, which has its order inside. */
  static List<Edit> listagg(Site site) {
    List<SqlNode> all = site.arguments();
    SqlNode value = all.get(0);
    if (site.window().isPresent() && site.to().equals("postgres")) {
      return ListedWindow.listagg(site, site.window().get());
    }
    List<Part> parts =
        new ArrayList<>(site.parts(site.isDistinct() ? "STRING_AGG(DISTINCT " : "STRING_AGG("));
    NumberTexts text = site.textOf(value);
    parts.addAll(
        site.parts(
            "CAST(" + text.before(),
            value,
            text.after() + " AS VARCHAR), ",
            all.size() > 1 ? all.get(1) : "''"));
    String before = " ORDER BY ";
    for (SqlNode key : site.order()) {
      parts.addAll(site.parts(before));
      parts.addAll(key(site, value, key));
      before = ", ";
    }
    parts.addAll(site.parts(")"));
    return List.of(site.within(parts));
  }

  /** A sort key: of distinct values, it has to be written as the value is. */
  private static List<Part> key(Site site, SqlNode value, SqlNode key) {
    boolean descending = key.getKind() == SqlKind.DESCENDING;
    SqlNode plain = descending ? ((SqlCall) key).operand(0) : key;
    if (!site.isDistinct()) {
      return site.parts(key);
    }
    if (site.kinds().of(value) != ValueKind.TEXT) {
      throw new NoEqual(
          "LISTAGG(DISTINCT …) ordered by what is not known to be a text",
          key,
          "take the distinct values in a subquery");
    }
    if (!plain.equalsDeep(value, Litmus.IGNORE)) {
      throw new NoEqual("LISTAGG(DISTINCT …) ordered by something else", key, null);
    }
    return site.parts("CAST(", value, descending ? " AS VARCHAR) DESC" : " AS VARCHAR)");
  }

  static List<Edit> median(Site site) {
    noWindow(site);
    requireNumber(site, site.arguments().get(0));
    if (site.isDistinct()) {
      throw new NoEqual("MEDIAN(DISTINCT …)", site.call(), null);
    }
    return List.of(
        site.edit(
            site.call(),
            site.parts(
                "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY ", site.arguments().get(0), ")")));
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

  static List<Edit> noWindow(Site site) {
    if (site.window().isPresent()) {
      throw new NoEqual(site.entry().name() + " over a window", site.call(), null);
    }
    if (site.entry().name().equals("PERCENTILE_CONT")) {
      for (SqlNode key : site.order()) {
        boolean descending = key.getKind() == SqlKind.DESCENDING;
        requireNumber(site, descending ? ((SqlCall) key).operand(0) : key);
      }
    }
    return List.of();
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

  /** DuckDB has percentiles over windows by another name. */
  static List<Edit> percentile(Site site) {
    if (site.window().isEmpty()) {
      return List.of();
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
    return List.of(site.within(site.parts(name + "(", key, ", " + of + ")")));
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
