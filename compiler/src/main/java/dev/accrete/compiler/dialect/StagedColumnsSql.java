package dev.accrete.compiler.dialect;

import java.util.Optional;

/**
 * Asks the catalogue whether staged rows go into a table as they are. A column of what a model
 * reads may have got more digits than its table's column has, or longer texts, and engines round
 * and cut what is put there without a word.
 */
public final class StagedColumnsSql {
  private StagedColumnsSql() {}

  /**
   * A condition that holds where a value of a staged column may lose something in the column of a
   * table that has its name; absent where the catalogue does not tell of one's own temporary tables
   * alone.
   */
  public static Optional<String> outgrown(Dialect dialect, String staged, RelationName table) {
    return switch (dialect.engine()) {
      case "duckdb" ->
          Optional.of(
              outgrown(
                  dialect,
                  staged,
                  table,
                  "s.table_catalog = 'temp'",
                  """
                  s.data_type <> t.data_type AND (s.numeric_scale > t.numeric_scale
                    OR s.data_type LIKE 'TIMESTAMP%' OR s.data_type = 'DOUBLE' OR s.data_type = 'FLOAT' AND t.data_type <> 'DOUBLE')"""));
      case "postgres" ->
          Optional.of(
              outgrown(
                  dialect,
                  staged,
                  table,
                  "s.table_schema = (SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema())",
                  // Floating numbers, and decimals of any number of digits, have no scale.
                  // What was staged may have forgotten the length of a text: its values tell.
                  """
                  (COALESCE(s.numeric_scale, 1000) > t.numeric_scale OR COALESCE(s.datetime_precision, 9) > t.datetime_precision
                    OR s.data_type = 'double precision' AND t.data_type = 'real'
                    OR s.data_type <> t.data_type AND s.data_type IN ('text', 'character varying', 'name') AND t.data_type IN ('character', 'name')
                    OR COALESCE(s.character_maximum_length, 1000000000) > t.character_maximum_length
                      AND EXISTS (
                        SELECT 1 FROM %s AS staged
                        WHERE LENGTH(TO_JSONB(staged) ->> s.column_name) > t.character_maximum_length
                      ))"""
                      .formatted(dialect.quote(staged))));
      default -> Optional.of(finer(dialect, staged, table));
    };
  }

  /**
   * Whether it has more digits, as the catalogue of Redshift alone can be asked: the lengths of
   * texts tell nothing without the values.
   */
  private static String finer(Dialect dialect, String staged, RelationName table) {
    return """
        EXISTS (
          SELECT 1 FROM pg_attribute AS s
          JOIN pg_attribute AS t ON t.attname = s.attname
          WHERE s.attrelid IN (SELECT c.oid FROM pg_class AS c WHERE c.relname = %s AND pg_table_is_visible(c.oid))
            AND t.attrelid IN (
              SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
              WHERE n.nspname = %s AND c.relname = %s
            )
            AND s.attnum > 0 AND t.attnum > 0
            AND (s.atttypid = 1700 AND t.atttypid = 1700 AND MOD(s.atttypmod - 4, 65536) > MOD(t.atttypmod - 4, 65536)
              OR s.atttypid = 701 AND t.atttypid IN (700, 1700) OR s.atttypid = 700 AND t.atttypid = 1700)
        )"""
        .formatted(
            dialect.text(dialect.stored(staged)),
            dialect.text(dialect.stored(table.schema())),
            dialect.text(dialect.stored(table.table())));
  }

  private static String outgrown(
      Dialect dialect, String staged, RelationName table, String mine, String loses) {
    return """
        EXISTS (
          SELECT 1 FROM information_schema.columns AS s
          JOIN information_schema.columns AS t ON t.column_name = s.column_name
          WHERE %1$s AND s.table_name = %2$s
            AND t.table_schema = %3$s AND t.table_name = %4$s
            AND %5$s
        )"""
        .formatted(
            mine,
            dialect.text(dialect.stored(staged)),
            dialect.text(dialect.stored(table.schema())),
            dialect.text(dialect.stored(table.table())),
            loses.replace("\n", "\n  "));
  }
}
