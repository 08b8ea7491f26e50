package dev.accrete.runtime.compare;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import java.util.Set;
import java.util.TreeSet;

/** Tells which columns of a model no comparison may look at. */
public final class OpenColumns {
  private OpenColumns() {}

  /** Those whose value SQL leaves to the engine, and those that mark when a row was written. */
  public static Set<String> of(CompiledModel.Result result) {
    Set<String> open = new TreeSet<>();
    result.certificate().openAnswers().stream().map(OpenAnswer::column).forEach(open::add);
    result.certificate().marks().stream()
        .map(i -> result.columns().get(i).name())
        .forEach(open::add);
    return open;
  }
}
