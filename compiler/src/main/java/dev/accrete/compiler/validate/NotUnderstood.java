package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.OpaqueReason;
import org.apache.calcite.sql.SqlNode;

/**
 * Control flow inside the tree builder: a part of the query is of a form that our tree has no
 * operator for.
 */
final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The detail of a name that goes on behind a column. */
  static final String PATH = "a path into a SUPER value";

  /** The detail of such a name in FROM. */
  static final String ARRAY = "an array in FROM";

  private final transient OpaqueReason reason;
  private final transient SqlNode node;
  private final String detail;

  NotUnderstood(OpaqueReason reason, String detail, SqlNode node) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
    this.node = node;
  }

  OpaqueReason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  SqlNode node() {
    return node;
  }
}
