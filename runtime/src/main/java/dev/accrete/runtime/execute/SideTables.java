package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.MergePlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.SideTable;
import dev.accrete.runtime.state.Position;
import dev.accrete.runtime.state.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one commit of a model does to its side tables.
 *
 * <p>A table is up to date if the model's last position names it. One that is not is left alone
 * until the next rebuild, and no position names it.
 */
final class SideTables {
  private final RunContext context;
  private final ModelPlan plan;
  private final Bindings bindings;
  private final Map<String, Long> kept = new TreeMap<>();

  SideTables(RunContext context, ModelPlan plan, Standing standing, Bindings bindings) {
    this.context = context;
    this.plan = plan;
    this.bindings = bindings;
    for (SideTable side : plan.sideTables()) {
      number(side, standing).ifPresent(n -> kept.put(side.position(), n));
    }
  }

  /** The number that is kept with a table that is up to date: rows a group when it was made. */
  static Optional<Long> number(SideTable side, Standing standing) {
    return Optional.ofNullable(standing.positions().get(side.position()))
        .map(Position::changeVersion);
  }

  /** What the position of this commit says: the tables that are up to date after it. */
  Map<String, Long> positions() {
    return kept;
  }

  private List<SideTable> tables() {
    return plan.sideTables().stream().filter(s -> kept.containsKey(s.position())).toList();
  }

  /** Before the commit of some keys: their new rows. */
  void stageTouched() {
    tables().stream().filter(side -> !side.grows()).forEach(this::stageChange);
  }

  private void stageChange(SideTable side) {
    context.execute(side.stageChange(), bindings);
    new StagedTypes(context, bindings).check(side.staged(), side.table());
  }

  /** Inside the commit of some keys. */
  void replaceTouched() {
    for (SideTable side : tables()) {
      if (!side.grows()) {
        side.deleteTouched().ifPresent(delete -> context.execute(delete, bindings));
        context.execute(side.insert(), bindings);
      }
    }
  }

  /** Before the commit of any change: what changed rows bring, whatever keys they touch. */
  void stageGrowth() {
    growing().forEach(this::stageChange);
  }

  /** Inside the commit. */
  void grow() {
    growing().forEach(side -> context.execute(side.insert(), bindings));
  }

  /** From now on only those that grow are up to date: the rows of touched keys are not written. */
  SideTables growingAlone() {
    kept.keySet()
        .retainAll(growing().stream().map(SideTable::position).collect(Collectors.toSet()));
    return this;
  }

  private List<SideTable> growing() {
    return tables().stream().filter(SideTable::grows).toList();
  }

  /**
   * Before the commit of a rebuild: every row of the tables that shall be kept.
   *
   * @param groups the rows of the model's table
   */
  void stageAll(long groups) {
    kept.clear();
    boolean choice = plan.sideTables().stream().anyMatch(side -> !side.required());
    long size = choice && groups > 0 ? size(groups) : 0;
    for (SideTable side : plan.sideTables()) {
      if (side.required() || size >= Hot.LEAST_ROWS) {
        kept.put(side.position(), size);
        context.execute(side.stageAll(), bindings);
      }
    }
  }

  /** How many rows each group is made of. */
  private long size(long groups) {
    return plan.merge()
        .map(MergePlan::countRows)
        .flatMap(
            count ->
                context
                    .session()
                    .first(count.purpose(), bindings.bind(count), row -> row.number(1)))
        .map(rows -> rows / groups)
        .orElse(0L);
  }

  /** Inside the commit of a rebuild: the tables as they were staged, and no others. */
  void createAll(Standing standing) {
    if (standing.isBuilt()) {
      dropAll();
    }
    for (SideTable side : tables()) {
      drop(side.table());
      context.execute(side.create(), bindings);
    }
  }

  /** Those of an earlier form of the model too. */
  private void dropAll() {
    StateSql state = new StateSql(context.tables());
    for (RelationName table : context.store().relations(Set.of(context.tables().schema()))) {
      if (state.isSideTable(table, plan.model())) {
        drop(table);
      }
    }
  }

  private void drop(RelationName table) {
    Dialect dialect = context.tables().dialect();
    context.execute(new Statement("drop a side table", dialect.dropTable(table)), bindings);
  }

  /** The staging tables, to be dropped. */
  List<String> stages() {
    List<String> stages = new ArrayList<>();
    tables().forEach(side -> stages.add(side.staged()));
    return stages;
  }
}
