package dev.accrete.compiler.derive.rule;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a rule says of a key at an operator. */
public sealed interface Passage {

  /** The rule is not for this operator, or not for this key. */
  record NotMine() implements Passage {}

  /** The key cannot pass here. */
  record Refused(Refusal refusal) implements Passage {}

  /**
   * The key passes.
   *
   * @param sentence why this is sound, for the certificate
   * @param branches how changes below touch keys here
   * @param narrowings for each input of the operator, in order, what a recompute needs of it;
   *     absent where the whole
   */
  record Passed(String sentence, List<Branch> branches, List<Narrowing> narrowings)
      implements Passage {
    public Passed {
      branches = List.copyOf(branches);
      narrowings = List.copyOf(narrowings);
    }
  }

  /** How changes below touch keys here. */
  sealed interface Branch {}

  /**
   * Through an input, with a key of its own there.
   *
   * @param input the input that changes
   * @param key the key there
   * @param lift from a relation of the input's touched keys to one of the keys here
   */
  record Through(Relation input, Key key, UnaryOperator<Relation> lift) implements Branch {}

  /**
   * At once: a relation of the keys here that the changes of one scan touch.
   *
   * @param scan the scan that changes
   * @param keys reads its changed rows
   */
  record Direct(Relation.Scan scan, Relation keys) implements Branch {}

  /**
   * What a recompute needs of an input.
   *
   * @param input the input
   * @param part the rows whose expressions are in a set, null-safe; absent where all rows are
   *     needed
   */
  record Narrowing(Relation input, Optional<Part> part) {
    /**
     * The rows of {@code input} whose {@code expressions} are in the set that {@code set} makes of
     * the touched keys.
     */
    public static Narrowing to(
        Relation input, List<Expression> expressions, UnaryOperator<Relation> set) {
      return new Narrowing(input, Optional.of(new Part(expressions, set)));
    }

    /** All rows. */
    public static Narrowing whole(Relation input) {
      return new Narrowing(input, Optional.empty());
    }
  }

  /**
   * Expressions over an input, and the values of them that are needed.
   *
   * @param expressions over the input
   * @param set from the needed keys here to the needed values there
   */
  record Part(List<Expression> expressions, UnaryOperator<Relation> set) {
    public Part {
      expressions = List.copyOf(expressions);
    }
  }

  /** The rule is not for this. */
  Passage NOT_MINE = new NotMine();
}
