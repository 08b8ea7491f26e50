package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.plan.ComponentsPlan.Labelling;
import dev.accrete.runtime.engine.Session;
import java.util.function.Function;

/**
 * Labels the nodes of a table of components: rounds until no label moves, then a check that needs
 * no trust in the rounds.
 */
public final class ComponentLabels {
  /** Far more than any graph that fits a database needs: twice the length takes one more. */
  private static final int MOST_ROUNDS = 200;

  private final Session session;
  private final Function<Statement, String> binding;
  private final String model;

  /**
   * Labels over a session.
   *
   * @param binding the SQL of a statement with its parameters replaced
   * @param model for messages
   */
  public ComponentLabels(Session session, Function<Statement, String> binding, String model) {
    this.session = session;
    this.binding = binding;
    this.model = model;
  }

  /**
   * Stages the labels.
   *
   * @return the number of rounds that it took, the last one, in which nothing moved, included
   * @throws BreachException if they do not settle, or do not fit the edges
   */
  public int settle(Labelling labels) {
    labels.prepare().forEach(this::execute);
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      labels.round().forEach(this::execute);
      if (count(labels.moved()) == 0) {
        check(labels);
        return round;
      }
    }
    throw new BreachException(
        "the components of " + model + " did not settle in " + MOST_ROUNDS + " rounds");
  }

  private void check(Labelling labels) {
    long misfits = count(labels.misfits());
    if (misfits > 0) {
      throw new BreachException(
          "the components of " + model + " do not fit " + misfits + " of their edges and nodes");
    }
  }

  /** Drops what was staged. */
  public void drop(Dialect dialect, Labelling labels) {
    labels
        .stages()
        .forEach(stage -> execute(new Statement("drop what was staged", dialect.dropStage(stage))));
  }

  private void execute(Statement statement) {
    session.execute(statement.purpose(), binding.apply(statement));
  }

  private long count(Statement statement) {
    return session
        .first(statement.purpose(), binding.apply(statement), row -> row.number(1))
        .orElse(0L);
  }
}
