package dev.accrete.compiler.plan;

import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.render.ModelSql.CountedSql;
import dev.accrete.compiler.render.ModelSql.MergeSql;
import dev.accrete.compiler.render.ModelSql.PartSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SELECTs by which parts of groups take signed rows.
 *
 * <p>Counts and sums add up, whatever cancels. A least or greatest value is of rows that are there
 * or were: what cancels between signed rows is neither, so rows are counted up by keys and values
 * first.
 */
final class PartsSql {
  private static final String ROWS = "accrete_rows";
  private static final String SIGN = "accrete_sign";

  private final Dialect dialect;
  private final String model;
  private final MergeSql sql;
  private final String kept;
  private final String signed;
  private final String delta;
  private final String deltaAlias;
  private final String again;
  private final String staged;

  PartsSql(
      Dialect dialect,
      String model,
      MergeSql sql,
      String kept,
      String signed,
      String delta,
      String again,
      String staged) {
    this.dialect = dialect;
    this.model = model;
    this.sql = sql;
    this.kept = kept;
    this.signed = signed;
    this.delta = delta;
    this.deltaAlias = dialect.quote("delta");
    this.again = again;
    this.staged = staged;
  }

  String delta() {
    return delta;
  }

  boolean hasExtremes() {
    return sql.parts().stream().anyMatch(MergePlanner::isExtreme);
  }

  /** Whether some groups may have to be computed again. */
  boolean mayLose() {
    return hasExtremes()
        || dialect.equalDecimalsDiffer()
            && sql.parts().stream().anyMatch(part -> part.kind() == Kind.SUM);
  }

  /** The columns of the side table. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(sql.keyColumns());
    columns.add(ROWS);
    for (PartSql part : sql.parts()) {
      if (part.kind() == Kind.COUNT || part.kind() == Kind.SUM) {
        columns.add(part.count());
      }
      if (part.kind() != Kind.COUNT) {
        columns.add(part.value());
      }
    }
    return columns;
  }

  /** The change of each group. */
  String change() {
    List<String> items = new ArrayList<>(keys("signed"));
    items.add("SUM(" + SIGN + ") AS " + ROWS);
    for (PartSql part : sql.parts()) {
      String value = "signed." + part.value();
      if (part.kind() == Kind.COUNT || part.kind() == Kind.SUM) {
        items.add(
            "SUM(CASE WHEN " + value + " IS NULL THEN 0 ELSE " + SIGN + " END) AS " + part.count());
      }
      if (part.kind() == Kind.SUM) {
        items.add("SUM(CASE WHEN " + SIGN + " > 0 THEN " + value + " END) AS " + come(part));
        items.add("SUM(CASE WHEN " + SIGN + " < 0 THEN " + value + " END) AS " + gone(part));
      }
    }
    String sums =
        "SELECT "
            + String.join(",\n  ", items)
            + "\nFROM "
            + dialect.quote(signed)
            + " AS signed"
            + (sql.keyColumns().isEmpty()
                ? "\nHAVING COUNT(*) > 0"
                : "\nGROUP BY " + String.join(", ", keys("signed")));
    List<String> shown = new ArrayList<>(List.of("sums.*"));
    StringBuilder joins = new StringBuilder();
    if (hasExtremes()) {
      joins.append(extremes(shown));
    }
    for (CountedSql counted : sql.counted()) {
      String alias = "of_" + counted.value();
      shown.add(alias + "." + net(counted.value()));
      joins
          .append("\nLEFT JOIN (\n")
          .append(ofValues(counted))
          .append("\n) AS ")
          .append(alias)
          .append(" ON ")
          .append(same(alias, "sums", sql.keyColumns()));
    }
    return joins.isEmpty()
        ? sums
        : "SELECT " + String.join(", ", shown) + "\nFROM (\n" + sums + "\n) AS sums" + joins;
  }

