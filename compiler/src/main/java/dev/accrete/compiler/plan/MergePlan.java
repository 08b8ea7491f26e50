package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
public record MergePlan(
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
    ModelPlan.Recompute replace,
    Statement deleteParts) {
  public MergePlan {
    values = List.copyOf(values);
    stages = List.copyOf(stages);
    terms = List.copyOf(terms);
    combine = List.copyOf(combine);
    rest = List.copyOf(rest);
  }

  /**
   * The staging table of the signed rows: keys and arguments, named as in the side tables that they
   * go into.
   */
  public String signed() {
    return stages.get(0);
  }

  /** All that has to be up to date for a merge. */
  public List<SideTable> sides() {
    List<SideTable> all = new ArrayList<>(List.of(side));
    values.forEach(v -> all.add(v.side()));
    return all;
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
}
