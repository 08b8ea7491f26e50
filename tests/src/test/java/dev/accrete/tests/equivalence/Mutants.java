package dev.accrete.tests.equivalence;

import java.util.List;
import java.util.stream.Stream;

/**
 * All mutants: each switched on between derivation, plan, runtime and database, so that none of
 * them knows.
 */
final class Mutants {
  /** Those that sit in the derivation. */
  static final List<CertificateFault> CERTIFICATES =
      Stream.of(CertificateFaults.ALL, StrategyFaults.ALL).flatMap(List::stream).toList();

  /** Those of rendering, changes and runtime. */
  static final List<Mutant> PLANS =
      Stream.of(PlanMutants.ALL, StrategyMutants.ALL, ComponentsMutants.ALL, ClaimMutants.ALL)
          .flatMap(List::stream)
          .toList();

  static final List<Mutant> ALL =
      Stream.concat(CERTIFICATES.stream().map(CertificateFault::mutant), PLANS.stream()).toList();

  private Mutants() {}
}
