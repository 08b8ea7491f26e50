package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ModelFile.Materialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
 * @param full the full rebuild
 * @param recompute the recompute of touched keys, where it is sound
 * @param append adds the rows that new rows make, where that is sound
 * @param sideTables what Accrete keeps beside the table; written whenever that is
 * @param merge brings groups up to date by their changes alone, where that is sound
 * @param view creates the view, where the model is one: then nothing else is carried out
 * @param written the increment that the author wrote, where there is one
 * @param claims the declarations that the recompute relies on
 * @param drift why its rows may differ without any change of an input, as by the clock, where only
 *     a full rebuild can tell how
 * @param components how the nodes are labelled, where the table is one of connected components
 * @param around what its author wants done around its commit
 */
public record ModelPlan(
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
    Optional<Merge> merge,
    Optional<Statement> view,
    Optional<WrittenPlan> written,
    List<Claim> claims,
    Optional<String> drift,
    Optional<ComponentsPlan> components,
    Around around) {
  public ModelPlan {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
    sideTables = List.copyOf(sideTables);
    claims = List.copyOf(claims);
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
        Around.NONE);
  }

  /** The same with another recompute. */
  public ModelPlan with(Optional<Recompute> other) {
    return with(other, append, sideTables, merge, view, written, claims, drift);
  }

  /** The same with another append. */
  public ModelPlan withAppend(Optional<Append> other) {
    return with(recompute, other, sideTables, merge, view, written, claims, drift);
  }

  /** The same with another merge. */
  public ModelPlan withMerge(Optional<Merge> other) {
    return with(recompute, append, sideTables, other, view, written, claims, drift);
  }

  /** The same with other side tables. */
  public ModelPlan withSideTables(List<SideTable> others) {
    return with(recompute, append, others, merge, view, written, claims, drift);
  }

  /** The same with another view. */
  public ModelPlan withView(Optional<Statement> other) {
    return with(recompute, append, sideTables, merge, other, written, claims, drift);
  }

  /** The same, kept up to date by its author. */
  ModelPlan written(WrittenPlan increment) {
    return with(recompute, append, sideTables, merge, view, Optional.of(increment), claims, drift);
  }

  /** The same, relying on declarations. */
  public ModelPlan relyingOn(List<Claim> declarations) {
    return with(recompute, append, sideTables, merge, view, written, declarations, drift);
  }

  /** The same, for a model whose rows may differ without any change of an input, and why. */
  public ModelPlan drifting(Optional<String> reason) {
    return with(recompute, append, sideTables, merge, view, written, claims, reason);
  }

  /** The same with other components. */
  public ModelPlan withComponents(Optional<ComponentsPlan> others) {
    return new ModelPlan(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        full,
        recompute,
        append,
        sideTables,
        merge,
        view,
        written,
        claims,
        drift,
        others,
        around);
  }

  /** The same with other things done around its commit. */
  public ModelPlan around(Around other) {
    return new ModelPlan(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        full,
        recompute,
        append,
        sideTables,
        merge,
        view,
        written,
        claims,
        drift,
        components,
        other);
  }

  private ModelPlan with(
      Optional<Recompute> keys,
      Optional<Append> rows,
      List<SideTable> sides,
      Optional<Merge> groups,
      Optional<Statement> shown,
      Optional<WrittenPlan> increment,
      List<Claim> declarations,
      Optional<String> reason) {
    return new ModelPlan(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        full,
        keys,
        rows,
        sides,
        groups,
        shown,
        increment,
        declarations,
        reason,
        components,
        around);
  }

  /** The inputs of which rows count as changed when their comparison with the clock flips. */
  public List<String> timedInputs() {
    return recompute.map(Recompute::routes).orElse(List.of()).stream()
        .filter(route -> route.fill().sql().contains(Statement.LAST_CLOCK))
        .map(RoutePlan::input)
        .distinct()
        .toList();
  }

  /** Whether a script can do more than rebuild the table: it does not merge. */
  public boolean hasScript() {
    return recompute.isPresent() || append.isPresent() || written.isPresent();
  }

  /** The columns of the user's table that the keys are; empty where there is no key. */
  public List<String> keyColumns() {
    return recompute.map(Recompute::keyColumns).orElse(List.of());
  }

  /**
   * The full rebuild. It stages all rows beside the table, then replaces them in one transaction.
   *
   * @param staged the staging table's name; temporary
   * @param stage creates the staging table from the model's SELECT, pinned
   * @param create creates the user's table from the staging table, rows included
   * @param deleteAll empties the user's table (same shape)
   * @param insertAll fills the user's table from the staging table, by named columns
   */
  public record Full(
      String staged, Statement stage, Statement create, Statement deleteAll, Statement insertAll) {}

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
   * A table of the state that belongs to this model alone. A full rebuild creates it, every
   * strategy that writes the model's table writes it in the same transaction, and the position of
   * that commit names it; one that the last position does not name is not up to date, and of no
   * use.
   *
   * @param name what it holds, in one word
   * @param table where it is
   * @param required whether it is kept in any case; else the rebuild decides
   * @param keyColumns by which its rows belong to keys
   * @param columns its columns, in order
   * @param select what it holds, over the inputs as they stand: for whoever wants to compare
   * @param held a SELECT of what it holds, in the form of {@code select}
   * @param staged the staging table of its new rows; temporary
   * @param stageAll creates and fills {@code staged} with every row
   * @param create creates the table from {@code staged}
   * @param stageChange creates and fills {@code staged} with the rows of the touched keys; or with
   *     what changed rows bring, whatever keys they touch, where nothing is ever deleted
   * @param deleteTouched deletes the rows of the touched keys; absent where rows only come
   * @param insert inserts {@code staged}
   */
  public record SideTable(
      String name,
      RelationName table,
      boolean required,
      List<String> keyColumns,
      List<String> columns,
      String select,
      String held,
      String staged,
      Statement stageAll,
      Statement create,
      Statement stageChange,
      Optional<Statement> deleteTouched,
      Statement insert) {
    public SideTable {
      columns = List.copyOf(columns);
      keyColumns = List.copyOf(keyColumns);
    }

    /** Whether it takes what changed rows bring, by whatever strategy the model takes them in. */
    public boolean grows() {
      return deleteTouched.isEmpty();
    }

    /** The name by which a position says that the table is up to date. */
    public String position() {
      return "side table " + name;
    }
  }

  /**
   * The merge: aggregate the signed change by groups, combine it with the parts in the side table,
   * make new rows of these.
   *
   * @param always why it is taken wherever it can be; else it is where groups are hot
   * @param side the side table of parts
   * @param values how often groups have values, for each count of distinct ones
   * @param stages the staging tables besides those of {@code replace} and the side tables
   * @param countRows counts the rows of all groups
   * @param createSigned creates the staging table of signed rows, empty
   * @param terms fill it, each where all its inputs have changed
   * @param stageDelta aggregates it by groups
   * @param combine statements that stage the new parts, in order
   * @param again computes groups that may have lost their least or greatest value, and comes behind
   *     {@code combine}
   * @param rest stages what does not add up of the touched groups, and joins it to the new parts;
   *     behind {@code again}
   * @param countMisfits counts groups that would have less than no rows: the side table is wrong
   * @param replace puts the new rows in place: its one route fills the touched groups
   * @param deleteParts deletes the touched groups' parts
   */
  public record Merge(
      Optional<String> always,
      SideTable side,
      List<Values> values,
      List<String> stages,
      Statement countRows,
      Statement createSigned,
      List<TermPlan> terms,
      Statement stageDelta,
      List<Statement> combine,
      Optional<Again> again,
      List<Statement> rest,
      Statement countMisfits,
      Recompute replace,
      Statement deleteParts) {
    public Merge {
      values = List.copyOf(values);
      stages = List.copyOf(stages);
      terms = List.copyOf(terms);
      combine = List.copyOf(combine);
      rest = List.copyOf(rest);
    }

    /** All that has to be up to date for a merge. */
    public List<SideTable> sides() {
      List<SideTable> all = new ArrayList<>(List.of(side));
      values.forEach(v -> all.add(v.side()));
      return all;
    }
  }

  /**
   * How often each group has each value that is counted once.
   *
   * @param side the side table of it
   * @param stageChange stages, from the signed rows, how often values were there and now are;
   *     before {@code stageDelta}
   * @param stageNew stages the rows that {@code side} gets
   * @param delete deletes those that they replace
   */
  public record Values(
      SideTable side, Statement stageChange, Statement stageNew, Statement delete) {}

  /**
   * Groups whose parts the change does not tell.
   *
   * @param count counts them
   * @param compute stages their parts, from the inputs
   */
  public record Again(Statement count, Statement compute) {}

  /**
   * A summand of the signed change.
   *
   * @param inputs those that must all have changed
   * @param fill adds its rows
   */
  public record TermPlan(List<String> inputs, Statement fill) {
    public TermPlan {
      inputs = List.copyOf(inputs);
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
   * @param fill adds the keys that it touches
   */
  public record RoutePlan(String input, Statement fill) {}
}
