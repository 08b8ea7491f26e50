package dev.accrete.compiler.render;

import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The SELECTs of one model for one target.
 *
 * @param plain the author's text with the target's relations in place of references
 * @param pinned the author's text with every reference read as of the freeze: what a full rebuild inserts
 * @param recompute what a recompute of touched keys needs; absent where only full is sound
 */
public record ModelSql(String plain, String pinned, Optional<RecomputeSql> recompute) {

  /** Every SELECT that is not the author's text alone. The parameters in them stand for constants. */
  public List<String> written() {
    List<String> all = new ArrayList<>(List.of(pinned));
    recompute.ifPresent(
        r -> {
          r.routes().forEach(route -> all.add(route.select()));
          r.needed().forEach(needed -> all.add(needed.select()));
          all.add(r.restricted());
        });
    return all.stream().map(s -> new Statement("", s).bind(name -> "0")).toList();
  }

  /**
   * The SELECTs of a recompute.
   *
   * @param routes each a SELECT of touched keys
   * @param needed sets that restrictions read besides the touched keys, in order; each may read the ones before
   * @param restricted the author's text with references restricted to what touched keys need; it may return further keys as well
   */
  public record RecomputeSql(List<RouteSql> routes, List<NeededSql> needed, String restricted) {
    public RecomputeSql {
      routes = List.copyOf(routes);
      needed = List.copyOf(needed);
    }
  }

  /** How changes of an input touch keys: a SELECT with one column for each key column. */
  public record RouteSql(String input, String select) {}

  /** A set of values that restrictions read. */
  public record NeededSql(String name, String select) {}
}
