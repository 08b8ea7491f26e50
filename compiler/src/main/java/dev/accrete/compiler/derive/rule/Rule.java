package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.tree.Relation;

/**
 * How a key passes one operator.
 *
 * <p>A rule has two duties ({@code derivation.md}, section 1). Its branches must together touch
 * every key whose rows may differ after a change below; its narrowings may leave out only input
 * rows that no row of a touched key needs.
 */
public interface Rule {

  /** The rule's name: its class's, a sentence in camel case. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** The operator that it is for, in a word, for the list of rules. */
  String operator();

  /**
   * What becomes of the key at an operator: it passes, is refused, or this rule is not for that
   * operator.
   */
  Passage pass(Relation node, Key key, Context context);

  /** What rules may ask about the whole model. */
  @FunctionalInterface
  interface Context {
    /**
     * Whether a field of an operator is read by anything above it, the operator's own window orders
     * aside.
     */
    boolean isRead(Relation node, int field);
  }
}
