package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;
import java.util.Optional;

/**
 * A table of the state that belongs to this model alone. A full rebuild creates it, every strategy
 * that writes the model's table writes it in the same transaction, and the position of that commit
 * names it; one that the last position does not name is not up to date, and of no use.
 *
 * @param name what it holds, in one word
 * @param table where it is
 * @param required whether it is kept in any case; else the rebuild decides
 * @param keyColumns by which its rows belong to keys
 * @param columns its columns, in order
 * @param select what it holds, over the inputs as they stand: for whoever wants to compare
 * @param held a SELECT of what it holds, in the form of {@code select}
 * @param staged the staging table of its new rows; temporary
 * @param stageAll creates and fills {@code staged} with every row
 * @param create creates the table from {@code staged}
 * @param stageChange creates and fills {@code staged} with the rows of the touched keys; or with
 *     what changed rows bring, whatever keys they touch, where nothing is ever deleted
 * @param deleteTouched deletes the rows of the touched keys; absent where rows only come
 * @param insert inserts {@code staged}
 */
public record SideTable(
    String name,
    RelationName table,
    boolean required,
    List<String> keyColumns,
    List<String> columns,
    String select,
    String held,
    String staged,
    Statement stageAll,
    Statement create,
    Statement stageChange,
    Optional<Statement> deleteTouched,
    Statement insert) {
  public SideTable {
    columns = List.copyOf(columns);
    keyColumns = List.copyOf(keyColumns);
  }

  /** Whether it takes what changed rows bring, by whatever strategy the model takes them in. */
  public boolean grows() {
    return deleteTouched.isEmpty();
  }

  /** A query without rows whose columns are those that it would have if it were made now. */
  public String shape(Dialect dialect) {
    return "SELECT * FROM (\n"
        + select
        + "\n) AS made ("
        + dialect.columns(columns)
        + ") WHERE 1 = 0";
  }

  /** The name by which a position says that the table is up to date. */
  public String position() {
    return "side table " + name;
  }
}
