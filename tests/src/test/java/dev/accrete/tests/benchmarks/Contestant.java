package dev.accrete.tests.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** One way to bring the tables of a project up to date. */
interface Contestant {

  /** Its name in the report. */
  String name();

  /** The schema that its tables are in. */
  String schema();

  /** Builds the tables for the first time. */
  void build(Path database) throws IOException;

  /** Takes in what was loaded since. */
  Measured update(Path database) throws IOException;

  /** Computes the tables again from all of history. */
  Measured rebuild(Path database) throws IOException;
}
