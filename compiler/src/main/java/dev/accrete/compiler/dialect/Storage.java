package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.Optional;

/**
 * How the author of a model wants its rows laid out, where the engine lets one say so.
 *
 * @param distribution the column by whose value rows are spread over the nodes of a cluster
 * @param sortkeys the columns by which they are sorted on each, the first one first
 */
public record Storage(Optional<String> distribution, List<String> sortkeys) {
  /** As the engine does by itself. */
  public static final Storage AUTOMATIC = new Storage(Optional.empty(), List.of());

  public Storage {
    sortkeys = List.copyOf(sortkeys);
  }
}
