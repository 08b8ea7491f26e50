package dev.accrete.compiler.dialect;

import java.util.Objects;

/**
 * A table or view of the warehouse, as resolved for a target.
 *
 * @param schema the schema
 * @param table the table
 */
public record RelationName(String schema, String table) {
  public RelationName {
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(table, "table");
  }

  /** As people say it, without quotes: {@code derived.sessions}. */
  public String plain() {
    return schema + "." + table;
  }
}
