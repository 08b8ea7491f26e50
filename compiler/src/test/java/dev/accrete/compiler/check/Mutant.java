package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.List;
import java.util.Random;

/** Changes relations of certificates a little, at random places. */
final class Mutant {
  private final Random random;
  private final double rate;

  Mutant(Random random, double rate) {
    this.random = random;
    this.rate = rate;
  }

  boolean strikes() {
    return random.nextDouble() < rate;
  }

  Relation of(Relation relation) {
    if (relation instanceof Scan scan) {
      return strikes() ? scan.in(State.values()[random.nextInt(3)]) : scan;
    }
    if (relation instanceof Filter f) {
      return strikes() ? of(f.input()) : new Filter(of(f.input()), f.condition(), f.origin());
    }
    if (relation instanceof Project p) {
      Relation input = of(p.input());
      int width = input.fields().size();
      return new Project(
          input,
          p.columns().stream().map(c -> new Named(c.name(), of(c.expression(), width))).toList(),
          p.origin());
    }
    if (relation instanceof Join j) {
      JoinKind kind = strikes() ? JoinKind.values()[random.nextInt(2)] : j.kind();
      return new Join(of(j.left()), of(j.right()), kind, j.condition(), j.origin());
    }
    if (relation instanceof Matching m) {
      if (strikes()) {
        return of(m.input());
      }
      boolean nullSafe = strikes() ? !m.nullSafe() : m.nullSafe();
      return new Matching(
          of(m.input()), all(m.keys(), m.input()), of(m.set()), nullSafe, m.origin());
    }
    if (relation instanceof SetOperation o) {
      if (strikes()) {
        return of(o.inputs().get(random.nextInt(o.inputs().size())));
      }
      return new SetOperation(
          o.kind(), o.all(), o.inputs().stream().map(this::of).toList(), o.origin());
    }
    if (relation instanceof Aggregate a) {
      return new Aggregate(of(a.input()), a.keys(), a.aggregates(), a.origin());
    }
    if (relation instanceof Window w) {
      return new Window(of(w.input()), w.columns(), w.origin());
    }
    return relation;
  }

  List<Expression> all(List<Expression> expressions, Relation input) {
    return expressions.stream().map(e -> of(e, input.fields().size())).toList();
  }

  private Expression of(Expression expression, int width) {
    if (strikes()) {
      return new Expression.Column(random.nextInt(width));
    }
    return expression;
  }
}
