package dev.accrete.runtime.execute;

import dev.accrete.runtime.state.Standing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the models of a run stand, read once for all of them behind its freeze.
 *
 * <p>A model that somebody commits after that cannot be committed from what was read here: the
 * version moved. Each is therefore given out once, and a model that is tried again is looked up
 * anew. For several threads.
 */
final class Standings {
  private static final Standing NONE = new Standing(Optional.empty(), Map.of());

  private final Map<String, Standing> first = new ConcurrentHashMap<>();

  /** Reads them. */
  Standings(RunContext context) {
    Map<String, Standing> all = context.store().standings();
    context
        .request()
        .models()
        .forEach(model -> first.put(model.model(), all.getOrDefault(model.model(), NONE)));
  }

  /** Where a model stands, over a connection of the run. */
  Standing of(RunContext context, String model) {
    return Optional.ofNullable(first.remove(model))
        .orElseGet(() -> context.store().standing(model));
  }
}
