package dev.accrete.runtime.verify;

import java.util.List;

/** A SELECT and its columns. */
record Query(String sql, List<Column> columns) {
  Query {
    columns = List.copyOf(columns);
  }
}
