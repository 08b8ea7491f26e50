package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.BatchHashSql;
import dev.accrete.compiler.dialect.state.BatchSql;
import dev.accrete.compiler.dialect.state.ClaimSql;
import dev.accrete.compiler.dialect.state.FreezeSql;
import dev.accrete.compiler.dialect.state.LoadedWithSql;
import dev.accrete.compiler.dialect.state.ScriptSql;
import dev.accrete.compiler.dialect.state.SnapshotSql;
import dev.accrete.compiler.dialect.state.SourceColumnSql;
import dev.accrete.compiler.dialect.state.StateSchema;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the scripts that stand alone: they need a SQL client and nothing of Accrete.
 *
 * <p>A script freezes once. Each model is then one transaction on the script's connection, so that
 * an error anywhere in it takes all of it back, also in a client that goes on after errors. Scripts
 * leave the same tables, positions and changes as a run that took their strategy, and can be mixed
 * with runs. They cannot choose a strategy, retry or fall back; where a precondition fails they say
 * what to run.
 */
public final class ScriptWriter {
  private final StateTables tables;
  private final Dialect dialect;
  private final ScriptSql sql;
  private final boolean told;
  private final String beginning;

  /** Scripts for one project in one target schema. */
  public ScriptWriter(StateTables tables) {
    this(tables, false);
  }

  private ScriptWriter(StateTables tables, boolean told) {
    this.told = told;
    this.tables = tables;
    this.dialect = tables.dialect();
    this.sql = new ScriptSql(tables);
    this.beginning = beginning();
  }

  /** Writes scripts to be read: rounds that are made again and again stand there once. */
  public ScriptWriter told() {
    return new ScriptWriter(tables, true);
  }

  /**
   * {@code full.sql}: builds one model from all of history.
   *
   * @param hidden the hidden models that it reads, which are built first
   */
  public String full(List<ModelPlan> hidden, ModelPlan plan) {
    return script(
        "Builds " + plan.target().plain() + " from all of history.", all(hidden, plan), true);
  }

  /** The same for a model that reads no hidden one. */
  public String full(ModelPlan plan) {
    return full(List.of(), plan);
  }

  private static List<ModelPlan> all(List<ModelPlan> hidden, ModelPlan plan) {
    List<ModelPlan> all = new ArrayList<>(hidden);
    all.add(plan);
    return all;
  }

  /** {@code full.sql} of a view: creates it. */
  public String view(ModelPlan plan) {
    ScriptText text = new ScriptText(sql);
    text.comment("Creates the view " + plan.target().plain() + ".");
    text.written(beginning);
    new ModelScript(tables, sql, text, told).view(plan);
    return text.take();
  }

  private void settings(ScriptText text) {
    text.section("Session settings that the results depend on");
    dialect.sessionSettings().forEach(setting -> text.add("", new Statement("", setting)));
    if (!dialect.precautions().isEmpty()) {
      text.section("Where the engine ends in an internal error; no result depends on it");
      dialect.precautions().forEach(text::comment);
    }
  }

  /**
   * {@code incremental.sql}: brings one model up to date by its changes. Where only a full rebuild
   * is sound, that is what it does.
   *
   * @param hidden the hidden models that it reads, which are brought up to date first
   */
  public String incremental(List<ModelPlan> hidden, ModelPlan plan) {
    return script(does(plan), all(hidden, plan), false);
  }

  private static String does(ModelPlan plan) {
    String table = plan.target().plain();
    if (plan.written().isPresent()) {
      return "Plays the increment that the author of " + table + " wrote: outside the law.";
    }
    if (plan.components().isPresent()) {
      return "Brings " + table + " up to date: labels the touched components anew.";
    }
    if (plan.recompute().isPresent()) {
      return "Brings " + table + " up to date: recomputes the keys that new rows touch.";
    }
    if (plan.append().isPresent()) {
      return "Brings " + table + " up to date: adds the rows that new rows make.";
    }
    return plan.merge().isPresent()
        ? "Rebuilds " + table + ": runs merge changes into its one row, scripts do not."
        : "Rebuilds " + table + ": no cheaper way is sound (see explain.md).";
  }

  /** The same for a model that reads no hidden one. */
  public String incremental(ModelPlan plan) {
    return incremental(List.of(), plan);
  }

