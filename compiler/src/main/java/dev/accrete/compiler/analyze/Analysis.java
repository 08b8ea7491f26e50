package dev.accrete.compiler.analyze;

import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;

/**
 * A model's tree and what is known of it as a whole.
 *
 * @param root the tree
 * @param lineage for each output column, the columns of sources and models that it is computed from
 * @param refusals functions that forbid to derive anything
 * @param openAnswers output columns whose value SQL leaves to the engine
 * @param drift why rows may differ without any change of an input, the clock that is bound aside;
 *     empty where they may not
 */
public record Analysis(
    Relation root,
    List<List<String>> lineage,
    List<Refusal> refusals,
    List<OpenAnswer> openAnswers,
    Optional<String> drift) {
  public Analysis {
    lineage = List.copyOf(lineage);
    refusals = List.copyOf(refusals);
    openAnswers = List.copyOf(openAnswers);
  }
}
