package dev.accrete.compiler.analyze;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Relation;

/** Analyzes one resolved model. */
public final class Analyzer {
  private Analyzer() {}

  /** What is known of a model as a whole. */
  public static Analysis analyze(Relation root, Functions functions) {
    return new Analysis(root, Lineage.of(root), FunctionRefusals.of(root, functions), OpenAnswers.of(root, functions));
  }
}
