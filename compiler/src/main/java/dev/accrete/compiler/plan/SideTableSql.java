package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/**
 * The statements that all side tables have.
 *
 * @param table the side table
 * @param columns its columns, in order
 * @param staged the staging table of its new rows
 */
record SideTableSql(Dialect dialect, RelationName table, List<String> columns, String staged) {

  /** A SELECT of what it holds. */
  String held() {
    return "SELECT " + list() + "\nFROM " + dialect.relation(table);
  }

  /** Creates it from what is staged. */
  Statement create(String purpose) {
    return new Statement(purpose, dialect.create(table, selectStaged()));
  }

  /** Inserts what is staged. */
  Statement insert(String purpose) {
    return new Statement(
        purpose, "INSERT INTO " + dialect.relation(table) + " (" + list() + ")\n" + selectStaged());
  }

  private String selectStaged() {
    return "SELECT " + list() + "\nFROM " + dialect.quote(staged);
  }

  /** The columns, quoted. */
  String list() {
    return dialect.columns(columns);
  }
}
