package dev.accrete.compiler.parse;

import java.util.Optional;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Finds parameters ({@code ?}) in a parsed text: the grammar has them, and a model has nobody who gives them values. */
final class Parameters extends SqlBasicVisitor<@Nullable Void> {
  private @Nullable SqlDynamicParam first;

  private Parameters() {}

  static Optional<SqlDynamicParam> first(SqlNode node) {
    Parameters parameters = new Parameters();
    node.accept(parameters);
    return Optional.ofNullable(parameters.first);
  }

  @Override
  public @Nullable Void visit(SqlDynamicParam parameter) {
    if (first == null) {
      first = parameter;
    }
    return null;
  }
}
