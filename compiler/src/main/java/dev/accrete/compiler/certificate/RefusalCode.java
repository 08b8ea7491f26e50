package dev.accrete.compiler.certificate;

import java.util.Locale;

/** The catalogue of refusals: a stable code, a sentence, and what would make it work. */
public enum RefusalCode {
  ONE_ROW(
      "R101",
      "without GROUP BY there is one row for all of history, so there are no keys to split it by",
      "group by something, or accept the full rebuild"),
  KEY_NOT_STORED(
      "R102",
      "no column of the output is made of the group keys alone, so the touched rows cannot be found in the table",
      "select at least one group key"),
  WINDOW_WITHOUT_PARTITION(
      "R103",
      "the window %s has no PARTITION BY: every row may change every other",
      "partition the window by a column that the model keeps"),
  WINDOW_VALUE_AS_KEY(
      "R104",
      "the key would be the value of the window function %s, which changes when other rows come",
      "group by columns of the input"),
  KEY_OF_AGGREGATE(
      "R105", "the key would be the value of an aggregate, %s", "group by columns of the input"),
  OPEN_TIE(
      "R106",
      "rows that tie in the ORDER BY of %s are picked freely by the engine, and the key does not keep such rows together",
      "order by further columns until no two rows tie, or partition by the key"),
  KEY_FROM_BLOCK(
      "R107",
      "the key takes columns from both sides of a join, and one side is a block (%s) of its own",
      "make that block a model of its own"),
  NO_EQUALITY(
      "R108",
      "the join to a block has no equality, so a change in the block cannot be led to keys",
      "join on equal columns"),
  LOOSE_KEY(
      "R110",
      "the key would be computed from a column whose equal values can differ, as 0.0 and -0.0 do",
      "group by that expression itself, or select the plain column"),
  OPEN_CHOICE(
      "R111",
      "a part that several keys share leaves a choice to the engine: rows that tie in a window, or an aggregate that picks",
      "order by further columns until no two rows tie, and use MIN or MAX where an aggregate picks"),
  SUBQUERY_AS_KEY(
      "R112",
      "the key would be what a subquery says of a row, which changes when other rows come",
      "select a column of the rows themselves"),
  MIXED_TYPES(
      "R113",
      "the branches of a set operation give %s in types that do not compare alike",
      "cast it to one type in each of them"),
  NO_KEY("R109", "no column of the output serves as a key: %s", "see the reasons by column"),
  LIMIT(
      "R201",
      "LIMIT and OFFSET choose rows among all of them",
      "drop the LIMIT; limit where you read"),
  SET_OPERATION("R202", "%s is not derived yet", "split the branches into models"),
  SUBQUERY(
      "R203",
      "%s is not derived",
      "bind the subquery to the row outside in its WHERE, or write it as a join"),
  RECURSION("R204", "recursion is not derived", "use components() for identities"),
  JOIN_FORM("R205", "%s is not derived", "name the columns, and join with ON or USING"),
  GROUPING_SETS(
      "R206",
      "no expression is in every grouping set of %s, so no key keeps its rows together",
      "group by an expression beside it, or keep the sets one by one: a SELECT of at most 16 sets, each once, without DISTINCT or a window over all of them"),
  QUALIFY("R207", "QUALIFY is not derived yet", "filter the window's value in an outer SELECT"),
  TABLE_FUNCTION("R208", "%s in FROM is not derived", "load its rows into a table"),
  VALUES("R209", "VALUES of columns is not derived", "write a SELECT for each row"),
  NAME_UNCLEAR("R210", "%s", "give the output column another name"),
  OTHER_FORM("R219", "%s is not derived yet", "write it in another form"),
  NONDETERMINISTIC(
      "R301", "%s gives another value each time it runs", "compute it where the rows are read"),
  CLOCK(
      "R302",
      "%s reads the clock elsewhere than in a WHERE over one input, or by itself in the select list",
      "compare columns of one input with the clock in WHERE, or compute it where the rows are read"),
  UNKNOWN_FUNCTION(
      "R303",
      "the function %s is in no catalogue, so nobody promised that it is deterministic",
      "declare it under functions: in accrete.yml"),
  HAND_WRITTEN(
      "R401",
      "the model has a hand-written incremental block, which stands in the place of a derivation",
      "write the plain SELECT alone"),
  TIME_WINDOW(
      "R402",
      "the model has a time window, which stands in the place of a derivation",
      "write the plain SELECT alone"),
  NEVER("R403", "the front matter says %s", "drop that line"),
  NOT_VALIDATED(
      "R404",
      "the SQL was not checked, so nothing is derived from it",
      "mend what the warnings name"),
  NO_INPUTS("R405", "the model reads no source and no model", "nothing to do: it never changes"),
  NOT_VERIFIED(
      "R407",
      "the derivation did not pass its check, which knows no rule: %s",
      "report this as a defect of Accrete; the table is right, and rebuilt in full"),
  SOURCE_KIND(
      "R406",
      "the source %s declares neither loaded_at nor changes: static, so its changes cannot be seen",
      "declare loaded_at for the source"),
  APPEND_BLOCK(
      "R501",
      "%s looks at many rows at once, so a new row can change rows that are there",
      "nothing to do: the touched keys are computed again; or split the model where rows still stand alone"),
  APPEND_ABSENT_PARTNER(
      "R502",
      "a new row of %s can be the partner of a row that stands alone until then, which has to go",
      "join where a partner is there from the start, or accept that touched keys are computed again"),
  APPEND_TWICE(
      "R503",
      "%s, so a new row is not all that changes",
      "read what grows once in each branch of a UNION ALL"),
  AMONG_OTHERS(
      "R504",
      "%s is loaded with another source: its new rows are known to be among the rows of some batches, and not which they are",
      "nothing to do: the touched keys are computed again; a landing schema (changes: landing) knows new rows exactly"),
  MERGE_FORM(
      "R511",
      "the groups cannot be merged because %s",
      "nothing to do: the touched keys are computed again"),
  MERGE_KEY(
      "R512",
      "the groups cannot be merged because %s",
      "select each group key as a column of its own, of a type whose equal values are the same"),
  MERGE_COLUMN(
      "R513",
      "%s cannot be merged because it is no COUNT, exact SUM, MIN or MAX of values whose type is known and whose equals are the same",
      "cast what is added up to DECIMAL; without GROUP BY, keep it in a model of its own, so that the others merge");

  private final String id;
  private final String pattern;
  private final String remedy;

  RefusalCode(String id, String pattern, String remedy) {
    this.id = id;
    this.pattern = pattern;
    this.remedy = remedy;
  }

  /** The stable code, such as {@code R101}. */
  public String id() {
    return id;
  }

  /** The sentence with its places filled. */
  public String message(Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }

  /** What would make it work. */
  public String remedy() {
    return remedy;
  }
}
