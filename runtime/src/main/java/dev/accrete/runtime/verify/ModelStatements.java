package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SentStatements.Sent;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a run sent for one model.
 *
 * @param all in order
 * @param wrong those of them that went wrong: mostly one
 */
record ModelStatements(List<Sent> all, List<Sent> wrong) {
  static final ModelStatements NONE = new ModelStatements(List.of(), List.of());

  ModelStatements {
    all = List.copyOf(all);
    wrong = List.copyOf(wrong);
  }

  /** The same with other texts. */
  ModelStatements with(UnaryOperator<String> text) {
    return new ModelStatements(with(all, text), with(wrong, text));
  }

  private static List<Sent> with(List<Sent> statements, UnaryOperator<String> text) {
    return statements.stream().map(s -> new Sent(s.purpose(), text.apply(s.sql()))).toList();
  }
}
