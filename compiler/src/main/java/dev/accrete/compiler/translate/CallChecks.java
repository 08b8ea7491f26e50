package dev.accrete.compiler.translate;

import dev.accrete.compiler.catalogue.DatePart;
import dev.accrete.compiler.diagnostic.Nearest;
import org.apache.calcite.sql.SqlNode;

/** What calls have to be like to have an equal in another dialect, whatever their function is. */
final class CallChecks {
  private CallChecks() {}

  /**
   * Requires what holds for any call.
   *
   * @param isInFrom whether it stands in FROM
   * @throws NoEqual where the call has no equal
   */
  static void require(Site site, Walk.Dialects dialects, boolean isInFrom) {
    if (dialects.from().equals("redshift")) {
      requirePart(site);
    }
    if (dialects.from().equals("duckdb") != dialects.to().equals("duckdb") && !isInFrom) {
      requireNoRows(site);
    }
    if (dialects.to().equals("postgres")) {
      requireNoDistinctWindow(site);
    }
  }

  /** Tells of a first argument that is no part of a date: what came of it would be told later. */
  private static void requirePart(Site site) {
    if (!site.entry().arguments().startsWith("part") || site.arguments().isEmpty()) {
      return;
    }
    SqlNode first = site.arguments().get(0);
    String written = site.written(first);
    if (written.matches("'?[A-Za-z_]+'?") && DatePart.of(written).isEmpty()) {
      throw new NoEqual(
          site.entry().name() + " by " + written + ", which is no part of a date,",
          first,
          Nearest.hint(written.replace("'", ""), DatePart.words()));
    }
  }

  /** In a SELECT list PostgreSQL makes rows of what is a list on DuckDB. */
  private static void requireNoRows(Site site) {
    if (site.entry().name().equals("GENERATE_SERIES")) {
      throw new NoEqual(site.entry().name() + " outside of FROM", site.call(), "read it in FROM");
    }
  }

  /** PostgreSQL has no DISTINCT in a window; of LISTAGG it is told where that is written. */
  private static void requireNoDistinctWindow(Site site) {
    boolean distinct = site.isDistinct() && site.window().isPresent();
    if (distinct && !site.entry().name().equals("LISTAGG")) {
      throw new NoEqual(
          site.entry().name() + "(DISTINCT …) over a window",
          site.call(),
          "join a subquery with GROUP BY");
    }
  }
}
