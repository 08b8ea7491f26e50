package dev.accrete.compiler.dialect;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one engine's catalogue is asked. */
public interface CatalogueQueries {

  /** A query for the columns of a table or view, in order: name, type as the engine has it. */
  String columnsOf(RelationName table);

  /** A query for the tables and views of some schemas: schema, table. */
  String relationsIn(Collection<String> schemas);

  /** A query for the views of some schemas: schema, view. */
  String viewsIn(Collection<String> schemas);

  /** A table or view as its name is compared with what the catalogue has. */
  default RelationName catalogued(RelationName relation) {
    return relation;
  }

  /**
   * The type of a column of information_schema.columns; another name where equal values may differ
   * though the type's do not, as texts of a collation that ignores case.
   */
  default String typeOfColumn() {
    return "data_type";
  }

  /** The type of a column of information_schema.columns with its length, digits and precision. */
  default String sizedTypeOfColumn() {
    return """
        CASE WHEN character_maximum_length IS NOT NULL
            THEN CAST(data_type AS VARCHAR) || '(' || CAST(character_maximum_length AS VARCHAR) || ')'
          WHEN data_type = 'numeric' AND numeric_precision IS NOT NULL
            THEN 'numeric(' || CAST(numeric_precision AS VARCHAR) || ',' || CAST(numeric_scale AS VARCHAR) || ')'
          WHEN data_type LIKE 'time%' AND datetime_precision < 6
            THEN REPLACE(CAST(data_type AS VARCHAR), ' with', '(' || CAST(datetime_precision AS VARCHAR) || ') with')
          WHEN data_type IN ('ARRAY', 'USER-DEFINED') THEN CAST(udt_name AS VARCHAR)
          ELSE CAST(data_type AS VARCHAR) END""";
  }

  /**
   * Where a query reads the columns of tables that there are, none of them a view: table_schema,
   * table_name, column_name, data_type.
   */
  default String columnsOfTables(Collection<RelationName> tables) {
    return "information_schema.columns";
  }

  /** Whether it tells texts whose equal values may differ. */
  default boolean tellsCollations() {
    return !typeOfColumn().equals("data_type");
  }

  /**
   * A query for the views that keep a relation from being dropped: schema, name, what kind of
   * relation it is as in {@code pg_class}, a statement that drops it, one that creates it again.
   * Absent where the engine keeps none.
   */
  default Optional<String> dependants(RelationName relation) {
    return Optional.empty();
  }

  /**
   * Queries for statements that give a table or view back what people set on it, once it was
   * dropped and created anew: rights, comments, at last its owner. None where the engine keeps none
   * of that.
   *
   * @param relation the table or view as it stands
   * @param columns those that it will have
   */
  default List<String> keepsakes(RelationName relation, List<String> columns) {
    return List.of();
  }

  /** Whether a part of a transaction can be taken back. */
  default boolean hasSavepoints() {
    return false;
  }

  /** Whether a query of the catalogue can read no other table. */
  default boolean catalogueStandsApart() {
    return false;
  }
}
