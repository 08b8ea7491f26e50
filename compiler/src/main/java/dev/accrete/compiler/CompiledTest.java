package dev.accrete.compiler;

import dev.accrete.compiler.load.DataTest;
import java.util.List;
import java.util.Optional;

/**
 * A data test after its steps.
 *
 * @param test as it is declared
 * @param parents what it is declared on and what its text names
 * @param reads the models and sources that it is about: its parents, and what it reads where these
 *     are seen through
 * @param select the rows that should not be there, over the target's relations; absent where the
 *     text has errors, or reads a model that has
 */
public record CompiledTest(
    DataTest test, List<String> parents, List<String> reads, Optional<String> select) {
  public CompiledTest {
    parents = List.copyOf(parents);
    reads = List.copyOf(reads);
  }

  /** The test's name. */
  public String name() {
    return test.name();
  }
}
