package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.render.ModelSql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

  /** How a model with these inputs reads them. */
  public InputSql inputSql(List<InputPlan> inputs) {
    Map<String, InputPlan> byName = new LinkedHashMap<>();
    inputs.forEach(i -> byName.put(i.name(), i));
    return new StateInputs(dialect, state, byName);
  }

  /**
   * From the name of a key set of a model to the staging table that holds it, as it stands in FROM.
   */
  public UnaryOperator<String> keySets(String model) {
    return name -> dialect.quote(ModelPlanner.keySet(model, name));
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
        new ModelPlanner(dialect, model.name(), target, columns, keys, publishes);
    return new ModelPlan(
        model.name(),
        model.configuration().materialized(),
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        planner.full(sql),
        planner.recompute(sql),
        pinsAnother(model) ? Optional.empty() : planner.append(sql),
        model.configuration().materialized() == Materialization.VIEW
            ? Optional.of(planner.view(sql))
            : Optional.empty());
  }

  /** Whether the author wants another strategy than to append. */
  private static boolean pinsAnother(ModelFile model) {
    return Strategy.of(model.configuration().incremental().strategy())
        .filter(pinned -> pinned != Strategy.APPEND)
        .isPresent();
  }
}
