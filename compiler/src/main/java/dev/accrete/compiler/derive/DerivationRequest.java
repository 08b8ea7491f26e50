package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What the derivation must know of a model besides its tree.
 *
 * @param inputs each input's name to how it changes
 * @param preferredKeys sets of output columns that are claimed unique, best first
 * @param pinnedKey output columns that the author wants as key, empty for none
 * @param forbidden refusals that hold whatever the tree says: {@code incremental: never},
 *     hand-written blocks
 * @param pinned the strategy that the author wants, so that its refusal is told
 * @param timed numbers of the output columns that are computed from the clock, and so are no key
 * @param ordered inputs whose rows only come, roughly in the order of a column, by their names
 * @param floats whether an aggregate of exact values of these rows is reckoned in floats on the
 *     engine
 */
public record DerivationRequest(
    Map<String, InputKind> inputs,
    List<List<String>> preferredKeys,
    List<String> pinnedKey,
    List<Refusal> forbidden,
    Optional<Strategy> pinned,
    Set<Integer> timed,
    Map<String, Ordered> ordered,
    BiPredicate<Relation, Expression> floats) {
  public DerivationRequest {
    inputs = Map.copyOf(inputs);
    preferredKeys = List.copyOf(preferredKeys);
    pinnedKey = List.copyOf(pinnedKey);
    forbidden = List.copyOf(forbidden);
    timed = Set.copyOf(timed);
    ordered = Map.copyOf(ordered);
  }

  /** A request whose author wants no strategy. */
  public DerivationRequest(
      Map<String, InputKind> inputs,
      List<List<String>> preferredKeys,
      List<String> pinnedKey,
      List<Refusal> forbidden) {
    this(
        inputs,
        preferredKeys,
        pinnedKey,
        forbidden,
        Optional.empty(),
        Set.of(),
        Map.of(),
        (rows, aggregate) -> false);
  }

  /**
   * The order in which an input's rows come.
   *
   * @param uniqueKey columns of which it claims that they make a row, empty for none
   */
  public record Ordered(String column, List<String> uniqueKey) {
    public Ordered {
      uniqueKey = List.copyOf(uniqueKey);
    }
  }

  /** How an input changes, as far as the derivation cares. */
  public enum InputKind {
    /** Its changes are known. */
    CHANGES,
    /** Its changes are known to be among some rows, of which others may be old. */
    AMONG_OTHERS,
    /** It never changes. */
    STATIC,
    /** It may change, and nobody can tell how. */
    UNSEEN
  }
}
