package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.ChangeSql;
import dev.accrete.compiler.dialect.state.CommitSql;
import dev.accrete.compiler.dialect.state.DeletedSql;
import dev.accrete.compiler.dialect.state.LoadedWithSql;
import dev.accrete.compiler.dialect.state.MadeSql;
import dev.accrete.compiler.dialect.state.ScriptChecks;
import dev.accrete.compiler.dialect.state.ScriptSql;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.ComponentsPlan.Labelling;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.compiler.plan.ModelPlan.Append;
import dev.accrete.compiler.plan.ModelPlan.Full;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of a script that brings one model up to date, as one transaction. */
final class ModelScript {
  private final Dialect dialect;
  private final ScriptSql sql;
  private final ScriptText text;
  private final CommitSql commits;
  private final ChangeSql changes;
  private final BatchSql batches;
  private final StateSql state;
  private final MadeSql made;
  private final StateTables tables;
  private final boolean told;

  /** With whether rounds that are made again and again stand there once, to be read. */
  ModelScript(StateTables tables, ScriptSql sql, ScriptText text, boolean told) {
    this.tables = tables;
    this.told = told;
    this.dialect = tables.dialect();
    this.sql = sql;
    this.text = text;
    this.commits = new CommitSql(tables);
    this.changes = new ChangeSql(tables);
    this.batches = new BatchSql(tables);
    this.state = new StateSql(tables);
    this.made = new MadeSql(tables);
  }

  void write(ModelPlan plan, boolean full) {
    String model = plan.model();
    text.section(model + ": " + does(plan, full));
    plan.around().before().forEach(hook -> text.hook(model, hook));
    if (full) {
      begin(model);
      standing(plan);
      full(plan);
    } else if (plan.written().isPresent()) {
      prepare(plan, List.of(plan.written().get().createNew()), List.of());
      begin(model);
      written(plan, plan.written().get());
    } else if (plan.recompute().isEmpty()) {
      prepare(plan, readEvenIfStill(plan), models(plan));
      begin(model);
      append(plan, plan.append().orElseThrow());
    } else {
      prepare(plan, List.of(plan.recompute().orElseThrow().createKeys()), models(plan));
      begin(model);
      recompute(plan, plan.recompute().orElseThrow());
    }
    positions(plan);
    within(plan);
    commit(model);
    plan.around().after().forEach(hook -> text.hook(model, hook));
  }

  /** Rights that somebody has beyond those declared stay: a script cannot look. */
  private void within(ModelPlan plan) {
    plan.around()
        .grants()
        .ifPresent(
            grants -> grants.statements(plan.target()).forEach(grant -> add(plan.model(), grant)));
    plan.around().within().forEach(hook -> text.hook(plan.model(), hook));
  }

  private static String does(ModelPlan plan, boolean full) {
    if (full) {
      return "rebuild";
    }
    if (plan.written().isPresent()) {
      return "the increment that its author wrote, outside the law";
    }
    if (plan.components().isPresent()) {
      return "label the touched components anew";
    }
    return plan.recompute().isPresent() ? "recompute the touched keys" : "add new rows";
  }

  /** A view reads no state and leaves no position: it is noted who made it. */
  void view(ModelPlan plan) {
    text.section(plan.model() + ": the view");
    String schema = dialect.createSchema(plan.target().schema());
    plan.around().before().forEach(hook -> text.hook(plan.model(), hook));
    add(plan.model(), new Statement("Its schema", schema));
    begin(plan.model());
    checks(plan).foreign(true).ifPresent(check -> add(plan.model(), check));
    add(plan.model(), plan.view().orElseThrow().create());
    made.note(plan.model(), plan.target()).forEach(statement -> add(plan.model(), statement));
    within(plan);
    commit(plan.model());
    plan.around().after().forEach(hook -> text.hook(plan.model(), hook));
  }

  /**
   * A transaction of its own: checks, and creates the empty tables that the next one fills. Where a
   * check fails, the next one finds no version to start from, and fails too.
   *
   * @param changed the models whose changes must all be there
   */
  private void prepare(ModelPlan plan, List<Statement> creations, List<String> changed) {
    String model = plan.model();
    add(model, sql.forgetVersion(model));
    begin(model);
    standing(plan);
    add(model, checks(plan).before(plan.fingerprint(), sources(plan), models(plan), changed));
    ColumnChecks.of(plan, checks(plan)).forEach(check -> add(model, check));
    checks(plan).helpers(plan.loadedTables()).ifPresent(check -> add(model, check));
    checks(plan).claims(claims(plan)).ifPresent(check -> add(model, check));
    kept(plan).forEach(side -> add(model, checks(plan).side(side.position())));
    if (plan.publishes()) {
      add(model, changes.create(model, plan.target()));
    }
    creations.forEach(creation -> add(model, creation));
    commit(model);
  }

  /** Claims of types say what those of collations say. */
  private static List<Claim> claims(ModelPlan plan) {
    List<Claim> ofTypes = plan.claims().stream().filter(claim -> !claim.ofCollation()).toList();
    return ofTypes.isEmpty() ? plan.claims() : ofTypes;
  }

