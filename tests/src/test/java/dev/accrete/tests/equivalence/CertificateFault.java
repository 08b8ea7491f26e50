package dev.accrete.tests.equivalence;

import dev.accrete.compiler.FaultyPlans;
import dev.accrete.compiler.FaultyPlans.Faulty;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.tree.Relation;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A single fault of a derivation rule: a certificate that the rule could have made. The compiler
 * would not use it, as the checker objects; the mutant carries it out all the same.
 *
 * @param fault from a model's tree and its certificate to the faulty one; to the same where the
 *     fault does not concern the model
 */
record CertificateFault(
    String name,
    String rule,
    String sentence,
    BiFunction<Relation, Certificate, Certificate> fault) {

  private static final FaultyPlans PROJECT = FaultyPlans.of(DerivationProject.FILES);

  /** The models that it concerns. */
  Map<String, Faulty> models() {
    return PROJECT.by(fault);
  }

  Mutant mutant() {
    Map<String, Faulty> models = models();
    return Mutant.ofPlan(
        name,
        rule,
        sentence,
        Ground.derivations(models.keySet()),
        p -> models.containsKey(p.model()) ? models.get(p.model()).in(p) : p);
  }

  @Override
  public String toString() {
    return name;
  }
}
