package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.BatchHashSql;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.ForgetSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.runtime.engine.ConflictException;
import dev.accrete.runtime.state.ModelVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Drops what every model has taken in, or moves it on, after a run. */
final class Housekeeping {
  private final RunContext context;
  private final ChangeSql changes;
  private final BatchSql batches;

  Housekeeping(RunContext context) {
    this.context = context;
    this.changes = new ChangeSql(context.tables());
    this.batches = new BatchSql(context.tables());
  }

  void afterRun(RunOutcome outcome) {
    forgetParts(outcome);
    Map<String, InputPlan> passed = new LinkedHashMap<>();
    for (ModelRequest model : context.request().models()) {
      if (outcome.result(model.model()).strategy().commits()) {
        model.plan().inputs().forEach(input -> passed.put(input.name(), input));
      }
    }
    passed.values().removeIf(input -> !isKept(input));
    if (!passed.isEmpty()) {
      Set<RelationName> kept = context.store().relations(Set.of(context.tables().schema()));
      passed.values().forEach(input -> tidy(input, kept));
    }
    moveOn();
  }

  /** Also where nothing was committed: an earlier run may have ended before it came to this. */
  private void moveOn() {
    Set<InputPlan> waiting = new LinkedHashSet<>();
    Stream.concat(
            context.request().models().stream().flatMap(model -> model.plan().inputs().stream()),
            context.request().landings().stream())
        .filter(InputPlan::waits)
        .forEach(waiting::add);
    if (!waiting.isEmpty()) {
      Set<RelationName> there = context.store().relations(Set.of(context.tables().schema()));
      new WaitingRows(context, new FrozenShapes(context)).moveOn(waiting, there);
    }
  }

  /** Hidden models of a model that is no longer split as it was. */
  private void forgetParts(RunOutcome outcome) {
    Set<String> models = new HashSet<>();
    context.request().models().forEach(model -> models.add(model.model()));
    List<String> gone = new ArrayList<>();
    for (ModelVersion version : context.store().versions()) {
      int hidden = version.model().indexOf(ModelFile.HIDDEN);
      if (hidden > 0
          && !models.contains(version.model())
          && isBuilt(outcome, version.model().substring(0, hidden))) {
        gone.add(version.model());
      }
    }
    if (!gone.isEmpty()) {
      // A person's own model may have such a name too; its table stands elsewhere.
      Set<RelationName> kept = context.store().relations(Set.of(context.tables().schema()));
      gone.stream()
          .filter(model -> kept.contains(context.tables().hidden(model)))
          .forEach(model -> forget(model, kept));
    }
  }

  private boolean isBuilt(RunOutcome outcome, String owner) {
    return context.request().models().stream().anyMatch(m -> m.model().equals(owner))
        && outcome.result(owner).strategy().commits()
        && outcome.result(owner).succeeded();
  }

  private void forget(String model, Set<RelationName> kept) {
    StateSql state = new StateSql(context.tables());
    List<RelationName> sides = kept.stream().filter(t -> state.isSideTable(t, model)).toList();
    try {
      context.session().begin();
      ForgetSql sql = new ForgetSql(context.tables());
      sql.forget(model, sides).forEach(statement -> context.execute(statement, context.bindings()));
      // A run of a newer form of the project may have built it beside this one. Its versions begin
      // anew, and a reader that knew the old ones would take new ones for them.
      context.execute(sql.readers(model), context.bindings());
      context.session().commit();
    } catch (ConflictException e) {
      // Another transaction is at it; the next run that builds its reader tidies up.
      context.session().rollback();
    }
  }

  /** Whether something may be kept of an input that all its readers have passed. */
  private static boolean isKept(InputPlan input) {
    return input.isVersioned() || input.loadedAt().map(l -> l.grain() != Grain.STAMP).orElse(false);
  }

  private void tidy(InputPlan input, Set<RelationName> kept) {
    try {
      if (input.isVersioned()) {
        // A model that had no reader when it was last committed keeps no changes.
        if (kept.contains(new StateSql(context.tables()).changesTable(input.name()))) {
          dropChanges(input.name());
        }
      } else {
        context.execute(batches.dropRolledUp(input.relation()), context.bindings());
        if (kept.contains(BatchHashSql.table(context.tables()))) {
          input
              .hashes(context.tables())
              .ifPresent(hashes -> context.execute(hashes.dropRolledUp(), context.bindings()));
        }
      }
    } catch (ConflictException e) {
      // Another transaction is at it; the next run tidies up.
      context.session().rollback();
    }
  }

  private void dropChanges(String model) {
    context.session().begin();
    if (context.execute(changes.dropPassed(model), context.bindings()) > 0) {
      context.execute(changes.logDropped(model), context.bindings());
      context.session().commit();
    } else {
      context.session().rollback();
    }
  }
}
