package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.OpaqueReason;
import org.apache.calcite.sql.SqlNode;

/**
 * Control flow inside the tree builder: a part of the query is of a form that our tree has no
 * operator for.
 */
final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String PATH = " into a SUPER value";
  private static final String ARRAY = " of a SUPER value";

  private final transient OpaqueReason reason;
  private final transient SqlNode node;
  private final String detail;

  NotUnderstood(OpaqueReason reason, String detail, SqlNode node) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
    this.node = node;
  }

  /** A name, or another expression, that goes on behind a column. */
  static NotUnderstood path(String written, SqlNode node) {
    return new NotUnderstood(OpaqueReason.OTHER, "the path " + written.strip() + PATH, node);
  }

  /** Such a name in FROM. */
  static NotUnderstood array(String written, SqlNode node) {
    return new NotUnderstood(
        OpaqueReason.TABLE_FUNCTION, "the array " + written.strip() + ARRAY, node);
  }

  /** Whether the detail of what is opaque is a path or an array of a SUPER value. */
  static boolean isInSuper(String detail) {
    return detail.endsWith(PATH) || detail.endsWith(ARRAY);
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
