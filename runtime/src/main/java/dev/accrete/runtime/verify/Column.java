package dev.accrete.runtime.verify;

import java.util.List;

/**
 * A column in the making of a query.
 *
 * @param text how an expression names it
 * @param name its bare name
 */
record Column(String text, String name, ValueKind kind) {

  static List<Column> of(List<Column> columns, ValueKind kind) {
    return columns.stream().filter(c -> c.kind() == kind).toList();
  }

  /** The same as columns of a relation that goes by an alias. */
  static List<Column> under(String alias, List<Column> columns) {
    return columns.stream()
        .map(c -> new Column(alias + "." + c.name(), c.name(), c.kind()))
        .toList();
  }
}