  /** By how much the number of a group's values changes. */
  private String ofValues(CountedSql counted) {
    List<String> items = new ArrayList<>(keys("changed"));
    items.add(
        "SUM(CASE WHEN accrete_has > 0 THEN 1 ELSE 0 END) - SUM(CASE WHEN accrete_had > 0 THEN 1"
            + " ELSE 0 END) AS "
            + net(counted.value()));
    return "SELECT "
        + String.join(", ", items)
        + "\nFROM "
        + dialect.quote(ValuesPlanner.changed(model, counted))
        + " AS changed"
        + (sql.keyColumns().isEmpty() ? "" : "\nGROUP BY " + String.join(", ", keys("changed")));
  }

  private String extremes(List<String> items) {
    List<PartSql> extremes = sql.parts().stream().filter(MergePlanner::isExtreme).toList();
    List<String> values = extremes.stream().map(PartSql::value).toList();
    List<String> made = new ArrayList<>(keys("net"));
    String sign = "net." + ROWS;
    for (PartSql part : extremes) {
      String function = part.kind().name();
      made.add(
          function
              + "(CASE WHEN "
              + sign
              + " > 0 THEN net."
              + part.value()
              + " END) AS "
              + come(part));
      made.add(
          function
              + "(CASE WHEN "
              + sign
              + " < 0 THEN net."
              + part.value()
              + " END) AS "
              + gone(part));
      items.add("extremes." + come(part));
      items.add("extremes." + gone(part));
    }
    List<String> keysAndValues = new ArrayList<>(keys("signed"));
    keysAndValues.addAll(values);
    String by = String.join(", ", keysAndValues);
    String net =
        "SELECT "
            + by
            + ", SUM("
            + SIGN
            + ") AS "
            + ROWS
            + "\n  FROM "
            + dialect.quote(signed)
            + " AS signed\n  GROUP BY "
            + by
            + "\n  HAVING SUM("
            + SIGN
            + ") <> 0";
    return "\nLEFT JOIN (\n  SELECT "
        + String.join(",\n    ", made)
        + "\n  FROM (\n  "
        + net
        + "\n  ) AS net"
        + (sql.keyColumns().isEmpty() ? "" : "\n  GROUP BY " + String.join(", ", keys("net")))
        + "\n) AS extremes ON "
        + same("extremes", "sums", sql.keyColumns());
  }

  String touched() {
    return "SELECT " + groups() + " FROM " + dialect.quote(delta) + " AS " + deltaAlias;
  }

  /** The keys of changed groups; where there is one group, that there is one. */
  private String groups() {
    return sql.keyColumns().isEmpty()
        ? "1 AS " + ModelPlanner.ONE
        : String.join(", ", keys(deltaAlias));
  }

  /**
   * The groups that may have lost their least or greatest value, or a value of their sum that no
   * subtraction takes away: less itself, NaN and infinity are not zero, and 1.50 - 1.50 is 0.00.
   */
  String again() {
    List<String> lost = new ArrayList<>();
    for (PartSql part : sql.parts()) {
      if (MergePlanner.isExtreme(part)) {
        String least = part.kind() == Kind.MIN ? " <= " : " >= ";
        String gone = deltaAlias + "." + gone(part);
        lost.add(
            "COALESCE(" + gone + least + "kept." + part.value() + ", " + gone + " IS NOT NULL)");
      } else if (part.kind() == Kind.SUM && dialect.equalDecimalsDiffer()) {
        String gone = deltaAlias + "." + gone(part);
        String kept = "kept." + part.value();
        lost.add(
            "COALESCE(%s - %s <> 0 OR %s IS NOT NULL AND %s - %s <> 0, FALSE)"
                .formatted(gone, gone, gone, kept, kept));
        if (part.mixesScales()) {
          // The digits that the sum shows may have been those of a row that went.
          lost.add(
              "COALESCE(SCALE(%s) > 0 AND SCALE(%s) >= SCALE(%s), FALSE)"
                  .formatted(gone, gone, kept));
        }
      }
    }
    return "SELECT "
        + groups()
        + withKept()
        + "\nWHERE "
        + (lost.isEmpty() ? "1 = 0" : String.join("\n  OR ", lost));
  }

