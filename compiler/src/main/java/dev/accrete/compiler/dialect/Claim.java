package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.ValueTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A declaration that a derivation relies on: the type of a source's column.
 *
 * @param source as {@code ref} has it
 * @param table its table
 * @param column the column
 * @param type its type as declared
 * @param ofCollation whether it says alone that no collation takes other texts for equal, which
 *     appends rely on; what recomputes and merges rely on says that too
 */
public record Claim(
    String source, RelationName table, String column, String type, boolean ofCollation) {
  /** A claim of a type. */
  public Claim(String source, RelationName table, String column, String type) {
    this(source, table, column, type, false);
  }

  /**
   * A query for the claims that are false, one row each at most: for scripts, which cannot look at
   * what {@link #types} reads. Columns of one class stand together, as a source may have hundreds.
   */
  public static String broken(Dialect dialect, List<Claim> claims) {
    Map<Kept, List<String>> columns = new LinkedHashMap<>();
    for (Claim claim : claims) {
      columns
          .computeIfAbsent(
              new Kept(claim.table, claim.typeClass(), claim.ofCollation), k -> new ArrayList<>())
          .add(dialect.text(claim.column.toLowerCase(Locale.ROOT)));
    }
    return columns.entrySet().stream()
        .map(e -> e.getKey().isBroken(dialect, e.getValue()))
        .collect(
            Collectors.joining("\n  OR ", "SELECT 1 FROM information_schema.columns\nWHERE ", ""));
  }

  /** What some columns of a table are declared to be. */
  private record Kept(RelationName table, TypeClass type, boolean ofCollation) {
    String isBroken(Dialect dialect, List<String> columns) {
      return "table_schema = "
          + dialect.text(table.schema())
          + " AND table_name = "
          + dialect.text(table.table())
          + "\n    AND "
          + (ofCollation
              ? dialect.typeOfColumn() + " = " + dialect.text(ValueTypes.COLLATED)
              : type.isNot(dialect, "data_type"))
          + "\n    AND LOWER(column_name) IN ("
          + String.join(", ", columns)
          + ")";
    }
  }

  /**
   * A query for the types that some tables' columns have, as the engine names them: {@code
   * table_schema, table_name, column_name, data_type}, and the type with its length and digits.
   *
   * @param views whether some are views
   */
  public static String types(Dialect dialect, Collection<RelationName> tables, boolean views) {
    return "SELECT table_schema, table_name, column_name, "
        + dialect.typeOfColumn()
        + ",\n  "
        + dialect.sizedTypeOfColumn()
        + "\nFROM "
        + (views ? "information_schema.columns" : dialect.columnsOfTables(tables))
        + "\nWHERE table_schema IN ("
        + list(dialect, tables.stream().map(RelationName::schema))
        + ") AND table_name IN ("
        + list(dialect, tables.stream().map(RelationName::table))
        + ")";
  }

  private static String list(Dialect dialect, Stream<String> names) {
    return names.distinct().sorted().map(dialect::text).collect(Collectors.joining(", "));
  }

  /**
   * What is wrong with this claim, for people, where the column's type is that; nothing where it
   * holds.
   *
   * @param actual as the engine's catalogue names it
   */
  public Optional<String> brokenBy(String actual) {
    boolean holds =
        ofCollation
            ? !actual.equals(ValueTypes.COLLATED)
            : TypeClass.of(actual).equals(Optional.of(typeClass()));
    return holds
        ? Optional.empty()
        : Optional.of(
            source
                + "."
                + column
                + " is declared as "
                + type
                + " and is "
                + actual.toLowerCase(Locale.ROOT));
  }

  private TypeClass typeClass() {
    return TypeClass.of(type).orElseThrow();
  }
}
