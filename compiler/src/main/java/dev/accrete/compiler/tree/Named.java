package dev.accrete.compiler.tree;

import java.util.Objects;

/**
 * An expression with the name of the column that it makes.
 *
 * @param name the output column
 * @param expression over the fields of the operator's input
 */
public record Named(String name, Expression expression) {
  public Named {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(expression, "expression");
  }
}
