package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.MADE;
import static dev.accrete.compiler.dialect.state.StateTables.SOURCE_COLUMN;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The columns that sources had at each freeze: a row where a freeze found another type than the one
 * before did. A model that stands before a freeze that found a column narrowed has values of it
 * that a rebuild would not give.
 */
public final class SourceColumnSql {
  /** Types whose sizes tell how many of the others' values they have. */
  private static final List<String> SIZED =
      List.of("character varying", "character", "numeric", "decimal");

  /** Types of which each has all values of those before it. */
  private static final List<List<String>> GROWING =
      List.of(
          List.of("character varying", "text"),
          List.of("character", "text"),
          List.of("name", "text"),
          List.of("tinyint", "smallint", "integer", "bigint", "hugeint"),
          List.of("real", "double precision"),
          List.of("float", "double"));

  private final StateTables tables;
  private final Dialect dialect;

  /** What one project in one target schema knows. */
  public SourceColumnSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /** The table in which this is kept. */
  public RelationName table() {
    return tables.name(SOURCE_COLUMN);
  }

  /**
   * One query for what a run has to know of its project beforehand. Of each column of a source the
   * types that it had: source, column, type (empty where the column is gone), freeze. Of each model
   * what it made: an empty text, model, table or view, 0.
   */
  public String knownAndMade() {
    return "SELECT source, column_name, column_type, freeze_id FROM "
        + tables.table(SOURCE_COLUMN)
        + " WHERE "
        + tables.own()
        + "\nUNION ALL\nSELECT '', model, relation, 0 FROM "
        + tables.table(MADE)
        + " WHERE "
        + tables.own();
  }

  /**
   * A column as a freeze found it.
   *
   * @param source its table
   * @param name its name
   * @param type its type, empty where it is gone
   * @param keepsValues whether what was made of its values before is what a rebuild would make
   */
  public record Found(RelationName source, String name, String type, boolean keepsValues) {}

  /** Notes columns, in the transaction of the freeze. */
  public Statement note(List<Found> columns) {
    return new Statement(
        "Note the columns of sources that are new or have other types than before",
        "INSERT INTO "
            + tables.table(SOURCE_COLUMN)
            + " (project, target_schema, source, column_name, column_type, keeps_values, freeze_id)\n"
            + dialect.rows(columns.stream().map(this::row).toList()));
  }

  /**
   * Notes the same for scripts, which find it out by themselves; absent where queries of the
   * catalogue stand apart.
   */
  public Optional<Statement> find(List<RelationName> sources) {
    if (dialect.catalogueStandsApart() || sources.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            "Note the columns of sources that are new or have other types than before",
            """
            INSERT INTO %1$s (project, target_schema, source, column_name, column_type, keeps_values, freeze_id)
            SELECT %2$s, source, column_name, new_type, CASE
                WHEN old_type = '' THEN 1
                WHEN new_type = '' THEN 0
                WHEN %3$s THEN 1
                WHEN old_name <> new_name OR new_name NOT IN (%4$s) OR old_size = '' THEN 0
                WHEN new_size = '' THEN 1
                WHEN %5$s >= %6$s AND %7$s >= %8$s THEN 1
                ELSE 0 END, %9$s
            FROM (
              SELECT source, column_name, old_type, new_type,
                SPLIT_PART(LOWER(old_type), '(', 1) AS old_name,
                SPLIT_PART(LOWER(new_type), '(', 1) AS new_name,
                SPLIT_PART(SPLIT_PART(old_type, '(', 2), ')', 1) AS old_size,
                SPLIT_PART(SPLIT_PART(new_type, '(', 2), ')', 1) AS new_size
              FROM (
                SELECT source, column_name, COALESCE(MAX(old_type), '') AS old_type, COALESCE(MAX(new_type), '') AS new_type
                FROM (
                  SELECT source, column_name, column_type AS old_type, NULL AS new_type
                  FROM %1$s AS k
                  WHERE %10$s AND source IN (%11$s)
                    AND freeze_id = (SELECT MAX(freeze_id) FROM %1$s AS l
                      WHERE %12$s AND l.source = k.source AND l.column_name = k.column_name)
                  %13$s
                ) AS both_types
                GROUP BY source, column_name
              ) AS types
              WHERE old_type <> new_type
            ) AS parts"""
                .formatted(
                    tables.table(SOURCE_COLUMN),
                    tables.ownValues(),
                    growing(),
                    texts(SIZED),
                    whole("new_size"),
                    whole("old_size"),
                    scale("new_size"),
                    scale("old_size"),
                    Statement.FREEZE,
                    tables.own("k."),
                    texts(sources.stream().map(RelationName::plain).toList()),
                    tables.own("l."),
                    sources.stream().map(this::columns).collect(Collectors.joining("\n      ")))));
  }

  private String columns(RelationName table) {
    return "UNION ALL SELECT "
        + dialect.text(table.plain())
        + ", column_name, NULL, "
        + dialect.sizedTypeOfColumn().replace("\n", "\n      ")
        + "\n      FROM information_schema.columns WHERE table_catalog = current_database() AND table_schema = "
        + dialect.text(table.schema())
        + " AND table_name = "
        + dialect.text(table.table());
  }

  /** Pairs of types of which the second has all values of the first. */
  private String growing() {
    StringBuilder pairs = new StringBuilder();
    for (List<String> row : GROWING) {
      for (int i = 0; i < row.size() - 1; i++) {
        pairs
            .append(pairs.isEmpty() ? "" : " OR ")
            .append("old_name = ")
            .append(dialect.text(row.get(i)))
            .append(" AND new_name IN (")
            .append(texts(row.subList(i + 1, row.size())))
            .append(")");
      }
    }
    return "(" + pairs + ")";
  }

  private String texts(Collection<String> words) {
    return words.stream().map(dialect::text).collect(Collectors.joining(", "));
  }

  private static String scale(String size) {
    return "CAST(COALESCE(NULLIF(SPLIT_PART(" + size + ", ',', 2), ''), '0') AS INTEGER)";
  }

  private static String whole(String size) {
    return "CAST(SPLIT_PART(" + size + ", ',', 1) AS INTEGER) - " + scale(size);
  }

  /** Fails where a column of a table is not what it was when a model took it in. */
  Statement stop(
      String model, RelationName table, String since, Optional<Set<String>> read, String way) {
    return new Statement(
        "Stop where columns of " + table.plain() + " are not what they were",
        dialect.failWhere(
            Map.of(
                changed(table, since, read),
                "a column of "
                    + table.plain()
                    + " has another type or is gone, and "
                    + model
                    + " has values of before: "
                    + way)));
  }

  /**
   * A condition that a column of a table is not what it was when a model took it in.
   *
   * @param since the freeze up to which it did
   * @param read the columns that matter, in lower case; absent where any may
   */
  private String changed(RelationName table, String since, Optional<Set<String>> read) {
    return "EXISTS (SELECT 1 FROM "
        + tables.table(SOURCE_COLUMN)
        + " WHERE "
        + tables.own(table)
        + "\n      AND keeps_values = 0 AND freeze_id > "
        + since
        + read.map(
                columns ->
                    "\n      AND LOWER(column_name) IN (" + texts(new TreeSet<>(columns)) + ")")
            .orElse("")
        + ")";
  }

  private List<String> row(Found column) {
    return List.of(
        dialect.text(tables.project()),
        dialect.text(tables.targetSchema()),
        dialect.text(column.source().plain()),
        dialect.text(column.name()),
        dialect.text(column.type()),
        column.keepsValues() ? "1" : "0",
        Statement.FREEZE);
  }
}