  /** Counts groups, and their values, that would be there less than never. */
  String misfits() {
    StringBuilder all =
        new StringBuilder("SELECT COUNT(*)" + withKept() + "\nWHERE " + sum(ROWS) + " < 0");
    for (CountedSql counted : sql.counted()) {
      all.append("\nUNION ALL\nSELECT COUNT(*)\nFROM ")
          .append(dialect.quote(ValuesPlanner.changed(model, counted)))
          .append("\nWHERE accrete_has < 0");
    }
    return sql.counted().isEmpty()
        ? all.toString()
        : "SELECT SUM(misfits.n)\nFROM (\n" + all + "\n) AS misfits (n)";
  }

  /** Puts what is kept and its change together, for the groups that are not computed again. */
  String merged() {
    List<String> items = new ArrayList<>(keys(deltaAlias));
    items.add(sum(ROWS));
    for (PartSql part : sql.parts()) {
      if (part.kind() == Kind.COUNT || part.kind() == Kind.SUM) {
        items.add(sum(part.count()));
      }
      if (part.kind() != Kind.COUNT) {
        items.add(value(part));
      }
    }
    return insert()
        + "\nSELECT "
        + String.join(",\n  ", items)
        + withKept()
        + "\nWHERE "
        + (sql.keyColumns().isEmpty() ? "" : sum(ROWS) + " > 0\n  AND ")
        + "NOT "
        + isIn(again, sql.keyColumns(), deltaAlias);
  }

  private String value(PartSql part) {
    String old = "kept." + part.value();
    String come = deltaAlias + "." + come(part);
    if (part.kind() == Kind.SUM) {
      return "CASE WHEN "
          + sum(part.count())
          + " > 0 THEN COALESCE("
          + old
          + ", 0) + COALESCE("
          + come
          + ", 0) - COALESCE("
          + deltaAlias
          + "."
          + gone(part)
          + ", 0) END";
    }
    if (part.kind() == Kind.DISTINCT) {
      return "COALESCE(" + old + ", 0) + COALESCE(" + deltaAlias + "." + net(part.value()) + ", 0)";
    }
    String better = part.kind() == Kind.MIN ? " < " : " > ";
    return "CASE WHEN "
        + old
        + " IS NULL OR "
        + come
        + better
        + old
        + " THEN "
        + come
        + " ELSE "
        + old
        + " END";
  }

  /** Adds the parts of the groups that are computed again. */
  String computed(String select) {
    return insert()
        + "\nSELECT "
        + dialect.columns(columns())
        + "\nFROM (\n"
        + select
        + "\n) AS parts\nWHERE "
        + isIn(again, sql.keyColumns(), "parts");
  }

  private String insert() {
    return "INSERT INTO " + dialect.quote(staged) + " (" + dialect.columns(columns()) + ")";
  }

  private String sum(String column) {
    return "COALESCE(kept." + column + ", 0) + " + deltaAlias + "." + column;
  }

  private String withKept() {
    return "\nFROM "
        + dialect.quote(delta)
        + " AS "
        + deltaAlias
        + "\nLEFT JOIN "
        + kept
        + " AS kept ON "
        + same("kept", deltaAlias, sql.keyColumns());
  }

  private List<String> keys(String alias) {
    return sql.keyColumns().stream().map(k -> alias + "." + dialect.quote(k)).toList();
  }

  /** Whether the keys of a row are in a staging table. */
  String isIn(String stage, List<String> keys, String alias) {
    return isIn(dialect, stage, keys, alias);
  }

  /** Whether some columns of a row are in a staging table. */
  static String isIn(Dialect dialect, String stage, List<String> columns, String alias) {
    return dialect.isAmong(columns, alias, dialect.quote(stage), "member");
  }

  private String same(String left, String right, List<String> keys) {
    return same(dialect, left, right, keys);
  }

  static String same(Dialect dialect, String left, String right, List<String> keys) {
    if (keys.isEmpty()) {
      return "1 = 1";
    }
    return keys.stream()
        .map(dialect::quote)
        .map(k -> dialect.nullSafeEquals(left + "." + k, right + "." + k))
        .collect(Collectors.joining(" AND "));
  }

  private static String net(String value) {
    return value + "_net";
  }

  private static String come(PartSql part) {
    return part.value() + "_come";
  }

  private static String gone(PartSql part) {
    return part.value() + "_gone";
  }
}
