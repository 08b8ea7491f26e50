package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The increment that the author of a model wrote: its rows are staged, the rows of the table whose
 * place they take leave, and they come in, in one transaction. Outside the law: what the rows are
 * is the author's.
 *
 * @param strategy hand-written or time window
 * @param place the columns by which rows take each other's place: the unique key, or the window's
 *     column; equal rows share their values
 * @param window the staging table of the window's start, where there is a window
 * @param newRows the staging table of the rows that come; in the types of the user's table
 * @param oldRows the staging table of the rows that leave
 * @param stageWindow creates {@code window}
 * @param createNew creates {@code newRows}, empty
 * @param fillNew fills it
 * @param repeated a query for a key that comes in more than once: one row of text, or none
 * @param stageOld creates and fills {@code oldRows}
 * @param delete deletes those rows from the user's table
 * @param insert inserts {@code newRows} into it
 */
public record WrittenPlan(
    Strategy strategy,
    List<String> place,
    Optional<String> window,
    String newRows,
    String oldRows,
    Optional<Statement> stageWindow,
    Statement createNew,
    Statement fillNew,
    Optional<Statement> repeated,
    Statement stageOld,
    Statement delete,
    Statement insert) {
  public WrittenPlan {
    place = List.copyOf(place);
  }

  /** The staging tables that are dropped when the model is done. */
  public List<String> stages() {
    List<String> all = new ArrayList<>(List.of(newRows, oldRows));
    window.ifPresent(all::add);
    return all;
  }
}
