package dev.accrete.tests.equivalence;

import dev.accrete.runtime.verify.Equivalence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A project, and the histories over it, that catch a mutant.
 *
 * @param most within how many cases whoever searches must find one that catches it
 * @param near how many cases the build plays from the one on that caught it before
 */
record Ground(int most, int near, Supplier<Equivalence> equivalence) {
  /** Each case makes models of its own. */
  static final Ground RANDOM = new Ground(400, 12, Equivalence::ofRandomModels);

  /** Connected components. */
  static final Ground COMPONENTS = of(ComponentsProject.FILES);

  static Ground of(Map<String, String> files) {
    return new Ground(60, 3, () -> Equivalence.of(files).withoutOptimizers());
  }

  /** These models of the derivation's project. */
  static Ground derivations(Collection<String> models) {
    return of(DerivationProject.FILES, models);
  }

  /** The same, with histories in which batches lose rows and gain others between two freezes. */
  static Ground busyDerivations(String... models) {
    Ground ground = derivations(models);
    return new Ground(
        ground.most(), ground.near(), () -> ground.equivalence().get().busy().runs(12));
  }

  /** The same. */
  static Ground derivations(String... models) {
    return derivations(List.of(models));
  }

  /** These models of the project of append, merge and side tables. */
  static Ground strategies(String... models) {
    return of(StrategyProject.FILES, List.of(models));
  }

  private static Ground of(Map<String, String> files, Collection<String> models) {
    Map<String, String> some = new TreeMap<>(files);
    some.keySet()
        .removeIf(
            path ->
                path.endsWith(".sql")
                    && models.stream().noneMatch(m -> path.equals("models/" + m + ".sql")));
    return of(some);
  }
}
