package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.MadeSql;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.state.Standing;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables and views the models of a run made, as it was when the run began: one that somebody
 * else made is not touched unless the run was asked to replace it. For several threads.
 */
final class Made {
  private volatile Map<String, String> noted = Map.of();

  /** Takes what was read of the state. */
  void know(Map<String, String> made) {
    noted = Map.copyOf(made);
  }

  /**
   * Refuses a model whose table or view somebody else made.
   *
   * @param there the tables and views that there are
   * @throws NotRunnableException saying what to do
   */
  void require(
      RunContext context, ModelPlan plan, Standing standing, Collection<RelationName> there) {
    if (!isOwn(context, plan, standing)) {
      find(context, plan, there)
          .ifPresent(
              found -> {
                throw foreign(plan, found);
              });
    }
  }

  /**
   * The same once more in the commit, as somebody may have made one meanwhile.
   *
   * @return whether there is one, which may be dropped
   * @throws NotRunnableException if there is one that somebody else made
   */
  boolean isThere(RunContext context, ModelPlan plan, Standing standing) {
    Set<RelationName> there = context.store().relations(Set.of(plan.target().schema()));
    Made now = new Made();
    now.know(context.store().made());
    now.require(context, plan, standing, there);
    return find(context, plan, there).isPresent();
  }

  /** Notes in the commit what a model made, where that is news. */
  void note(RunContext context, ModelPlan plan, Bindings bindings) {
    if (!isHidden(context, plan) && !isNoted(context, plan)) {
      new MadeSql(context.tables())
          .note(plan.model(), plan.target())
          .forEach(statement -> context.execute(statement, bindings));
    }
  }

  /** Whether a table or view is noted for a model under its present name. */
  boolean isNoted(RunContext context, ModelPlan plan) {
    return name(context, plan.target()).equals(noted.get(plan.model()));
  }

  /** What a model made under another name. */
  Optional<String> elsewhere(RunContext context, ModelPlan plan) {
    return Optional.ofNullable(noted.get(plan.model()))
        .filter(before -> !before.equals(name(context, plan.target())));
  }

  /** Whether a model may replace what has the name of its table or view. */
  boolean isOwn(RunContext context, ModelPlan plan, Standing standing) {
    String before = noted.get(plan.model());
    return isHidden(context, plan)
        || (before == null ? standing.isBuilt() : before.equals(name(context, plan.target())))
        || takesOver(context, plan);
  }

  private static boolean takesOver(RunContext context, ModelPlan plan) {
    return context.request().models().stream()
        .anyMatch(model -> model.model().equals(plan.model()) && model.takesOver());
  }

  /** A hidden model's table stands beside the state. */
  private static boolean isHidden(RunContext context, ModelPlan plan) {
    return context.tables().hidden(plan.model()).equals(plan.target());
  }

  private static String name(RunContext context, RelationName relation) {
    return new MadeSql(context.tables()).relation(relation);
  }

  private static Optional<RelationName> find(
      RunContext context, ModelPlan plan, Collection<RelationName> there) {
    String wanted = name(context, plan.target());
    return there.stream().filter(found -> name(context, found).equals(wanted)).findFirst();
  }

  private static NotRunnableException foreign(ModelPlan plan, RelationName found) {
    return new NotRunnableException(
        found.plain()
            + " is there, and "
            + plan.model()
            + " did not make it, or the state that knew so is lost: rename one of the two, or replace"
            + " it with `accrete run --full-refresh -s "
            + plan.model()
            + "`");
  }
}
