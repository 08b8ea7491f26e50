package dev.accrete.compiler.dialect;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A declaration that a derivation relies on: the type of a source's column.
 *
 * @param source as {@code ref} has it
 * @param table its table
 * @param column the column
 * @param type its type as declared
 */
public record Claim(String source, RelationName table, String column, String type) {

  /**
   * A query for the claims that are false: {@code broken}, a sentence each, in order. No rows where
   * all hold. It reads the catalogue once, which takes some engines longer than a small table.
   */
  public static String broken(Dialect dialect, List<Claim> claims) {
    return claims.stream()
        .map(claim -> claim.broken(dialect))
        .collect(
            Collectors.joining(
                "\n",
                "SELECT broken FROM (\nSELECT CASE\n",
                "\nEND AS broken\nFROM information_schema.columns\n) AS claims\nWHERE broken IS NOT"
                    + " NULL\nORDER BY 1"));
  }

  private String broken(Dialect dialect) {
    String declared = source + "." + column + " is declared as " + type + " and is ";
    return "WHEN table_schema = "
        + dialect.text(table.schema())
        + " AND table_name = "
        + dialect.text(table.table())
        + " AND LOWER(column_name) = LOWER("
        + dialect.text(column)
        + ")\n  AND "
        + TypeClass.of(type).orElseThrow().isNot(dialect, "data_type")
        + "\n  THEN "
        + dialect.text(declared)
        + " || LOWER(data_type)";
  }
}
