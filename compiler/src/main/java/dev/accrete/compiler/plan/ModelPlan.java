package dev.accrete.compiler.plan;

import dev.accrete.compiler.cache.Later;
import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ModelFile.Materialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everything a run needs to bring one model up to date.
 *
 * @param model the model's name
 * @param materialized table, view or ephemeral
 * @param target the user's table or view
 * @param columns the output columns, in order
 * @param fingerprint of the resolved tree, the settings and the stored form: another one means that
 *     the model changed
 * @param inputs each input once, in the order of the text
 * @param publishes whether the model has readers, so that its changes are kept
 * @param work what is carried out
 * @param drift why its rows may differ without any change of an input, as by the clock, where only
 *     a full rebuild can tell how
 * @param around what its author wants done around its commit
 * @param reads what it reads of its inputs
 */
public record ModelPlan(
    String model,
    Materialization materialized,
    RelationName target,
    List<String> columns,
    String fingerprint,
    List<InputPlan> inputs,
    boolean publishes,
    Later<PlanWork> work,
    Optional<String> drift,
    Around around,
    InputReads reads) {
  public ModelPlan {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
  }

  /** A plan with what is carried out. */
  public ModelPlan(
      String model,
      Materialization materialized,
      RelationName target,
      List<String> columns,
      String fingerprint,
      List<InputPlan> inputs,
      boolean publishes,
      Full full,
      Optional<Recompute> recompute,
      Optional<Append> append,
      List<SideTable> sideTables,
      Optional<MergePlan> merge,
      Optional<ViewPlan> view,
      Optional<WrittenPlan> written,
      List<Claim> claims,
      Optional<String> drift,
      Optional<ComponentsPlan> components,
      Around around,
      InputReads reads) {
    this(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        Later.of(
            new PlanWork(
                full, recompute, append, sideTables, merge, view, written, claims, components)),
        drift,
        around,
        reads);
  }

  /** The plan of a table that is rebuilt, or recomputed. */
  public ModelPlan(
      String model,
      Materialization materialized,
      RelationName target,
      List<String> columns,
      String fingerprint,
      List<InputPlan> inputs,
      boolean publishes,
      Full full,
      Optional<Recompute> recompute) {
    this(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        full,
        recompute,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Around.NONE,
        InputReads.UNKNOWN);
  }

  /** The full rebuild. */
  public Full full() {
    return work.get().full();
  }

  /** The recompute of touched keys, where it is sound. */
  public Optional<Recompute> recompute() {
    return work.get().recompute();
  }

  /** Adds the rows that new rows make, where that is sound. */
  public Optional<Append> append() {
    return work.get().append();
  }

  /** What Accrete keeps beside the table; written whenever that is. */
  public List<SideTable> sideTables() {
    return work.get().sideTables();
  }

  /** Brings groups up to date by their changes alone, where that is sound. */
  public Optional<MergePlan> merge() {
    return work.get().merge();
  }

  /** Creates the view, where the model is one: then nothing else is carried out. */
  public Optional<ViewPlan> view() {
    return work.get().view();
  }

  /** The increment that the author wrote, where there is one. */
  public Optional<WrittenPlan> written() {
    return work.get().written();
  }

  /** The declarations that the recompute relies on. */
  public List<Claim> claims() {
    return work.get().claims();
  }

  /** How the nodes are labelled, where the table is one of connected components. */
  public Optional<ComponentsPlan> components() {
    return work.get().components();
  }

  /** The same with another recompute. */
  public ModelPlan with(Optional<Recompute> other) {
    return but(draft -> draft.recompute = other);
  }

  /** The same with another append. */
  public ModelPlan withAppend(Optional<Append> other) {
    return but(draft -> draft.append = other);
  }

  /** The same with another merge. */
  public ModelPlan withMerge(Optional<MergePlan> other) {
    return but(draft -> draft.merge = other);
  }

  /** The same with other side tables. */
  public ModelPlan withSideTables(List<SideTable> others) {
    return but(draft -> draft.sideTables = others);
  }

  /** The same with another view. */
  public ModelPlan withView(Optional<ViewPlan> other) {
    return but(draft -> draft.view = other);
  }

  /** The same, kept up to date by its author. */
  ModelPlan written(WrittenPlan increment) {
    return but(draft -> draft.written = Optional.of(increment));
  }

  /** The same, relying on declarations. */
  public ModelPlan relyingOn(List<Claim> declarations) {
    return but(draft -> draft.claims = declarations);
  }

  /** The same, for a model whose rows may differ without any change of an input, and why. */
  public ModelPlan drifting(Optional<String> reason) {
    return with(work, reason, around, reads);
  }

  /** The same with other components. */
  public ModelPlan withComponents(Optional<ComponentsPlan> others) {
    return but(draft -> draft.components = others);
  }

  /** The same with other things done around its commit. */
  public ModelPlan around(Around other) {
    return with(work, drift, other, reads);
  }

  /** The same, reading this of its inputs. */
  public ModelPlan reading(InputReads other) {
    return with(work, drift, around, other);
  }

  /** Whether nothing but a full rebuild brings it up to date. */
  public boolean isRebuiltAlone() {
    return recompute().isEmpty() && append().isEmpty() && merge().isEmpty() && written().isEmpty();
  }

  /** Whether a column of a source may matter to its rows, by its name in lower case. */
  public boolean mayRead(String source, String column) {
    return reads.mayRead(source, column);
  }

  private ModelPlan but(Consumer<WorkDraft> change) {
    WorkDraft draft = new WorkDraft(work.get());
    change.accept(draft);
    return with(Later.of(draft.work()), drift, around, reads);
  }

  private ModelPlan with(
      Later<PlanWork> newWork, Optional<String> newDrift, Around newAround, InputReads newReads) {
    return new ModelPlan(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        newWork,
        newDrift,
        newAround,
        newReads);
  }

  /** The inputs of which rows count as changed when their comparison with the clock flips. */
  public List<String> timedInputs() {
    return recompute().map(Recompute::routes).orElse(List.of()).stream()
        .filter(route -> route.fill().sql().contains(Statement.LAST_CLOCK))
        .map(RoutePlan::input)
        .distinct()
        .toList();
  }

  /** Whether a script can do more than rebuild the table: it does not merge. */
  public boolean hasScript() {
    return recompute().isPresent() || append().isPresent() || written().isPresent();
  }

  /** The tables that others made, and that are read with all the columns that they have. */
  public List<RelationName> loadedTables() {
    return inputs.stream()
        .filter(i -> i.kind() != InputPlan.Kind.MODEL && i.kind() != InputPlan.Kind.SNAPSHOT_SOURCE)
        .map(InputPlan::relation)
        .distinct()
        .toList();
  }

  /** The columns of the user's table that the keys are; empty where there is no key. */
  public List<String> keyColumns() {
    return recompute().map(Recompute::keyColumns).orElse(List.of());
  }

  /**
   * The full rebuild. It stages all rows beside the table, then replaces them in one transaction.
   *
   * @param staged the staging table's name; temporary
   * @param shape the model's SELECT over its inputs as they stand, without rows
   * @param stage creates the staging table from the model's SELECT, pinned
   * @param create creates the user's table from the staging table, rows included
   * @param deleteAll empties the user's table (same shape)
   * @param insertAll fills the user's table from the staging table, by named columns
   */
  public record Full(
      String staged,
      String shape,
      Statement stage,
      Statement create,
      Statement deleteAll,
      Statement insertAll) {}

  /**
   * The recompute of touched keys: find them, stage old and new rows, replace in one transaction.
   *
   * @param keyColumns the columns of the user's table that the keys are
   * @param keys the staging table of touched keys; temporary, like the other two
   * @param oldRows the staging table of the rows that leave
   * @param newRows the staging table of the rows that come
   * @param createKeys creates the table of touched keys, empty, in the types of the user's table
   * @param routes fill it, one or more for each changing input
   * @param countKeys counts the touched keys
   * @param needed stages sets of values that restrictions read besides the keys, in order, once the
   *     keys are complete
   * @param stageOld creates and fills {@code oldRows}
   * @param stageNew creates and fills {@code newRows}
   * @param delete deletes the touched keys' rows from the user's table
   * @param insert inserts {@code newRows} into it
   * @param oldRowsInCommit whether {@code stageOld} belongs into the transaction that deletes, as
   *     the first of its statements: {@code delete} finds by row identifiers what it staged
   * @param bounds the least values that needed rows can have, computed before {@code stageNew};
   *     those of side tables read what these have staged of the change
   */
  public record Recompute(
      List<String> keyColumns,
      String keys,
      String oldRows,
      String newRows,
      Statement createKeys,
      List<RoutePlan> routes,
      Statement countKeys,
      List<Statement> needed,
      Statement stageOld,
      Statement stageNew,
      Statement delete,
      Statement insert,
      boolean oldRowsInCommit,
      List<BoundPlan> bounds) {
    public Recompute {
      bounds = List.copyOf(bounds);
      keyColumns = List.copyOf(keyColumns);
      routes = List.copyOf(routes);
      needed = List.copyOf(needed);
    }

    /** The staging tables that are dropped when the model is done. */
    public List<String> stages() {
      List<String> all = new ArrayList<>(List.of(keys, oldRows, newRows));
      bounds.forEach(b -> all.add(b.staged()));
      return all;
    }

    /** Whether {@code stageNew} reads what {@code stageOld} found. */
    public boolean readsOldRows() {
      return bounds.stream().anyMatch(BoundPlan::ofOldRows);
    }
  }

  /**
   * The append: stage the rows that new rows make, add them in one transaction.
   *
   * @param staged the staging table of these rows; temporary
   * @param growths the sets of inputs that may have new rows together; a run takes the first that
   *     has all with changes
   * @param countKeys counts the keys of the staged rows, where the model has a key
   * @param insert inserts the staged rows into the user's table
   */
  public record Append(
      String staged, List<GrowthPlan> growths, Optional<Statement> countKeys, Statement insert) {
    public Append {
      growths = List.copyOf(growths);
    }
  }

  /**
   * What some inputs' new rows make.
   *
   * @param inputs those that may have new rows; all others of the model must stand still
   * @param leading those that are read by their new rows, whether they have any or not
   * @param stage creates and fills the staging table
   */
  public record GrowthPlan(List<String> inputs, List<String> leading, Statement stage) {
    public GrowthPlan {
      inputs = List.copyOf(inputs);
      leading = List.copyOf(leading);
    }
  }

  /**
   * The least value that a needed row can have.
   *
   * @param name by which statements ask for it
   * @param ofOldRows whether the rows that leave keep it; else a side table does
   * @param staged the staging table that holds it; temporary
   * @param stage creates that
   * @param read reads it as a literal of its type: one row
   */
  public record BoundPlan(
      String name, boolean ofOldRows, String staged, Statement stage, Statement read) {}

  /**
   * One way by which a changed input touches keys.
   *
   * @param input the changed input
   * @param purpose what is done, for people
   * @param into the INSERT that takes the keys in, before their SELECT
   * @param select the keys that it touches, in the types that they have where they come from
   */
  public record RoutePlan(String input, String purpose, String into, String select) {
    /** Adds the keys that it touches. */
    public Statement fill() {
      return new Statement(purpose, into + "\n" + select);
    }
  }
}
