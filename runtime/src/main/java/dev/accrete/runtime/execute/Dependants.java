package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.ViewPlan;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.engine.EngineException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Views over a relation that has to be dropped and created anew, anybody's: an engine that binds
 * views to what they read would not let it go. They are dropped before and created again behind it,
 * in its transaction, with their rights, comments and owners.
 *
 * <p>A view of the run itself gets its present text at once, if that works already; else its own
 * turn creates it.
 */
final class Dependants {
  private static final String SAVEPOINT = "accrete_view";

  private final RunContext context;
  private final ModelPlan plan;
  private final Map<RelationName, View> views = new LinkedHashMap<>();

  /** A view, what drops and creates it, and what people set on it. */
  private record View(RelationName name, String drop, String create, List<String> keepsakes) {}

  /** Those of a model's table or view. */
  Dependants(RunContext context, ModelPlan plan) {
    this.context = context;
    this.plan = plan;
  }

  /** A view stands behind all that read it, so that all can be dropped in this order. */
  private void find(RelationName read) {
    Optional<String> query = context.tables().dialect().dependants(read);
    if (query.isEmpty()) {
      return;
    }
    List<View> found =
        context
            .session()
            .query(
                "look which views read " + read.plain(),
                query.get(),
                row -> {
                  RelationName name = new RelationName(row.text(1), row.text(2));
                  if (!row.text(3).equals("v")) {
                    throw new NotRunnableException(
                        stands(name, read)
                            + "it is no plain view, and would have to be dropped: drop it, and run again");
                  }
                  return new View(name, row.text(4), row.text(5), List.of());
                });
    for (View view : found) {
      if (!views.containsKey(view.name())) {
        find(view.name());
        views.put(view.name(), view);
      }
    }
  }

  private String stands(RelationName view, RelationName read) {
    return plan.target().plain()
        + " gets other columns, and "
        + view.plain()
        + " reads "
        + (read.equals(plan.target()) ? "it" : read.plain())
        + "; ";
  }

  /**
   * Drops them, those that read others first.
   *
   * @throws NotRunnableException if there is one that cannot be created again, such as a
   *     materialized view
   */
  void drop() {
    find(plan.target());
    for (View view : views.values()) {
      List<String> set = new ArrayList<>();
      for (String query : context.tables().dialect().keepsakes(view.name(), columns(view.name()))) {
        set.addAll(
            context
                .session()
                .query("look what is set on " + view.name().plain(), query, row -> row.text(1)));
      }
      views.put(view.name(), new View(view.name(), view.drop(), view.create(), set));
    }
    views
        .values()
        .forEach(
            view ->
                context.session().execute("drop a view that reads " + plan.model(), view.drop()));
  }

  private List<String> columns(RelationName view) {
    String all = "SELECT * FROM " + context.tables().dialect().relation(view) + " WHERE 1 = 0";
    return context.session().columns("look at the columns of " + view.plain(), all).stream()
        .map(Column::name)
        .toList();
  }

  /**
   * Creates them again, what is read first.
   *
   * @throws NotRunnableException if one does not fit the new columns
   */
  void createAgain(Bindings bindings) {
    List<View> inOrder = new ArrayList<>(views.values());
    Collections.reverse(inOrder);
    for (View view : inOrder) {
      Optional<ViewPlan> own = own(view.name());
      if (own.isEmpty()) {
        create(view);
      } else if (!given(own.get(), bindings)) {
        continue;
      }
      view.keepsakes()
          .forEach(
              set ->
                  context
                      .session()
                      .execute("set on " + view.name().plain() + " what was set before", set));
    }
  }

  private Optional<ViewPlan> own(RelationName view) {
    return context.request().models().stream()
        .map(ModelRequest::plan)
        .filter(p -> p.target().plain().equalsIgnoreCase(view.plain()))
        .flatMap(p -> p.view().stream())
        .findFirst();
  }

  /** Whether a view of this run could be created already: others that it reads may be to come. */
  private boolean given(ViewPlan view, Bindings bindings) {
    if (view.replace().isEmpty()) {
      context.execute(view.create(), bindings);
      return true;
    }
    return attempt(() -> context.execute(view.create(), bindings)).isEmpty();
  }

  private void create(View view) {
    try {
      context.session().execute("create a view again", view.create());
    } catch (ConflictException | CancelledException e) {
      throw e;
    } catch (EngineException e) {
      throw new NotRunnableException(
          stands(view.name(), plan.target())
              + "the view does not fit them ("
              + e.getMessage()
              + "), and nothing was written: change it or drop it, or run it as well if it is a model");
    }
  }

  /** What went wrong, where it was taken back; for engines that have savepoints. */
  private Optional<EngineException> attempt(Runnable statement) {
    context.session().execute("note a point to come back to", "SAVEPOINT " + SAVEPOINT);
    try {
      statement.run();
      context.session().execute("forget the point", "RELEASE SAVEPOINT " + SAVEPOINT);
      return Optional.empty();
    } catch (ConflictException | CancelledException e) {
      throw e;
    } catch (EngineException e) {
      context.session().execute("go back to the point", "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
      return Optional.of(e);
    }
  }

  /**
   * Gives a view that is there its present text. Whoever reads it keeps doing so; where the columns
   * became others, it is dropped and created anew with all that reads it.
   */
  void replaceView(ViewPlan view, Bindings bindings) {
    boolean replaced =
        view.replace()
            .map(statement -> attempt(() -> context.execute(statement, bindings)).isEmpty())
            .orElse(false);
    if (!replaced) {
      Keepsakes keepsakes = Keepsakes.of(context, plan);
      drop();
      context.execute(view.create(), bindings);
      keepsakes.giveBack();
      createAgain(bindings);
    }
  }
}
