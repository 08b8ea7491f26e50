package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Storage;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import dev.accrete.compiler.render.ModelSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Plans models for one target. */
public final class Planner {
  private final Dialect dialect;
  private final StateSql state;

  /**
   * @param dialect the target's engine
   * @param state the state of the project in the target
   */
  public Planner(Dialect dialect, StateSql state) {
    this.dialect = dialect;
    this.state = state;
  }

  /** How a model with these inputs reads them; rows for which a comparison flips have changed. */
  public InputSql inputSql(List<InputPlan> inputs, List<Flip> flips) {
    Map<String, InputPlan> byName = new LinkedHashMap<>();
    inputs.forEach(i -> byName.put(i.name(), i));
    return new StateInputs(dialect, state, byName, new FlipSql(dialect, flips));
  }

  /** All rows that models read of a source whose claimed rows wait, as it stands in FROM. */
  public String withWaiting(InputPlan input) {
    return input.withWaiting(dialect, state);
  }

  /**
   * From the name of a key set of a model to the staging table that holds it, as it stands in FROM.
   */
  public UnaryOperator<String> keySets(String model) {
    return name -> dialect.quote(ModelPlanner.keySet(model, name));
  }

  /**
   * The plan of a model whose author keeps it up to date.
   *
   * @param plan as it would be rebuilt
   * @param strategy hand-written or time window
   * @param names the columns of {@code select}, in its order
   * @param select the author's incremental variant, pinned
   * @param window the window, for a time window
   */
  public ModelPlan written(
      ModelPlan plan,
      ModelFile model,
      Strategy strategy,
      List<String> names,
      String select,
      Optional<TimeWindow> window) {
    WrittenPlanner planner =
        new WrittenPlanner(dialect, plan.model(), plan.target(), plan.columns());
    return plan.written(
        planner.plan(
            new WrittenPlanner.Increment(
                strategy, names, select, model.configuration().uniqueKey(), window)));
  }

  /** The plan of one model. */
  public ModelPlan plan(
      ModelFile model,
      RelationName target,
      List<String> columns,
      List<InputPlan> inputs,
      boolean publishes,
      String fingerprint,
      Certificate certificate,
      ModelSql sql) {
    List<String> keys = certificate.keyColumns().stream().map(columns::get).toList();
    ModelPlanner planner =
        new ModelPlanner(dialect, state, model.name(), target, columns, keys, publishes);
    Optional<MergePlan> merge = merge(model, target, columns, keys, publishes, sql);
    return new ModelPlan(
        model.name(),
        model.configuration().materialized(),
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        planner.full(sql, storage(model)),
        planner.recompute(sql),
        isAllowed(model, Strategy.APPEND) ? planner.append(sql) : Optional.empty(),
        Stream.concat(
                merge.stream().flatMap(m -> m.sides().stream()), planner.sideTables(sql).stream())
            .toList(),
        merge,
        model.configuration().materialized() == Materialization.VIEW
            ? Optional.of(planner.view(sql))
            : Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Around.NONE,
        InputReads.UNKNOWN);
  }

  /**
   * The plan of a table of connected components.
   *
   * @param edges what has the edges
   * @param ends the columns of their two ends
   * @param follows whether the changes of the edges can be seen; else each rebuild labels all
   */
  public ModelPlan components(
      ModelFile model,
      RelationName target,
      InputPlan edges,
      List<String> ends,
      boolean follows,
      String fingerprint) {
    ComponentsPlanner planner = components(model, target, edges, ends);
    return new ModelPlan(
        model.name(),
        Materialization.TABLE,
        target,
        ComponentsPlanner.COLUMNS,
        fingerprint,
        List.of(edges),
        true,
        planner.full(),
        follows ? Optional.of(planner.recompute()) : Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(planner.components()),
        Around.NONE,
        InputReads.UNKNOWN);
  }

  /** What such a table holds, as one query, by recursion. */
  public String componentsSelect(
      ModelFile model, RelationName target, InputPlan edges, List<String> ends) {
    return components(model, target, edges, ends).select();
  }

  private ComponentsPlanner components(
      ModelFile model, RelationName target, InputPlan edges, List<String> ends) {
    InputSql inputs = inputSql(List.of(edges), List.of());
    return new ComponentsPlanner(dialect, state, inputs, model.name(), target, edges, ends);
  }

  private Optional<MergePlan> merge(
      ModelFile model,
      RelationName target,
      List<String> columns,
      List<String> keys,
      boolean publishes,
      ModelSql sql) {
    Optional<String> always =
        keys.isEmpty()
            ? Optional.of("its one row takes in changes")
            : pinned(model).filter(s -> s == Strategy.MERGE).map(s -> "merge is pinned");
    return sql.merge()
        .filter(m -> isAllowed(model, Strategy.MERGE))
        // Where no input ever changes there is no change to merge.
        .filter(m -> !m.terms().isEmpty())
        .map(
            m -> {
              ModelPlanner groups =
                  new ModelPlanner(
                      dialect, state, model.name(), target, columns, m.keyColumns(), publishes);
              return new MergePlanner(dialect, state, model.name(), keys, groups, m).plan(always);
            });
  }

  private static Storage storage(ModelFile model) {
    return new Storage(
        Optional.ofNullable(model.configuration().distribution()),
        model.configuration().sortkeys());
  }

  private static Optional<Strategy> pinned(ModelFile model) {
    return Strategy.of(model.configuration().incremental().strategy());
  }

  /** Whether the author wants this strategy, or none. */
  private static boolean isAllowed(ModelFile model, Strategy strategy) {
    return pinned(model).orElse(strategy) == strategy;
  }
}
