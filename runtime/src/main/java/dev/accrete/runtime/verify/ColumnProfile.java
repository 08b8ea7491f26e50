package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a real column holds.
 *
 * @param rows of its table
 * @param nulls how many of them are NULL
 * @param distinct how many values, NULL apart
 * @param least the least value
 * @param greatest the greatest one
 * @param values all of them as SQL literals, where they are few
 */
record ColumnProfile(
    long rows,
    long nulls,
    long distinct,
    @Nullable String least,
    @Nullable String greatest,
    List<String> values) {
  /** So few values are a list of words, and copied; more of a text may be anybody's names. */
  private static final int MOST_LISTED = 12;

  private static final int ALL = 100;

  ColumnProfile {
    values = List.copyOf(values);
  }

  boolean isListed() {
    // As many values as rows are no list, however few rows there are.
    return distinct > 0 && distinct <= MOST_LISTED && distinct * 2 <= rows;
  }

  /** Whether the ends of a column's values say something of it. */
  static boolean hasRange(DataTable.DataColumn column) {
    return switch (column.kind()) {
      case INTEGER, DECIMAL, TIMESTAMP, DATE -> true;
      default -> false;
    };
  }

  ColumnProfile with(List<String> listed) {
    return new ColumnProfile(
        rows,
        nulls,
        distinct,
        least,
        greatest,
        listed.stream().filter(v -> !v.equals("NULL")).toList());
  }

  /**
   * A column whose made-up values are like these: the list; or the few made-up ones, so that joins
   * hit, and for numbers and times the ends of the range.
   */
  DataTable.DataColumn of(DataTable.DataColumn column) {
    List<String> like = new ArrayList<>(values.isEmpty() ? column.values() : values);
    if (values.isEmpty() && hasRange(column) && least != null && greatest != null) {
      like.add("'" + least + "'");
      like.add("'" + greatest + "'");
    }
    return column.with(like, nullShare(column));
  }

  /** Where a column may be NULL, some values are: what is not there yet may come. */
  private int nullShare(DataTable.DataColumn column) {
    if (!column.nullable()) {
      return 0;
    }
    int share = rows == 0 ? column.nulls() : (int) (ALL * nulls / rows);
    return Math.max(3, Math.min(share, 60));
  }
}
