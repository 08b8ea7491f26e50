package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.MADE;
import static dev.accrete.compiler.dialect.state.StateTables.SOURCE_COLUMN;

import dev.accrete.compiler.dialect.ColumnChange;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.ValueUse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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
  private static final List<Growing> GROWING =
      List.of(
          new Growing(ColumnChange.WIDER, "character varying", "text"),
          new Growing(ColumnChange.PADDED, "character", "text"),
          new Growing(ColumnChange.PADDED, "name", "text"),
          new Growing(ColumnChange.GREATER, "tinyint", "smallint", "integer", "bigint", "hugeint"),
          new Growing(ColumnChange.DOUBLE, "real", "double precision"),
          new Growing(ColumnChange.DOUBLE, "float", "double"));

  private record Growing(ColumnChange change, List<String> types) {
    Growing(ColumnChange change, String... types) {
      this(change, List.of(types));
    }
  }

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
   * @param change what became of it
   */
  public record Found(RelationName source, String name, String type, ColumnChange change) {}

  /**
   * What a model reads of a source.
   *
   * @param columns the columns, in lower case; absent where any may matter
   * @param uses what is done with the values of some
   * @param ofAny what may be done with those of any
   */
  public record Read(
      Optional<Set<String>> columns, Map<String, Set<ValueUse>> uses, Set<ValueUse> ofAny) {}

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
                %3$s
                WHEN old_name <> new_name OR new_name NOT IN (%4$s) OR old_size = '' THEN 0
                WHEN new_size = '' THEN CASE new_name WHEN 'character varying' THEN 1 WHEN 'character' THEN 5 ELSE 3 END
                WHEN %5$s < %6$s OR %7$s < %8$s THEN 0
                WHEN new_name = 'character varying' THEN 1
                WHEN new_name = 'character' THEN 5
                WHEN %7$s > %8$s THEN 3
                ELSE 2 END, %9$s
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

  /** Where the new type has all values of the old one. */
  private String growing() {
    return GROWING.stream()
        .flatMap(
            growing ->
                IntStream.range(0, growing.types().size() - 1)
                    .mapToObj(
                        i ->
                            "WHEN old_name = "
                                + dialect.text(growing.types().get(i))
                                + " AND new_name IN ("
                                + texts(growing.types().subList(i + 1, growing.types().size()))
                                + ") THEN "
                                + growing.change().code()))
        .collect(Collectors.joining("\n    "));
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
  Statement stop(String model, RelationName table, String since, Read read, String way) {
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
   */
  private String changed(RelationName table, String since, Read read) {
    List<String> more = new ArrayList<>();
    Set<Integer> ofAny = codes(read.ofAny());
    if (read.columns().isEmpty() && !ofAny.isEmpty()) {
      more.add("keeps_values IN (" + numbers(ofAny) + ")");
    }
    Map<Set<Integer>, Set<String>> some = new LinkedHashMap<>();
    new TreeMap<>(read.uses())
        .forEach((c, uses) -> some.computeIfAbsent(codes(uses), k -> new TreeSet<>()).add(c));
    some.remove(Set.of());
    some.forEach(
        (codes, columns) -> more.add("keeps_values IN (" + numbers(codes) + ")" + among(columns)));
    String gone =
        "keeps_values = 0 AND freeze_id > " + since + read.columns().map(this::among).orElse("");
    return "EXISTS (SELECT 1 FROM "
        + tables.table(SOURCE_COLUMN)
        + " WHERE "
        + tables.own(table)
        + "\n      AND "
        + (more.isEmpty()
            ? gone
            : "freeze_id > "
                + since
                + " AND (keeps_values = 0"
                + read.columns().map(this::among).orElse("")
                + "\n      OR "
                + String.join("\n      OR ", more)
                + ")")
        + ")";
  }

  private String among(Set<String> columns) {
    return "\n      AND LOWER(column_name) IN (" + texts(new TreeSet<>(columns)) + ")";
  }

  private static String numbers(Set<Integer> codes) {
    return codes.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** How the state tells the changes that break what is made by such uses. */
  private static Set<Integer> codes(Set<ValueUse> uses) {
    Set<Integer> codes = new TreeSet<>();
    for (ColumnChange change : ColumnChange.values()) {
      if (change.keepsValues() && change.breaks(uses)) {
        codes.add(change.code());
      }
    }
    return codes;
  }

  private List<String> row(Found column) {
    return List.of(
        dialect.text(tables.project()),
        dialect.text(tables.targetSchema()),
        dialect.text(column.source().plain()),
        dialect.text(column.name()),
        dialect.text(column.type()),
        String.valueOf(column.change().code()),
        Statement.FREEZE);
  }
}
