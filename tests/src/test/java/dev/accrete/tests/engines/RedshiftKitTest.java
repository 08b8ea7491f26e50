package dev.accrete.tests.engines;

import dev.accrete.runtime.engine.Database;

/**
 * The kit on Redshift's driver, as far as one gets without a cluster: see {@link RedshiftServer}.
 */
class RedshiftKitTest extends ServerKit {
  @Override
  Database open() {
    return RedshiftServer.fresh("repeatable read");
  }

  @Override
  String target() {
    return "engine: redshift, url: \"jdbc:redshift://localhost/test\"";
  }
}
