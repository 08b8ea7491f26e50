package dev.accrete.compiler.dialect;

import dev.accrete.compiler.load.SourceDeclaration.Column;
import java.util.List;
import java.util.Optional;

/** The statements that load files into a source's table. */
public final class LoadSql {
  /** The staging table of the rows that were read. */
  public static final String STAGE = "loaded rows";

  private final Dialect dialect;
  private final RelationName table;

  /** Loads into this table. */
  public LoadSql(Dialect dialect, RelationName table) {
    this.dialect = dialect;
    this.table = table;
  }

  /** Creates the table's schema where absent. */
  public String createSchema() {
    return dialect.createSchema(table.schema());
  }

  /** Creates the table from the declared columns where absent. */
  public String createTable(List<Column> columns) {
    return dialect.createStateTable(table, typed(columns), List.of());
  }

  /** Drops the table. */
  public String dropTable() {
    return dialect.dropTable(table);
  }

  /** Creates the empty staging table. */
  public String stage(List<Column> columns) {
    return dialect.stageColumns(STAGE, typed(columns));
  }

  private List<String> typed(List<Column> columns) {
    return columns.stream()
        .map(c -> dialect.quote(c.name()) + " " + DeclaredType.on(dialect.engine(), c.type()))
        .toList();
  }

  /** The columns of a Parquet file, without its rows. */
  public String parquetShape(String path) {
    return "SELECT * FROM " + dialect.parquet(path) + " WHERE 1 = 0";
  }

  /**
   * Stages the rows of a Parquet file: those columns of it that the source has.
   *
   * @param stamp the column of the ETL timestamp, where the file lacks it
   * @param now what it is then
   */
  public String stageParquet(
      String path, List<String> declared, List<String> inFile, Optional<String> stamp, String now) {
    String name = stamp.map(column -> ", " + dialect.quote(column)).orElse("");
    String value = stamp.map(column -> ", " + dialect.timestamp(now)).orElse("");
    return "INSERT INTO "
        + dialect.quote(STAGE)
        + " ("
        + dialect.columns(declared)
        + name
        + ")\nSELECT "
        + dialect.columns(inFile)
        + value
        + " FROM "
        + dialect.parquet(path);
  }

  /** How many stamps were staged, and how many of them the table had before. */
  public String countStamps(String column) {
    String stamp = dialect.quote(column);
    return "SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM "
        + dialect.relation(table)
        + " AS t WHERE "
        + dialect.nullSafeEquals("t." + stamp, "s." + stamp)
        + ") THEN 1 ELSE 0 END), 0) FROM (SELECT DISTINCT "
        + stamp
        + " FROM "
        + dialect.quote(STAGE)
        + ") AS s";
  }

  /** Counts the NULLs of a column that is declared to have none. */
  public String countNulls(String column) {
    return "SELECT COUNT(*) FROM "
        + dialect.quote(STAGE)
        + " WHERE "
        + dialect.quote(column)
        + " IS NULL";
  }

  /** Empties the table, in the transaction that fills it again. */
  public String empty() {
    return "DELETE FROM " + dialect.relation(table);
  }

  /** Appends what was staged to the table. */
  public String append(List<String> columns) {
    String names = dialect.columns(columns);
    return "INSERT INTO "
        + dialect.relation(table)
        + " ("
        + names
        + ")\nSELECT "
        + names
        + " FROM "
        + dialect.quote(STAGE);
  }

  /** Drops the staging table. */
  public String drop() {
    return dialect.dropStage(STAGE);
  }
}