  private void standing(ModelPlan plan) {
    sql.stageStanding(plan.model(), models(plan))
        .forEach(statement -> add(plan.model(), statement));
  }

  private void begin(String model) {
    add(model, new Statement("", dialect.begin()));
  }

  private void commit(String model) {
    add(model, new Statement("", dialect.commit()));
  }

  private List<RelationName> read(ModelPlan plan) {
    return plan.inputs().stream().flatMap(input -> input.tables(state).stream()).toList();
  }

  private ScriptChecks checks(ModelPlan plan) {
    return new ScriptChecks(tables, plan.model(), plan.target());
  }

  private void full(ModelPlan plan) {
    String model = plan.model();
    Full full = plan.full();
    boolean hidden = tables.hidden(model).equals(plan.target());
    if (!hidden) {
      checks(plan).foreign(false).ifPresent(check -> add(model, check));
    }
    plan.components().ifPresent(c -> label(plan, c.all()));
    add(model, full.stage());
    add(model, commits.firstVersion(model));
    add(model, commits.rebuilt(model, plan.fingerprint(), plan.keyColumns(), full.staged()));
    add(model, checks(plan).commit(models(plan), read(plan)));
    add(
        model,
        new Statement(
            "Put the new table in place of the old one",
            dialect.createSchema(plan.target().schema())));
    add(model, new Statement("", dialect.dropTable(plan.target())));
    add(model, full.create());
    if (!hidden) {
      made.note(model, plan.target()).forEach(statement -> add(model, statement));
    }
    for (SideTable side : kept(plan)) {
      add(model, side.stageAll());
      add(model, new Statement("", dialect.dropTable(side.table())));
      add(model, side.create());
      add(model, new Statement("", dialect.dropStage(side.staged())));
    }
    add(model, changes.drop(model));
    if (plan.publishes()) {
      add(model, changes.create(model, plan.target()));
      add(model, changes.logReset(model));
    }
    add(model, new Statement("", dialect.dropStage(full.staged())));
    plan.components().ifPresent(c -> drop(model, c.all()));
  }

  /** A script cannot look whether labels still move: it makes rounds that are ample, and checks. */
  private void label(ModelPlan plan, Labelling labels) {
    String model = plan.model();
    labels.prepare().forEach(statement -> add(model, statement));
    for (int round = 1; round <= (told ? 1 : ComponentsPlan.SCRIPT_ROUNDS); round++) {
      labels.round().forEach(statement -> add(model, statement));
    }
    if (told) {
      text.comment("(the script makes this round " + ComponentsPlan.SCRIPT_ROUNDS + " times)");
    }
    add(model, checks(plan).labels(labels.misfits()));
  }

  private void drop(String model, Labelling labels) {
    labels.stages().forEach(stage -> add(model, new Statement("", dialect.dropStage(stage))));
  }

  /** What tells the new rows of a leading input is read whether it has any or not. */
  private List<Statement> readEvenIfStill(ModelPlan plan) {
    List<String> leading = plan.append().orElseThrow().growths().get(0).leading();
    return plan.inputs().stream()
        .filter(i -> i.isVersioned() && leading.contains(i.name()))
        .map(i -> changes.create(i.name(), i.kept(state)))
        .toList();
  }

  private void stageChanged(ModelPlan plan) {
    String model = plan.model();
    for (InputPlan input : plan.inputs()) {
      RelationName source = input.relation();
      input.loadedAt().ifPresent(at -> add(model, batches.stageChanged(source, at)));
      Optional<LoadedWithSql> with =
          input.companion().map(c -> new LoadedWithSql(tables, source, c));
      with.ifPresent(counts -> add(model, counts.stageChanged()));
      if (input.deleted().isPresent() && plan.written().isEmpty()) {
        deleted(plan, input);
      } else if (input.isCounted()) {
        add(model, checks(plan).shrunk(source));
      }
      with.ifPresent(counts -> add(model, counts.stageRows()));
    }
  }

  private void deleted(ModelPlan plan, InputPlan input) {
    DeletedSql deletedRows = input.deletedSql(tables).orElseThrow();
    deletedRows.stageChanged().forEach(statement -> add(plan.model(), statement));
    add(
        plan.model(),
        checks(plan)
            .unexplained(input.relation(), input.deleted().orElseThrow().relation(), deletedRows));
  }

  private void written(ModelPlan plan, WrittenPlan written) {
    String model = plan.model();
    stageChanged(plan);
    written.stageWindow().ifPresent(statement -> add(model, statement));
    add(model, written.fillNew());
    written.repeated().ifPresent(repeated -> add(model, checks(plan).repeated(repeated)));
    add(model, written.stageOld());
    add(
        model,
        commits.written(
            model,
            plan.fingerprint(),
            written.strategy().word(),
            written.oldRows(),
            written.newRows()));
    add(model, checks(plan).commit(models(plan), read(plan)));
    add(model, written.delete());
    add(model, written.insert());
    publish(plan, written.place(), written.oldRows(), written.newRows());
    written.stages().forEach(stage -> add(model, new Statement("", dialect.dropStage(stage))));
  }

