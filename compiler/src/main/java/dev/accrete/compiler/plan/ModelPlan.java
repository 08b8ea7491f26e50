package dev.accrete.compiler.plan;

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
 * @param view creates the view, where the model is one: then nothing else is carried out
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
    Optional<Statement> view) {
  public ModelPlan {
    columns = List.copyOf(columns);
    inputs = List.copyOf(inputs);
  }

  /** The plan of a table. */
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
        Optional.empty());
  }

  /** The same with another recompute. */
  public ModelPlan with(Optional<Recompute> other) {
    return new ModelPlan(
        model,
        materialized,
        target,
        columns,
        fingerprint,
        inputs,
        publishes,
        full,
        other,
        append,
        view);
  }

  /** The same with another append. */
  public ModelPlan withAppend(Optional<Append> other) {
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
        other,
        view);
  }

  /** The same with another view. */
  public ModelPlan withView(Optional<Statement> other) {
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
        other);
  }

  /** Whether a run can do more than rebuild the table. */
  public boolean isIncremental() {
    return recompute.isPresent() || append.isPresent();
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
   * @param bound the least value that a needed row can have, computed between {@code stageOld} and
   *     {@code stageNew}
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
      Optional<BoundPlan> bound) {
    public Recompute {
      keyColumns = List.copyOf(keyColumns);
      routes = List.copyOf(routes);
      needed = List.copyOf(needed);
    }

    /** The staging tables that are dropped when the model is done. */
    public List<String> stages() {
      List<String> all = new ArrayList<>(List.of(keys, oldRows, newRows));
      bound.ifPresent(b -> all.add(b.staged()));
      return all;
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
   * @param staged the staging table that holds it; temporary
   * @param stage creates that
   * @param read reads it as a literal of its type: one row
   */
  public record BoundPlan(String staged, Statement stage, Statement read) {}

  /**
   * One way by which a changed input touches keys.
   *
   * @param input the changed input
   * @param fill adds the keys that it touches
   */
  public record RoutePlan(String input, Statement fill) {}
}
