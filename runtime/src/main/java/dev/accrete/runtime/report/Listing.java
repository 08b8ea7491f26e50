package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ls --format json} prints.
 *
 * @param nodes models and sources, parents first
 */
public record Listing(List<Entry> nodes) {
  public Listing {
    nodes = List.copyOf(nodes);
  }

  /** A model or source; the strategy is null for sources, views and models with errors. */
  public record Entry(
      String uniqueId,
      String resourceType,
      String name,
      String originalFilePath,
      List<String> fqn,
      List<String> tags,
      @Nullable String strategy) {}
}
