package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.Storage;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.ModelPlan.Append;
import dev.accrete.compiler.plan.ModelPlan.Full;
import dev.accrete.compiler.plan.ModelPlan.GrowthPlan;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.plan.ModelPlan.RoutePlan;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.render.ModelSql.AppendSql;
import dev.accrete.compiler.render.ModelSql.BoundSql;
import dev.accrete.compiler.render.ModelSql.RecomputeSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns the SELECTs of one model into the statements of its full rebuild and its recompute. */
final class ModelPlanner {
  /** The column of the rows that leave which says which rows of the table they are. */
  private static final String ROW = "accrete_row";

  /** What the table of touched keys holds where all rows are of one key. */
  static final String ONE = "accrete_one";

  private final Dialect dialect;
  private final String model;
  private final RelationName target;
  private final List<String> columns;
  private final List<String> keyColumns;
  private final boolean publishes;
  private final BoundPlanner bounds;

  ModelPlanner(
      Dialect dialect,
      StateSql state,
      String model,
      RelationName target,
      List<String> columns,
      List<String> keyColumns,
      boolean publishes) {
    this.dialect = dialect;
    this.model = model;
    this.target = target;
    this.columns = List.copyOf(columns);
    this.keyColumns = List.copyOf(keyColumns);
    this.publishes = publishes;
    this.bounds = new BoundPlanner(dialect, state, model);
  }

  /**
   * The name of the staging table of a set of keys: the touched ones, or values that restrictions
   * need.
   */
  static String keySet(String model, String name) {
    return model + "_" + name;
  }

  Full full(ModelSql sql, Storage storage) {
    String staged = model + "_staged";
    String list = columnList();
    String table = dialect.relation(target);
    return new Full(
        staged,
        "SELECT " + list + "\nFROM " + wrapped(sql.plain()) + "\nWHERE 1 = 0",
        new Statement(
            "Compute " + model + " from all of history, as of the freeze",
            dialect.stage(staged, "SELECT " + list + "\nFROM " + wrapped(sql.pinned()))),
        new Statement(
            "Create the table in the types that the engine gave the columns",
            dialect.create(target, storage, "SELECT " + list + "\nFROM " + dialect.quote(staged))),
        new Statement(
            "Empty the table; nobody sees this before the commit", "DELETE FROM " + table),
        new Statement(
            "Put the new rows in place",
            "INSERT INTO "
                + table
                + into()
                + "\nSELECT "
                + list
                + "\nFROM "
                + dialect.quote(staged)));
  }

  ViewPlan view(ModelSql sql) {
    return new ViewPlan(
        new Statement(
            "Create the view, in place of the one before",
            dialect.createView(target, columns, sql.plain())),
        dialect
            .replaceView(target, columns, sql.plain())
            .map(replacing -> new Statement("Give the view its text", replacing)));
  }

  Optional<Recompute> recompute(ModelSql sql) {
    return sql.recompute().map(this::recompute);
  }

  /** The side tables that a recompute reads. */
  List<SideTable> sideTables(ModelSql sql) {
    return sql.recompute().map(r -> bounds.sides(r.bounds())).orElse(List.of());
  }

  Recompute recompute(RecomputeSql sql) {
    String keys = keySet(model, "touched");
    String oldRows = model + "_removed";
    String newRows = model + "_inserted";
    String list = dialect.columns(columns);
    String keyList =
        keyColumns.isEmpty()
            ? "1 AS " + ONE
            : keyColumns.stream().map(dialect::anyLength).collect(Collectors.joining(", "));
    String table = dialect.relation(target);
    String touched = dialect.quote(keys);
    Optional<String> row = dialect.rowIdentifier(columns);
    return new Recompute(
        keyColumns,
        keys,
        oldRows,
        newRows,
        new Statement(
            "The touched keys: ("
                + String.join(", ", keyColumns)
                + ") whose rows may differ after this run",
            dialect.stageEmpty(keys, "SELECT " + keyList + " FROM " + table)),
        sql.routes().stream().map(r -> route(r, touched)).toList(),
        countKeys("How many keys are touched", keys),
        sql.needed().stream().map(this::needed).toList(),
        new Statement(
            "The rows that the touched keys have now, to leave",
            dialect.stage(oldRows, oldRows(row, touched, sql.bounds()))),
        new Statement(
            "The rows that the touched keys must have, by the model's own SELECT; each input restricted to what they need",
            dialect.stage(
                newRows,
                "SELECT "
                    + list
                    + "\nFROM "
                    + wrapped(sql.restricted())
                    + "\nWHERE "
                    + isTouched("model", touched))),
        new Statement(
            "Take the touched keys out of the table",
            "DELETE FROM "
                + table
                + "\nWHERE "
                + row.map(r -> isStaged(r, oldRows)).orElse(isTouched(target.table(), touched))),
        insert("Put their new rows in", newRows),
        row.isPresent(),
        bounds.bounds(sql.bounds(), oldRows));
  }

