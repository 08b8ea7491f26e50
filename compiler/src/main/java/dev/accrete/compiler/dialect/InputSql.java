package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Relation;

/**
 * How one model reads its inputs: the tables of the target, and which of their rows each state is.
 */
public interface InputSql {

  /**
   * One reading of an input.
   *
   * @param from what stands in FROM, without an alias
   * @param condition which rows, over the alias; empty for all
   * @param afterOthers the same condition as it is written best behind others that leave few rows
   * @param of what {@code from} is
   */
  record Reading(String from, String condition, String afterOthers, Of of) {
    /** What stands in FROM. */
    public enum Of {
      /** A table that Accrete made, which has no unknown columns. */
      OWN_TABLE,
      /** A table of others, or a view, with perhaps more columns than are declared. */
      SOURCE,
      /** A query. */
      QUERY
    }

    /** A reading whose condition is the same wherever it stands. */
    public Reading(String from, String condition) {
      this(from, condition, condition, Of.QUERY);
    }

    /** All rows of a table that others made. */
    public static Reading ofSource(String table) {
      return new Reading(table, "", "", Of.SOURCE);
    }

    /** All rows of a table that Accrete made. */
    public static Reading ofOwnTable(String table) {
      return new Reading(table, "", "", Of.OWN_TABLE);
    }
  }

  /**
   * How an input is read.
   *
   * @param input its name, as {@code ref} has it
   * @param state which of its rows
   * @param columns the columns that are needed, in order
   * @param alias the alias by which the condition names it
   */
  Reading read(String input, Relation.State state, java.util.List<String> columns, String alias);

  /**
   * What the clock asks of the current rows of one {@code ref()}: a row that does not pass is no
   * row of the input that the model was derived over. Empty for nothing.
   *
   * @param reference the number of the {@code ref()}
   * @param alias the alias by which the condition names the input
   */
  default String passing(int reference, String alias) {
    return "";
  }
}
