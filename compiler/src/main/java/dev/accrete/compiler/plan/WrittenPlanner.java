package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.WindowSql;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the increment that the author of a model wrote into statements. */
final class WrittenPlanner {
  private final Dialect dialect;
  private final String model;
  private final RelationName target;
  private final List<String> columns;

  WrittenPlanner(Dialect dialect, String model, RelationName target, List<String> columns) {
    this.dialect = dialect;
    this.model = model;
    this.target = target;
    this.columns = List.copyOf(columns);
  }

  /**
   * The increment as a run has it.
   *
   * @param names the columns of {@code select}, in its order
   * @param select the author's incremental variant, pinned
   * @param key the model's unique key
   * @param window the window, for a time window
   */
  record Increment(
      Strategy strategy,
      List<String> names,
      String select,
      List<String> key,
      Optional<TimeWindow> window) {}

  WrittenPlan plan(Increment increment) {
    return increment
        .window()
        .map(window -> windowed(increment, window))
        .orElseGet(() -> keyed(increment));
  }

  private WrittenPlan keyed(Increment increment) {
    List<String> key = stored(increment.key());
    String taken = isTaken(key, "kept");
    return new WrittenPlan(
        increment.strategy(),
        key,
        Optional.empty(),
        newRows(),
        oldRows(),
        Optional.empty(),
        createNew(),
        fillNew(increment, ""),
        Optional.of(repeated(key)),
        stageOld(taken),
        delete(isTaken(key, target.table())),
        insert());
  }

  private WrittenPlan windowed(Increment increment, TimeWindow window) {
    String name = stored(List.of(window.column())).get(0);
    String column = dialect.quote(name);
    String staged = model + "_window";
    String since = " >= (SELECT since FROM " + dialect.quote(staged) + ")";
    return new WrittenPlan(
        increment.strategy(),
        List.of(name),
        Optional.of(staged),
        newRows(),
        oldRows(),
        Optional.of(
            new Statement(
                "From where on the table is written again",
                dialect.stage(
                    staged,
                    "SELECT "
                        + WindowSql.start(window, column, dialect.relation(target))
                        + " AS since"))),
        createNew(),
        fillNew(increment, "\nWHERE come." + column + since),
        Optional.empty(),
        stageOld("kept." + column + since),
        delete(column + since),
        insert());
  }

  /** Columns as the table has them; the front matter may write them in another case. */
  private List<String> stored(List<String> names) {
    return names.stream()
        .map(n -> columns.stream().filter(n::equalsIgnoreCase).findFirst().orElse(n))
        .toList();
  }

  private String newRows() {
    return model + "_inserted";
  }

  private String oldRows() {
    return model + "_removed";
  }

  private Statement createNew() {
    return new Statement(
        "The rows to put in place, in the types of the table",
        dialect.stageEmpty(
            newRows(), "SELECT " + dialect.columns(columns) + " FROM " + dialect.relation(target)));
  }

  private Statement fillNew(Increment increment, String where) {
    return new Statement(
        "The author's own increment: nothing shows that it is all that a rebuild would change",
        "INSERT INTO "
            + dialect.quote(newRows())
            + " ("
            + dialect.columns(columns)
            + ")\nSELECT "
            + dialect.columns(columns)
            + "\nFROM (\n"
            + increment.select()
            + "\n) AS come ("
            + dialect.columns(increment.names())
            + ")"
            + where);
  }

  /** Rows with a NULL in the key break no claim. */
  private Statement repeated(List<String> key) {
    String list = dialect.columns(key);
    String known =
        key.stream()
            .map(k -> dialect.quote(k) + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String shown =
        key.stream()
            .map(k -> "CAST(" + dialect.quote(k) + " AS VARCHAR)")
            .collect(Collectors.joining(" || ', ' || "));
    return new Statement(
        "A key that comes in twice: the claim unique_key is false",
        "SELECT "
            + shown
            + " AS repeated\nFROM "
            + dialect.quote(newRows())
            + "\nWHERE "
            + known
            + "\nGROUP BY "
            + list
            + "\nHAVING COUNT(*) > 1\nORDER BY 1\nLIMIT 1");
  }

  private Statement stageOld(String condition) {
    return new Statement(
        "The rows whose place they take, to leave",
        dialect.stage(
            oldRows(),
            "SELECT "
                + dialect.columns(columns)
                + "\nFROM "
                + dialect.relation(target)
                + " AS kept\nWHERE "
                + condition));
  }

  private Statement delete(String condition) {
    return new Statement(
        "Take them out of the table",
        "DELETE FROM " + dialect.relation(target) + "\nWHERE " + condition);
  }

  private Statement insert() {
    String list = dialect.columns(columns);
    return new Statement(
        "Put the new rows in",
        "INSERT INTO "
            + dialect.relation(target)
            + " ("
            + list
            + ")\nSELECT "
            + list
            + "\nFROM "
            + dialect.quote(newRows()));
  }

  private String isTaken(List<String> key, String alias) {
    return "EXISTS (SELECT 1 FROM "
        + dialect.quote(newRows())
        + " AS come WHERE "
        + key.stream()
            .map(dialect::quote)
            .map(k -> dialect.nullSafeEquals("come." + k, dialect.quote(alias) + "." + k))
            .collect(Collectors.joining(" AND "))
        + ")";
  }
}