  /** {@code run_full.sql}: one freeze, then every model from all of history, in order. */
  public ScriptParts runFullParts(List<ModelPlan> plans) {
    return parts("Builds every model from all of history, as of one freeze.", plans, true);
  }

  /** {@code run.sql}: one freeze, then every model by its changes, in order. */
  public ScriptParts runParts(List<ModelPlan> plans) {
    return parts("Brings every model up to date, as of one freeze.", plans, false);
  }

  /** {@link #runFullParts} as one text. */
  public String runFull(List<ModelPlan> plans) {
    return text(runFullParts(plans));
  }

  /** {@link #runParts} as one text. */
  public String run(List<ModelPlan> plans) {
    return text(runParts(plans));
  }

  private String script(String does, List<ModelPlan> plans, boolean full) {
    return text(parts(does, plans, full));
  }

  private static String text(ScriptParts parts) {
    StringBuilder text = new StringBuilder();
    parts.write(text::append);
    return text.toString();
  }

  private ScriptParts parts(String does, List<ModelPlan> plans, boolean full) {
    ScriptText text = new ScriptText(sql);
    text.comment(does);
    text.written(beginning);
    freeze(text, counted(plans), published(plans));
    String head = text.take();
    moveOn(text, claims(published(plans)));
    return new ScriptParts(head, plans, plan -> model(plan, full), text.take());
  }

  private String model(ModelPlan plan, boolean full) {
    ScriptText text = new ScriptText(sql);
    ModelScript script = new ModelScript(tables, sql, text, told);
    if (plan.view().isPresent()) {
      script.view(plan);
    } else {
      script.write(plan, full || !plan.hasScript());
    }
    return text.take();
  }

  /** Where claimed rows wait for their readers, the tables of their sources come last. */
  private static void moveOn(ScriptText text, List<ClaimSql> claims) {
    List<Statement> moves = claims.stream().flatMap(c -> c.scriptAfter().stream()).toList();
    if (!moves.isEmpty()) {
      text.section("Claimed rows move on where every reader has taken them in");
      moves.forEach(statement -> text.add("", statement));
    }
  }

  private List<ClaimSql> claims(List<InputPlan> inputs) {
    return inputs.stream().flatMap(input -> input.claim(tables).stream()).toList();
  }

  /** What every script begins with after its first line. */
  private String beginning() {
    ScriptText text = new ScriptText(sql);
    text.comment(
        "Written by Accrete. It can be mixed with `accrete run`, and can be run again at any time.");
    settings(text);
    text.section("Accrete's own tables, created where absent");
    StateSchema schema = new StateSchema(tables);
    schema.create().forEach(statement -> text.add("", statement));
    boolean apart = schema.lock().isPresent();
    if (apart) {
      text.add("", new Statement("", dialect.begin()));
    }
    schema.firstRows().forEach(statement -> text.add("", statement));
    if (apart) {
      text.add("", new Statement("", dialect.commit()));
    }
    return text.take();
  }

  private void freeze(ScriptText text, Collection<InputPlan> counted, List<InputPlan> published) {
    FreezeSql freezes = new FreezeSql(tables);
    text.section("Freeze: fix which rows this script sees");
    text.add("", sql.forget());
    if (counted.stream().anyMatch(InputPlan::isHashed)) {
      text.add("", BatchHashSql.create(tables));
    }
    claims(published).stream()
        .flatMap(claim -> claim.scriptBefore().stream())
        .forEach(waiting -> text.add("", waiting));
    text.add("", new Statement("", dialect.begin()));
    claims(published).stream()
        .flatMap(claim -> claim.lock().stream())
        .forEach(lock -> text.add("", lock));
    text.add("", sql.checkState());
    text.add("", sql.begin());
    text.add("", freezes.advance());
    new SourceColumnSql(tables)
        .find(counted.stream().flatMap(ScriptWriter::countedTables).toList())
        .ifPresent(statement -> text.add("", statement));
    counted.forEach(input -> count(text, input));
    for (InputPlan input : published) {
      input
          .claim(tables)
          .map(ClaimSql::script)
          .orElseGet(
              () ->
                  new SnapshotSql(tables, input.name(), input.relation(), input.compared())
                      .script())
          .forEach(statement -> text.add(input.name(), statement));
    }
    text.add("", freezes.note());
    // Before the commit: a run that freezes behind it may drop stamps of hours that it rolled up.
    BatchSql batches = new BatchSql(tables);
    for (InputPlan input : counted) {
      input.loadedAt().ifPresent(at -> text.add("", batches.stageFrozen(input.relation(), at)));
    }
    dialect
        .replaced(
            Stream.concat(counted.stream(), published.stream())
                .flatMap(input -> input.frozenTables().stream())
                .toList())
        .ifPresent(condition -> text.add("", stopWhereReplaced(condition)));
    text.add("", new Statement("", dialect.commit()));
  }

