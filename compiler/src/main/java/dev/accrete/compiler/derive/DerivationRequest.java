package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the derivation must know of a model besides its tree.
 *
 * @param inputs each input's name to how it changes
 * @param preferredKeys sets of output columns that are claimed unique, best first
 * @param pinnedKey output columns that the author wants as key, empty for none
 * @param forbidden refusals that hold whatever the tree says: {@code incremental: never},
 *     hand-written blocks
 * @param pinned the strategy that the author wants, so that its refusal is told
 */
public record DerivationRequest(
    Map<String, InputKind> inputs,
    List<List<String>> preferredKeys,
    List<String> pinnedKey,
    List<Refusal> forbidden,
    Optional<Strategy> pinned) {
  public DerivationRequest {
    inputs = Map.copyOf(inputs);
    preferredKeys = List.copyOf(preferredKeys);
    pinnedKey = List.copyOf(pinnedKey);
    forbidden = List.copyOf(forbidden);
  }

  /** A request whose author wants no strategy. */
  public DerivationRequest(
      Map<String, InputKind> inputs,
      List<List<String>> preferredKeys,
      List<String> pinnedKey,
      List<Refusal> forbidden) {
    this(inputs, preferredKeys, pinnedKey, forbidden, Optional.empty());
  }

  /** How an input changes, as far as the derivation cares. */
  public enum InputKind {
    /** Its changes are known. */
    CHANGES,
    /** It never changes. */
    STATIC,
    /** It may change, and nobody can tell how. */
    UNSEEN
  }
}
