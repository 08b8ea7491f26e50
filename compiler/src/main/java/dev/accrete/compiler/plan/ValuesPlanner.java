package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.MergePlan.Values;
import dev.accrete.compiler.render.ModelSql.CountedSql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans the side table by which distinct values are counted: how often each group has each value.
 *
 * <p>A row that comes or goes changes that by one. A value counts while it is there more than
 * never, so a group's number of values changes with those alone that come to it or leave it. NULL
 * is no value.
 */
final class ValuesPlanner {
  private static final String ROWS = "accrete_rows";
  private static final String SIGN = "accrete_sign";

  private final Dialect dialect;
  private final String model;
  private final List<String> touchedBy;
  private final List<String> keys;
  private final CountedSql sql;
  private final String name;
  private final RelationName table;
  private final String staged;
  private final List<String> found;

  /**
   * @param touchedBy the key by which a recompute finds touched rows: some of the group keys
   * @param keys the group keys
   */
  ValuesPlanner(
      Dialect dialect,
      StateSql state,
      String model,
      List<String> touchedBy,
      List<String> keys,
      CountedSql sql) {
    this.dialect = dialect;
    this.model = model;
    this.touchedBy = touchedBy;
    this.keys = keys;
    this.sql = sql;
    this.name = name(sql);
    this.table = state.sideTable(model, name);
    this.staged = ModelPlanner.keySet(model, name);
    this.found = new ArrayList<>(keys);
    found.add(sql.value());
  }

  private static String name(CountedSql sql) {
    return "values" + sql.value().substring(sql.value().lastIndexOf('_') + 1);
  }

  /** The staging table of how often values were there and now are. */
  static String changed(String model, CountedSql sql) {
    return ModelPlanner.keySet(model, name(sql) + "_changed");
  }

  String changed() {
    return changed(model, sql);
  }

  Values plan(boolean required) {
    return new Values(
        side(required),
        new Statement(
            "How often the groups had the values that came or went, and now have them",
            dialect.stage(changed(), change())),
        new Statement(
            "Those that are there",
            dialect.stage(
                staged,
                "SELECT "
                    + dialect.columns(found)
                    + ", accrete_has AS "
                    + ROWS
                    + "\nFROM "
                    + dialect.quote(changed())
                    + "\nWHERE accrete_has > 0")),
        deleteFrom("Forget how often they were there", changed(), found));
  }

  private String change() {
    String by = qualified("signed");
    String value = "signed." + sql.value();
    return "SELECT "
        + qualified("net")
        + ",\n  COALESCE(kept."
        + ROWS
        + ", 0) AS accrete_had,\n  COALESCE(kept."
        + ROWS
        + ", 0) + net."
        + ROWS
        + " AS accrete_has\nFROM (\n  SELECT "
        + by
        + ", SUM("
        + SIGN
        + ") AS "
        + ROWS
        + "\n  FROM "
        + dialect.quote(ModelPlanner.keySet(model, "signed"))
        + " AS signed\n  WHERE "
        + value
        + " IS NOT NULL\n  GROUP BY "
        + by
        + "\n  HAVING SUM("
        + SIGN
        + ") <> 0\n) AS net\nLEFT JOIN "
        + dialect.relation(table)
        + " AS kept ON kept."
        + sql.value()
        + " = net."
        + sql.value()
        + " AND "
        + PartsSql.same(dialect, "kept", "net", keys);
  }

  private String qualified(String alias) {
    return found.stream()
        .map(column -> alias + "." + dialect.quote(column))
        .collect(Collectors.joining(", "));
  }

  private SideTable side(boolean required) {
    List<String> columns = new ArrayList<>(found);
    columns.add(ROWS);
    SideTableSql kept = new SideTableSql(dialect, table, columns, staged);
    return new SideTable(
        name,
        table,
        required,
        keys,
        columns,
        sql.plain(),
        kept.held(),
        staged,
        new Statement(
            "How often every group of " + model + " has each value",
            dialect.stage(staged, sql.all())),
        kept.create("Keep it"),
        new Statement(
            "How often the touched keys' groups have each value",
            dialect.stage(
                staged,
                "SELECT "
                    + kept.list()
                    + "\nFROM (\n"
                    + sql.touched()
                    + "\n) AS counted\nWHERE "
                    + PartsSql.isIn(
                        dialect, ModelPlanner.keySet(model, "touched"), touchedBy, "counted"))),
        Optional.of(
            deleteFrom(
                "Forget it of the touched groups",
                ModelPlanner.keySet(model, "touched"),
                touchedBy)),
        kept.insert("Keep it as it is now"));
  }

  private Statement deleteFrom(String purpose, String stage, List<String> columns) {
    return new Statement(
        purpose,
        "DELETE FROM "
            + dialect.relation(table)
            + "\nWHERE "
            + PartsSql.isIn(dialect, stage, columns, dialect.quote(table.table())));
  }
}
