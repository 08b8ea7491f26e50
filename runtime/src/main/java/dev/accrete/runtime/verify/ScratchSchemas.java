package dev.accrete.runtime.verify;

import dev.accrete.compiler.Sandbox;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Schemas of one test in somebody's database: those of the runs, and those of the plain copies.
 * Their names begin with words that nothing else begins with, so that a text written for the one
 * kind becomes one for the other by exchanging these, and nothing else is ever dropped.
 *
 * @param runs what the schemas of the runs begin with
 * @param copies what those of the copies begin with
 */
record ScratchSchemas(String runs, String copies) {
  /** Names that no other test has: two may be played at once. */
  static ScratchSchemas random() {
    String mark = String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt() & 0xffffffffL);
    return new ScratchSchemas("accrete_verify_" + mark, "accrete_copies_" + mark);
  }

  Sandbox sandbox(String engine) {
    return new Sandbox(engine, runs);
  }

  /** SQL over the schemas of the runs as SQL over the copies. */
  String overCopies(String sql) {
    return sql.replace(runs, copies);
  }

  /**
   * SQL over the schemas of the runs as it would be over those that they stand for.
   *
   * @param schema of models
   */
  String outside(String sql, String schema) {
    return sql.replace(runs + "_", "").replace(runs, schema);
  }

  /** Throws where a schema is somebody else's. */
  void requireOwn(String schema) {
    if (!schema.startsWith(runs) && !schema.startsWith(copies)) {
      throw new IllegalStateException("the schema " + schema + " is none of this test's");
    }
  }
}