  private void publish(ModelPlan plan, List<String> keys, String oldRows, String newRows) {
    if (plan.publishes()) {
      String model = plan.model();
      add(model, changes.publish(model, plan.columns(), keys, oldRows, newRows));
      add(model, changes.logRows(model));
    }
  }

  /** A script cannot choose among growths: it knows the first one. */
  private void append(ModelPlan plan, Append append) {
    String model = plan.model();
    GrowthPlan growth = append.growths().get(0);
    stageChanged(plan);
    for (InputPlan input : plan.inputs()) {
      boolean grows = growth.inputs().contains(input.name());
      if (input.kind() == Kind.APPEND_SOURCE) {
        add(model, checks(plan).grown(input.relation(), grows));
        input
            .deletedSql(tables)
            .ifPresent(sql -> add(model, checks(plan).left(input.relation(), sql)));
      } else if (input.isVersioned()) {
        add(model, checks(plan).inserted(input.name(), grows));
      }
    }
    add(model, growth.stage());
    kept(plan).forEach(side -> add(model, side.stageChange()));
    stopWhereOutgrown(plan, append.staged());
    add(model, commits.appended(model, plan.fingerprint(), plan.keyColumns(), append.staged()));
    add(model, checks(plan).commit(models(plan), read(plan)));
    add(model, append.insert());
    kept(plan).forEach(side -> add(model, side.insert()));
    if (plan.publishes()) {
      add(model, changes.publishInserted(model, plan.columns(), append.staged()));
      add(model, changes.logRows(model));
    }
    kept(plan).forEach(side -> add(model, new Statement("", dialect.dropStage(side.staged()))));
    add(model, new Statement("", dialect.dropStage(append.staged())));
  }

  private void recompute(ModelPlan plan, Recompute recompute) {
    String model = plan.model();
    stageChanged(plan);
    for (RoutePlan route : recompute.routes()) {
      add(model, route.fill());
    }
    recompute.needed().forEach(statement -> add(model, statement));
    plan.components().ifPresent(c -> label(plan, c.touched()));
    add(model, recompute.stageOld());
    kept(plan).forEach(side -> add(model, side.stageChange()));
    recompute.bounds().forEach(bound -> add(model, bound.stage()));
    add(model, recompute.stageNew());
    stopWhereOutgrown(plan, recompute.newRows());
    replace(plan, recompute);
    kept(plan).forEach(side -> add(model, new Statement("", dialect.dropStage(side.staged()))));
    recompute.stages().forEach(stage -> add(model, new Statement("", dialect.dropStage(stage))));
    plan.components().ifPresent(c -> drop(model, c.touched()));
  }

  private void stopWhereOutgrown(ModelPlan plan, String staged) {
    Map<String, RelationName> into = new LinkedHashMap<>();
    into.put(staged, plan.target());
    kept(plan).forEach(side -> into.put(side.staged(), side.table()));
    checks(plan).outgrown(into).ifPresent(statement -> add(plan.model(), statement));
  }

  private void replace(ModelPlan plan, Recompute recompute) {
    String model = plan.model();
    add(
        model,
        commits.replaced(
            plan.components().isPresent() ? Strategy.COMPONENTS.word() : Strategy.RECOMPUTE.word(),
            model,
            plan.fingerprint(),
            recompute.keyColumns(),
            recompute.oldRows(),
            recompute.newRows()));
    add(model, checks(plan).commit(models(plan), read(plan)));
    add(model, recompute.delete());
    add(model, recompute.insert());
    for (SideTable side : kept(plan)) {
      side.deleteTouched().ifPresent(delete -> add(model, delete));
      add(model, side.insert());
    }
    publish(plan, recompute.keyColumns(), recompute.oldRows(), recompute.newRows());
  }

  private void positions(ModelPlan plan) {
    if (!sources(plan).isEmpty() || !models(plan).isEmpty()) {
      add(plan.model(), commits.positions(plan.model(), sources(plan), models(plan), sides(plan)));
    }
  }

  /** A script cannot look whether groups are hot: it keeps what is kept in any case. */
  private static List<SideTable> kept(ModelPlan plan) {
    return plan.sideTables().stream().filter(SideTable::required).toList();
  }

  private static Map<String, Long> sides(ModelPlan plan) {
    Map<String, Long> sides = new TreeMap<>();
    kept(plan).forEach(side -> sides.put(side.position(), 0L));
    return sides;
  }

  private void add(String model, Statement statement) {
    text.add(model, statement);
  }

  private static List<RelationName> sources(ModelPlan plan) {
    return plan.inputs().stream().filter(InputPlan::isCounted).map(InputPlan::relation).toList();
  }

  /** What is read by versions: models, and the copies of snapshot sources. */
  private static List<String> models(ModelPlan plan) {
    return plan.inputs().stream().filter(InputPlan::isVersioned).map(InputPlan::name).toList();
  }
}
