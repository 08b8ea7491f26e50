package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Relation;
import java.util.Map;

/** Analyzes one resolved model. */
public final class Analyzer {
  private Analyzer() {}

  /**
   * What is known of a model as a whole.
   *
   * @param calls the places of functions and operators, by their names in upper case
   */
  public static Analysis analyze(Relation root, Map<String, Origin> calls, Functions functions) {
    return new Analysis(
        root,
        Lineage.of(root),
        FunctionRefusals.of(root, calls, functions),
        OpenAnswers.of(root, functions));
  }
}
