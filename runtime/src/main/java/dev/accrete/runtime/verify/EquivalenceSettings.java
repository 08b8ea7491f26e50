package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How a test of equivalence is played. It is changed by copies alone, {@link #but}. */
final class EquivalenceSettings implements Cloneable {
  private static final int DEFAULT_CASES = 50;
  private static final int DEFAULT_RUNS = 8;

  /** The project; absent where each seed makes one of its own. */
  Optional<ProjectFiles> files = Optional.empty();

  /** Whether projects that are made are of rare operators. */
  boolean rare;

  /** The models that are tested, with all that they read; all of the project's where absent. */
  Optional<Set<String>> names = Optional.empty();

  CompileOptions options = CompileOptions.DEFAULT;
  Disturbance disturbance = Disturbance.NONE;

  /** The first seed. */
  long seed = 1;

  int cases = DEFAULT_CASES;

  /** How many runs each history has. */
  int runs = DEFAULT_RUNS;

  /** Whether a failing case is made small. */
  boolean shrinking = true;

  /** Whether most sources change before each run. */
  boolean busy;

  /** Whether rows break what sources declare of them. */
  boolean undeclared;

  /** The target's data, where rows are like them or these themselves. */
  Optional<Equivalence.Real> real = Optional.empty();

  /** The database in which cases are played beside the target's tables. */
  Optional<Database> beside = Optional.empty();

  /** Makes empty databases in memory. */
  Supplier<? extends Database> memory = DuckDbDatabase::inMemory;

  /** Makes empty databases of the target's engine; else cases are played in memory. */
  Optional<Supplier<? extends Database>> databases = Optional.empty();

  /** The same but for a change. */
  EquivalenceSettings but(Consumer<EquivalenceSettings> change) {
    EquivalenceSettings copy = clone();
    change.accept(copy);
    return copy;
  }

  @Override
  protected EquivalenceSettings clone() {
    try {
      return (EquivalenceSettings) super.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
