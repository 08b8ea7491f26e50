package dev.accrete.compiler;

import dev.accrete.compiler.load.DataTest;
import java.util.List;
import java.util.Optional;

/**
 * A data test after its steps.
 *
 * @param test as it is declared
 * @param reads the models and sources that it is about: what it is declared on, what its text
 *     names, and what it reads where these are seen through
 * @param select the rows that should not be there, over the target's relations; absent where the
 *     text has errors, or reads a model that has
 */
public record CompiledTest(DataTest test, List<String> reads, Optional<String> select) {
  public CompiledTest {
    reads = List.copyOf(reads);
  }

  /** The test's name. */
  public String name() {
    return test.name();
  }
}