  Optional<Append> append(ModelSql sql) {
    if (sql.appends().isEmpty()) {
      return Optional.empty();
    }
    String staged = model + "_appended";
    Optional<Statement> countKeys =
        keyColumns.isEmpty()
            ? Optional.empty()
            : Optional.of(countKeys("How many keys the new rows have", staged));
    return Optional.of(
        new Append(
            staged,
            sql.appends().stream().map(a -> growth(a, staged)).toList(),
            countKeys,
            insert("Add the rows", staged)));
  }

  private GrowthPlan growth(AppendSql sql, String staged) {
    String select = "SELECT " + dialect.columns(columns) + "\nFROM " + wrapped(sql.select());
    return new GrowthPlan(
        sql.inputs(),
        sql.leading(),
        new Statement(
            "The rows that new rows of "
                + String.join(" and ", sql.inputs())
                + " make, by the model's own SELECT; nothing else changed",
            dialect.stage(staged, select)));
  }

  private Statement countKeys(String purpose, String stage) {
    return new Statement(
        purpose,
        "SELECT COUNT(*) FROM (SELECT DISTINCT "
            + keyList()
            + " FROM "
            + dialect.quote(stage)
            + ") AS k");
  }

  private Statement insert(String purpose, String stage) {
    String list = dialect.columns(columns);
    return new Statement(
        purpose,
        "INSERT INTO "
            + dialect.relation(target)
            + " ("
            + list
            + ")\nSELECT "
            + list
            + "\nFROM "
            + dialect.quote(stage));
  }

  /**
   * One pass over the table: readers want all columns of the rows that leave, and the state their
   * keys alone. With row identifiers the pass reads the key columns, and whatever else is wanted is
   * fetched for the rows that were found.
   */
  private String oldRows(Optional<String> row, String touched, List<BoundSql> bounding) {
    String from = "\nFROM " + dialect.relation(target) + " AS kept\nWHERE ";
    List<String> kept = new ArrayList<>(publishes || keyColumns.isEmpty() ? columns : keyColumns);
    bounding.stream()
        .flatMap(b -> b.output().stream())
        .filter(o -> !kept.contains(o))
        .forEach(kept::add);
    String list = dialect.columns(kept);
    if (row.isEmpty()) {
      return "SELECT " + list + from + isTouched("kept", touched);
    }
    String id = "kept." + row.get();
    String found = "SELECT " + id + from + isTouched("kept", touched);
    String wanted =
        publishes
            ? id + " IN (\n  " + found.replace("\n", "\n  ") + "\n)"
            : isTouched("kept", touched);
    return "SELECT " + id + " AS " + ROW + ", " + list + from + wanted;
  }

  private String isStaged(String row, String oldRows) {
    return row + " IN (SELECT " + ROW + " FROM " + dialect.quote(oldRows) + ")";
  }

  private RoutePlan route(ModelSql.RouteSql route, String touched) {
    return new RoutePlan(
        route.input(),
        "Keys touched by what changed in "
            + route.input()
            + (route.through().isEmpty()
                ? ""
                : ", through the rows of "
                    + String.join(" and ", route.through())
                    + " that go with it"),
        "INSERT INTO " + touched + " (" + keyList() + ")",
        route.select());
  }

  private Statement needed(ModelSql.NeededSql needed) {
    return new Statement(
        "Values that the rows of the touched keys join or share a partition by",
        dialect.stage(keySet(model, needed.name()), needed.select()));
  }

  /** The model's SELECT as a derived table with the model's column names. */
  private String wrapped(String select) {
    return "(\n" + select + "\n) AS model" + into();
  }

  /** The columns by name; a star where the SQL was not checked, so that nobody knows them. */
  private String columnList() {
    return columns.isEmpty() ? "*" : dialect.columns(columns);
  }

  private String keyList() {
    return keyColumns.isEmpty() ? ONE : dialect.columns(keyColumns);
  }

  private String into() {
    return columns.isEmpty() ? "" : " (" + dialect.columns(columns) + ")";
  }

  private String isTouched(String alias, String touched) {
    return dialect.isAmong(keyColumns, dialect.quote(alias), touched, "touched");
  }
}