  private static Stream<RelationName> countedTables(InputPlan source) {
    return Stream.concat(
        Stream.of(source.relation()), source.deleted().map(InputPlan.Deleted::relation).stream());
  }

  private Statement stopWhereReplaced(String condition) {
    return new Statement(
        "Stop where a source was emptied or created anew: this transaction saw none of its rows",
        dialect.failWhere(
            Map.of(
                condition,
                "a source was emptied or created anew meanwhile: run this script again")));
  }

  private void count(ScriptText text, InputPlan input) {
    FreezeSql freezes = new FreezeSql(tables);
    RelationName source = input.relation();
    input.loadedAt().ifPresent(at -> stopWhereUncountable(text, source, at));
    input
        .companion()
        .ifPresent(with -> text.add("", new LoadedWithSql(tables, source, with).count()));
    if (input.isHashed()) {
      countHashed(text, source, input.hashes(tables).orElseThrow());
    } else if (input.loadedAt().isPresent()) {
      LoadedAt loadedAt = input.loadedAt().get();
      if (input.arrival() != Arrival.ANY) {
        sql.stageCounted(source, loadedAt, input.arrival()).forEach(s -> text.add("", s));
      }
      freezes.countBatches(source, loadedAt, input.arrival()).forEach(s -> text.add("", s));
      if (loadedAt.grain() != Grain.STAMP) {
        text.add("", sql.stageOpen(source));
      }
      freezes.countOpen(source, loadedAt).ifPresent(statement -> text.add("", statement));
    }
    countDeleted(text, input);
  }

  private void stopWhereUncountable(ScriptText text, RelationName source, LoadedAt at) {
    new FreezeSql(tables)
        .uncountable(source, at)
        .map(
            condition ->
                new Statement(
                    "Stop where stamps of " + source.plain() + " are finer than batches",
                    dialect.failWhere(Map.of(condition, FreezeSql.whyUncountable(source, at)))))
        .ifPresent(statement -> text.add("", statement));
  }

  private void countHashed(ScriptText text, RelationName source, BatchHashSql hashes) {
    text.add("", hashes.stage());
    hashes.note().forEach(statement -> text.add("", statement));
    if (hashes.stageOpen().isPresent()) {
      text.add("", sql.stageOpen(source));
      text.add("", hashes.stageOpen().get());
      hashes.noteOpen().forEach(statement -> text.add("", statement));
    }
  }

  /** Copies of deleted rows are counted with the source, and its contents taken. */
  private void countDeleted(ScriptText text, InputPlan source) {
    source
        .deleted()
        .ifPresent(
            copies -> {
              stopWhereUncountable(text, copies.relation(), copies.noted());
              new FreezeSql(tables)
                  .countBatches(copies.relation(), copies.noted(), Arrival.ANY)
                  .forEach(statement -> text.add("", statement));
            });
    source
        .deletedSql(tables)
        .ifPresent(sql -> sql.takeContents().forEach(statement -> text.add("", statement)));
  }

  private static List<InputPlan> published(List<ModelPlan> plans) {
    return plans.stream()
        .filter(plan -> plan.materialized() != Materialization.VIEW)
        .flatMap(plan -> plan.inputs().stream())
        .filter(InputPlan::isPublishedByFreeze)
        .distinct()
        .toList();
  }

  /** What is counted by batches, each once; before a source the one with which it is loaded. */
  private static Collection<InputPlan> counted(List<ModelPlan> plans) {
    Map<RelationName, InputPlan> counted = new LinkedHashMap<>();
    plans.stream()
        .filter(plan -> plan.materialized() != Materialization.VIEW)
        .flatMap(plan -> plan.inputs().stream())
        .flatMap(input -> input.withCompanion().stream())
        .filter(InputPlan::isCounted)
        .forEach(input -> counted.merge(input.relation(), input, InputPlan::knowingMore));
    return counted.values();
  }
}
