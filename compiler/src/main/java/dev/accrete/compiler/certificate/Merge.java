package dev.accrete.compiler.certificate;

import dev.accrete.compiler.tree.Expression;
import java.util.List;
import java.util.Optional;

/**
 * That the groups of a model can be kept as parts, which a change alone brings up to date.
 *
 * @param keyColumns for each group key, in order, the output column that is it; none where the
 *     model is one row for all of history
 * @param parts for each aggregate of the grouping, in order, what is kept of it
 * @param changing the readings whose signed changes make the change of the groups
 * @param restColumns the output columns that {@link Kind#REST} has a part in
 */
public record Merge(
    List<Integer> keyColumns, List<Part> parts, List<Integer> changing, List<Integer> restColumns) {
  public Merge {
    keyColumns = List.copyOf(keyColumns);
    parts = List.copyOf(parts);
    changing = List.copyOf(changing);
    restColumns = List.copyOf(restColumns);
  }

  /** Whether there is one group, which is there even if no row is. */
  public boolean isOneRow() {
    return keyColumns.isEmpty();
  }

  /** Whether aggregates of changed groups are computed again, and joined to the others. */
  public boolean hasRest() {
    return parts.stream().anyMatch(part -> part.kind() == Kind.REST);
  }

  /** What is kept of an aggregate. */
  public enum Kind {
    /** COUNT(*): the number of rows of the group, which is kept anyway. */
    ROWS,
    /** COUNT(x): signed. */
    COUNT,
    /** SUM(x) of exact numbers: signed, with the number of values. */
    SUM,
    /** MIN(x): takes insertions; a removal of the least value has the group computed again. */
    MIN,
    /** MAX(x): likewise. */
    MAX,
    /** COUNT(DISTINCT x): signed, by how often each group has each value. */
    DISTINCT,
    /**
     * Whatever does not add up: nothing is kept of it, and changed groups have it computed again.
     */
    REST
  }

  /**
   * The part of one aggregate.
   *
   * @param argument over the grouping's input; absent for {@link Kind#ROWS} and {@link Kind#REST}
   */
  public record Part(Kind kind, Optional<Expression> argument) {}
}
