package dev.accrete.runtime.sync;

import dev.accrete.compiler.dialect.CatalogueType;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A source's table as the target's catalogue shows it.
 *
 * @param relation its name there
 * @param columns in order; none where there is no such table
 * @param dialect the dialect of the project's types
 * @param engine the target's engine
 */
record SourceTable(
    RelationName relation, List<FoundColumn> columns, String dialect, String engine) {
  SourceTable {
    columns = List.copyOf(columns);
  }

  /** A column with its type as the engine calls it. */
  record FoundColumn(String name, String type, boolean nullable) {}

  /** The column as a declaration has it. DuckDB's names mean the same in any case. */
  CatalogueColumn declared(FoundColumn column) {
    boolean folds = engine.equals("duckdb") && column.name().matches("[A-Za-z_][A-Za-z0-9_]*");
    return new CatalogueColumn(
        folds ? column.name().toLowerCase(Locale.ROOT) : column.name(),
        CatalogueType.of(column.type(), engine).written(dialect),
        column.nullable());
  }

  /** The column that a declared one is: the one of its name, or else one in another case. */
  Optional<FoundColumn> find(SourceDeclaration.Column declared) {
    return columns.stream()
        .filter(c -> c.name().equals(declared.name()))
        .findFirst()
        .or(
            () ->
                columns.stream()
                    .filter(c -> c.name().equalsIgnoreCase(declared.name()))
                    .findFirst());
  }

  /** Whether a declared type is the one that the engine has. */
  boolean hasType(FoundColumn column, String declared) {
    return CatalogueType.of(column.type(), engine).isDeclaredAs(declared, dialect, engine);
  }
}
