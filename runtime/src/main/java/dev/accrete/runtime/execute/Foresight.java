package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.load.ProjectSettings.OnBreach;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.SideTable;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.TypedColumn;
import dev.accrete.runtime.state.Standing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks, where a run is planned alone, at what a run meets once it is at work: types that sources
 * have now, and that make it rebuild what could else be brought up to date.
 */
final class Foresight {
  private static final String SAVEPOINT = "accrete_model";

  private final RunContext context;
  private final Supplier<Session> other;
  private final Function<ModelRequest, List<String>> broken;

  /**
   * Looks.
   *
   * @param other opens another session, where a transaction cannot outlive an error
   * @param broken tells the declarations that are false
   */
  Foresight(
      RunContext context, Supplier<Session> other, Function<ModelRequest, List<String>> broken) {
    this.context = context;
    this.other = other;
    this.broken = broken;
  }

  /**
   * What a run would come to.
   *
   * @throws BreachException if it would fail for a declaration that is false
   */
  Decision see(ModelRequest request, Standing standing, Decision decision, Bindings bindings) {
    List<String> claims = broken.apply(request);
    if (!claims.isEmpty()) {
      String why = String.join("; ", claims);
      if (request.onBreach() == OnBreach.FAIL) {
        throw new BreachException(why + "; on_breach is fail, so nothing would be written");
      }
      return decision.full("declaration broken: " + why);
    }
    return request.plan().components().isPresent()
        ? decision
        : apart(session -> typed(session, request.plan(), standing, decision, bindings));
  }

  /**
   * Looks at a model's contract, if it has one.
   *
   * @throws BreachException if it is broken
   */
  void requireContract(ModelPlan plan, Bindings bindings) {
    if (plan.around().contract().isPresent()) {
      apart(
          session -> {
            ContractCheck.check(session, plan, bindings);
            return plan;
          });
    }
  }

  /** A SELECT that fails must not end the transaction in which other models are looked at. */
  private <T> T apart(Function<Session, T> look) {
    if (!context.tables().dialect().hasSavepoints()) {
      try (Session beside = other.get()) {
        return look.apply(beside);
      }
    }
    context.session().execute("note a point to come back to", "SAVEPOINT " + SAVEPOINT);
    try {
      T seen = look.apply(context.session());
      context.session().execute("forget the point", "RELEASE SAVEPOINT " + SAVEPOINT);
      return seen;
    } catch (CancelledException e) {
      throw e;
    } catch (EngineException | BreachException e) {
      context.session().execute("go back to the point", "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      throw e;
    }
  }

  private Decision typed(
      Session session, ModelPlan plan, Standing standing, Decision decision, Bindings bindings) {
    List<String> longer = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    Optional<OutgrownException> outgrown =
        outgrown(session, bindings.bind(plan.full().shape()), plan.target(), longer);
    for (SideTable side : plan.sideTables()) {
      if (outgrown.isEmpty() && isWritten(side, standing, decision)) {
        String shape = bindings.bind(side.shape(context.tables().dialect()));
        outgrown = outgrown(session, shape, side.table(), kept);
      }
    }
    if (outgrown.isPresent()) {
      return decision.full(outgrown.get().why());
    }
    // What is kept beside the table has names that tell people nothing.
    List<String> told = longer.isEmpty() ? kept : longer;
    return told.isEmpty()
        ? decision
        : decision.noting("a rebuild if values no longer fit " + String.join(", ", told));
  }

  /** An append leaves those alone that have rows by groups. */
  private static boolean isWritten(SideTable side, Standing standing, Decision decision) {
    return SideTables.number(side, standing).isPresent()
        && (side.grows() || decision.strategy() != RunStrategy.APPEND);
  }

  /**
   * The column of a table that has no room for what it would have if it were made now.
   *
   * @param longer takes in the columns of which values alone tell whether they fit
   */
  private Optional<OutgrownException> outgrown(
      Session session, String made, RelationName table, List<String> longer) {
    Map<String, TypedColumn> now = new HashMap<>();
    types(session, made, table).forEach(c -> now.put(c.name().toLowerCase(Locale.ROOT), c));
    for (TypedColumn column :
        types(session, new StandingSql(context.tables()).shape(table), table)) {
      TypedColumn own = now.get(column.name().toLowerCase(Locale.ROOT));
      if (own != null && own.losesIn(column)) {
        return Optional.of(StagedTypes.outgrown(own, column, table));
      }
      if (own != null && own.limitIn(column).isPresent()) {
        longer.add(column.name() + " (" + column.shown() + ")");
      }
    }
    return Optional.empty();
  }

  private static List<TypedColumn> types(Session session, String query, RelationName table) {
    return session.types("look at the types of " + table.plain(), query);
  }
}
