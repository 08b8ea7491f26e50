package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.SentStatements.Sent;
import java.util.List;
import java.util.function.Supplier;
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

  /**
   * What was sent for the model that is wrong.
   *
   * @param table of the model, as it stands in SQL
   * @param before the rows that it had before the run
   */
  static ModelStatements of(
      SentStatements sent, Mismatch mismatch, String table, Supplier<Bag> before) {
    List<Sent> own = sent.of(mismatch.model());
    if (mismatch.kind() != Kind.WRONG_TABLE) {
      return new ModelStatements(own, sent.failing().stream().toList());
    }
    if (!mismatch.strategy().matches("\\w+")) {
      // A side table is wrong, or the model is not the sum of its parts.
      return new ModelStatements(own, List.of());
    }
    boolean stale = mismatch.surplus().stream().anyMatch(before.get().counts()::containsKey);
    return new ModelStatements(own, WrongStatement.of(own, table, stale));
  }

  /** The same with other texts. */
  ModelStatements with(UnaryOperator<String> text) {
    return new ModelStatements(with(all, text), with(wrong, text));
  }

  private static List<Sent> with(List<Sent> statements, UnaryOperator<String> text) {
    return statements.stream().map(s -> new Sent(s.purpose(), text.apply(s.sql()))).toList();
  }
}
