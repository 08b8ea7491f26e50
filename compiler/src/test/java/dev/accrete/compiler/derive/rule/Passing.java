package dev.accrete.compiler.derive.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.derive.rule.Passage.Direct;
import dev.accrete.compiler.derive.rule.Passage.Narrowing;
import dev.accrete.compiler.derive.rule.Passage.Passed;
import dev.accrete.compiler.derive.rule.Passage.Refused;
import dev.accrete.compiler.derive.rule.Passage.Through;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Trees;
import java.util.List;

/** Asks one rule about one operator, for tests. */
final class Passing {
  /** Everything above reads every field. */
  static final Rule.Context ALL_READ = (node, field) -> true;

  private final Rule rule;
  private final Relation node;
  private final Passage passage;

  private Passing(Rule rule, Relation node, Key key, Rule.Context context) {
    this.rule = rule;
    this.node = node;
    this.passage = rule.pass(node, key, context);
  }

  static Passing of(Rule rule, Relation node, Expression... key) {
    return new Passing(rule, node, Key.of(List.of(key)), ALL_READ);
  }

  static Passing of(Rule rule, Relation node, Key key) {
    return new Passing(rule, node, key, ALL_READ);
  }

  static Passing of(Rule rule, Relation node, Rule.Context context, Expression... key) {
    return new Passing(rule, node, Key.of(List.of(key)), context);
  }

  /** A scan whose fields have types: {@code "user varchar"}. */
  static Relation.Scan typed(int reference, String relation, String... fields) {
    List<Field> all =
        List.of(fields).stream()
            .map(f -> f.split(" ", 2))
            .map(f -> new Field(f[0], f[1], true))
            .toList();
    return new Relation.Scan(reference, relation, Relation.State.CURRENT, all, Trees.HERE);
  }

  void isNotMine() {
    assertThat(passage).isEqualTo(Passage.NOT_MINE);
  }

  void isRefused(RefusalCode code) {
    assertThat(passage).isInstanceOf(Refused.class);
    assertThat(((Refused) passage).refusal().code()).isEqualTo(code);
    assertThat(((Refused) passage).refusal().origin()).isEqualTo(node.origin());
  }

  Passed passed() {
    assertThat(passage).as(rule.name()).isInstanceOf(Passed.class);
    return (Passed) passage;
  }

  int branches() {
    return passed().branches().size();
  }

  Through through(int branch) {
    return (Through) passed().branches().get(branch);
  }

  Direct direct(int branch) {
    return (Direct) passed().branches().get(branch);
  }

  /** What a branch makes of the keys that are touched below. */
  Relation lifted(int branch, Relation below) {
    return through(branch).lift().apply(below);
  }

  Narrowing narrowing(int input) {
    return passed().narrowings().get(input);
  }

  /** The expressions over an input that decide which of its rows are needed. */
  List<Expression> neededBy(int input) {
    return narrowing(input).part().orElseThrow().expressions();
  }

  /** The set that these expressions are looked up in. */
  Relation neededSet(int input, Relation touched) {
    return narrowing(input).part().orElseThrow().set().apply(touched);
  }
}
