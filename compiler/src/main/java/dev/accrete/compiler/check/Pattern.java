package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A combination of input rows and the row that it makes: a conjunctive query.
 *
 * @param atoms the input rows; there may be further ones that nobody asks about
 * @param facts what is true of them
 * @param rewrites identities: an expression and the one that has the same value, NULL included,
 *     towards older atoms
 * @param fields the row that they make; {@link #UNKNOWN} where its value is not told
 * @param changed the scan's row that changed, in obligations
 * @param real whether the row made is known to stand in the old state
 */
record Pattern(
    List<Atom> atoms,
    List<Fact> facts,
    Map<Expression, Expression> rewrites,
    List<Expression> fields,
    @Nullable Atom changed,
    boolean real) {
  static final Literal NULL = new Literal("NULL");
  static final Literal UNKNOWN = new Literal("\u22a5");
  private static final Fact NEVER = new Fact(NULL, NULL, false);
  static final Pattern EMPTY = new Pattern(List.of(), List.of(), Map.of(), List.of(), null, false);

  static Pattern of(Atom atom, @Nullable Atom changed, boolean real) {
    return new Pattern(List.of(atom), List.of(), Map.of(), atom.columns(), changed, real);
  }

  /** Both combinations beside each other; the fields of this, then the other's. */
  Pattern and(Pattern other) {
    Map<Expression, Expression> both = new LinkedHashMap<>(rewrites);
    both.putAll(other.rewrites);
    Atom either = changed == null ? other.changed : changed;
    return new Pattern(
        joined(atoms, other.atoms),
        joined(facts, other.facts),
        both,
        joined(fields, other.fields),
        either,
        real && other.real);
  }

  Pattern withFields(List<Expression> others) {
    return new Pattern(atoms, facts, rewrites, List.copyOf(others), changed, real);
  }

  Pattern asReal(boolean is) {
    return new Pattern(atoms, facts, rewrites, fields, changed, is);
  }

  Pattern withFacts(List<Fact> more) {
    List<Fact> known = more.stream().filter(f -> known(f.left()) && known(f.right())).toList();
    return new Pattern(atoms, joined(facts, known), rewrites, fields, changed, real);
  }

  /** With a condition over the fields known to be true, as far as it reads known fields. */
  Pattern where(Expression condition) {
    return withFacts(Fact.of(condition).stream().map(f -> Branches.over(f, fields)).toList());
  }

  /**
   * With two values known to be one; a side that is not known tells nothing. No row is one where
   * two constants would be, unless they may be equal, which tells nothing either.
   */
  Pattern identify(Expression younger, Expression older) {
    Expression from = canonical(younger);
    Expression to = canonical(older);
    if (within(from, to) || from.columns().isEmpty()) {
      Expression swapped = from;
      // Else the one form of the older would be looked for in itself, or a constant would become a
      // column wherever it stands.
      from = to;
      to = swapped;
    }
    if (Constants.differ(from, to)) {
      return withFacts(List.of(NEVER));
    }
    if (!known(from) || !known(to) || from.columns().isEmpty() || from.equals(to)) {
      return this;
    }
    Map<Expression, Expression> more = new LinkedHashMap<>(rewrites);
    more.putIfAbsent(from, to);
    return new Pattern(atoms, facts, more, fields, changed, real);
  }

  private static boolean within(Expression part, Expression whole) {
    return whole.equals(part)
        || whole instanceof Call call && call.operands().stream().anyMatch(o -> within(part, o));
  }

  /** An expression over the fields, as one over the wide row. */
  Expression over(Expression expression) {
    return Branches.over(expression, fields);
  }

  List<Expression> over(List<Expression> expressions) {
    return expressions.stream().map(this::over).toList();
  }

  static boolean known(Expression expression) {
    return expression.match(
        column -> true,
        literal -> !literal.equals(UNKNOWN),
        call -> call.operands().stream().allMatch(Pattern::known));
  }

  /** The one form of all expressions that are known to have the same value. */
  Expression canonical(Expression expression) {
    return canonical(expression, 0);
  }

  private Expression canonical(Expression expression, int jumps) {
    Expression older = rewrites.get(expression);
    if (older != null) {
      return canonical(older, Work.jump(jumps));
    }
    if (expression instanceof Literal literal) {
      return literal.text().equalsIgnoreCase("NULL") ? NULL : literal;
    }
    if (!(expression instanceof Call call)) {
      return expression;
    }
    List<Expression> operands = new ArrayList<>();
    for (Expression operand : call.operands()) {
      operands.add(canonical(operand, jumps));
    }
    boolean keepsNull = call.operator().equals("CAST") || Branches.isShown(call);
    if (keepsNull && NULL.equals(operands.get(0))) {
      return NULL;
    }
    if (FullJoins.isOne(call)) {
      Expression reduced = FullJoins.reduced(operands);
      Expression one = rewrites.get(reduced);
      return one == null ? reduced : canonical(one, Work.jump(jumps));
    }
    if (operands.equals(call.operands())) {
      return call;
    }
    Expression rebuilt = new Call(call.operator(), operands, call.glue());
    Expression twin = rewrites.get(rebuilt);
    return twin == null ? rebuilt : canonical(twin, Work.jump(jumps));
  }

  /** Whether a combination of rows can be like this, as far as NULLs tell. */
  boolean possible() {
    for (Fact fact : facts) {
      if (!fact.nullSafe() && (isNull(fact.left()) || isNull(fact.right()))) {
        return false;
      }
    }
    return true;
  }

  private boolean isNull(Expression expression) {
    boolean plain = expression instanceof Expression.Column && rewrites.isEmpty();
    return !plain && NULL.equals(canonical(expression));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(Objects.requireNonNull(second));
    return List.copyOf(all);
  }
}
