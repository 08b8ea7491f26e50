package dev.accrete.compiler.translate;

import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** Stops at a form that the other dialect has no equal of; never leaves this package. */
final class NoEqual extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient SqlNode node;
  private final @Nullable String hint;

  /**
   * A form without equal.
   *
   * @param what its name, for people
   * @param hint what to write instead, or null
   */
  NoEqual(String what, SqlNode node, @Nullable String hint) {
    super(what, null, false, false);
    this.node = node;
    this.hint = hint;
  }

  String what() {
    return String.valueOf(getMessage());
  }

  SqlNode node() {
    return node;
  }

  @Nullable String hint() {
    return hint;
  }
}
