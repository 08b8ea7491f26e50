package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.runtime.engine.TypedColumn;
import java.util.Collection;
import java.util.List;

/**
 * Looks whether staged rows go into a table as they are. A column of what a model reads may have
 * got more digits than its table's column has, and the engine would round what is put there.
 */
final class StagedTypes {
  private final RunContext context;
  private final StandingSql queries;
  private final Bindings bindings;

  StagedTypes(RunContext context, Bindings bindings) {
    this.context = context;
    this.queries = new StandingSql(context.tables());
    this.bindings = bindings;
  }

  /**
   * Looks.
   *
   * @param staged the staging table; it may have further columns
   * @throws OutgrownException if a column of it has values that the table's cannot hold
   */
  void check(String staged, RelationName table) {
    check(staged, table, List.of());
  }

  /** The same of all columns but some, which hold something else in the table. */
  void check(String staged, RelationName table, Collection<String> except) {
    List<TypedColumn> columns = types(queries.stagedShape(staged), "what was staged");
    for (TypedColumn column : types(queries.shape(table), table.plain())) {
      columns.stream()
          .filter(c -> c.name().equalsIgnoreCase(column.name()) && !except.contains(c.name()))
          .filter(c -> c.losesIn(column))
          .findFirst()
          .ifPresent(
              c -> {
                throw new OutgrownException(
                    "the column "
                        + c.name()
                        + " is "
                        + c.shown()
                        + " now, and was "
                        + column.shown()
                        + " in "
                        + table.plain());
              });
    }
  }

  private List<TypedColumn> types(String query, String what) {
    return context.session().types("look at the types of " + what, bindings.bind(query));
  }
}
