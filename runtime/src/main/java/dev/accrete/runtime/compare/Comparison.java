package dev.accrete.runtime.compare;

import dev.accrete.compiler.dialect.ComparisonSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Row;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and compares relations over one session. Relations are given as they stand in FROM. */
public final class Comparison {
  private final Session session;
  private final ComparisonSql sql;

  /** Comparisons over a session of an engine. */
  public Comparison(Session session, Dialect dialect) {
    this.session = session;
    this.sql = new ComparisonSql(dialect);
  }

  /** The first rows of a relation. */
  public Rows rows(String relation, long limit) {
    return read("read " + relation, sql.rows(relation, limit));
  }

  /** How many rows a relation has. */
  public long count(String relation) {
    return session
        .first("count " + relation, sql.count(relation), row -> row.number(1))
        .orElseThrow();
  }

  /**
   * Compares two relations by the first one's columns.
   *
   * @param limit how many differing rows to bring from each side
   */
  public Difference compare(String first, String second, long limit) {
    List<Column> columns = session.columns("look at " + first, sql.shape(first));
    List<Column> others = session.columns("look at " + second, sql.shape(second));
    List<String> missing = missing(columns, others);
    Rows none = new Rows(columns, List.of());
    if (!missing.isEmpty()) {
      return new Difference(count(first), count(second), 0, 0, missing, none, none);
    }
    List<String> names = columns.stream().map(Column::name).toList();
    long[] only =
        session
            .first(
                "compare " + first + " with " + second,
                sql.onlyCounts(names, first, second),
                row -> new long[] {row.number(1), row.number(2)})
            .orElseThrow();
    return new Difference(
        count(first),
        count(second),
        only[0],
        only[1],
        List.of(),
        only[0] == 0 ? none : read("compare", sql.onlyRows(names, first, second, limit)),
        only[1] == 0 ? none : read("compare", sql.onlyRows(names, second, first, limit)));
  }

  private static List<String> missing(List<Column> first, List<Column> second) {
    List<String> sentences = new ArrayList<>();
    lacks("the second", lower(first), lower(second)).ifPresent(sentences::add);
    lacks("the first", lower(second), lower(first)).ifPresent(sentences::add);
    return sentences;
  }

  private static Optional<String> lacks(String which, Set<String> wanted, Set<String> present) {
    Set<String> absent = new TreeSet<>(wanted);
    absent.removeAll(present);
    String word = absent.size() == 1 ? "the column " : "the columns ";
    return absent.isEmpty()
        ? Optional.empty()
        : Optional.of(which + " lacks " + word + String.join(", ", absent));
  }

  private static Set<String> lower(List<Column> columns) {
    return columns.stream()
        .map(column -> column.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  Rows read(String purpose, String query) {
    List<Column> columns = session.columns(purpose, query);
    return new Rows(columns, session.query(purpose, query, row -> values(row, columns.size())));
  }

  private static List<@Nullable String> values(Row row, int count) {
    List<@Nullable String> values = new ArrayList<>();
    for (int column = 1; column <= count; column++) {
      values.add(row.textOrNull(column));
    }
    return values;
  }
}
