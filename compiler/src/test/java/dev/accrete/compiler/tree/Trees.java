package dev.accrete.compiler.tree;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.SortKey;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Relation.Window;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Hand-made trees for tests, short enough to read. */
public final class Trees {
  public static final Origin HERE =
      new Origin(new Span(new SourceFile("models/m.sql", "SELECT 1"), 0, 6), List.of());
  public static final Expression NULL = new Expression.Literal("NULL");

  private Trees() {}

  public static Scan scan(int reference, String relation, String... fields) {
    List<Field> all = Stream.of(fields).map(Field::named).toList();
    return new Scan(reference, relation, State.CURRENT, all, HERE);
  }

  /** A reading whose fields are given as name and type: {@code id integer}. */
  public static Scan typed(int reference, String relation, String... fields) {
    List<Field> all =
        Stream.of(fields)
            .map(f -> f.split(" ", 2))
            .map(f -> new Field(f[0], f.length > 1 ? f[1] : null, true))
            .toList();
    return new Scan(reference, relation, State.CURRENT, all, HERE);
  }

  public static Expression col(int index) {
    return new Expression.Column(index);
  }

  public static Expression lit(String text) {
    return new Expression.Literal(text);
  }

  public static Expression infix(Expression left, String operator, Expression right) {
    return new Call(operator, List.of(left, right), List.of("", " " + operator + " ", ""));
  }

  public static Expression eq(Expression left, Expression right) {
    return infix(left, "=", right);
  }

  public static Expression same(Expression left, Expression right) {
    return infix(left, "IS NOT DISTINCT FROM", right);
  }

  public static Expression and(Expression left, Expression right) {
    return infix(left, "AND", right);
  }

  public static Expression isNull(Expression operand) {
    return new Call("IS NULL", List.of(operand), List.of("", " IS NULL"));
  }

  /** A function in its usual form: {@code F(a, b)}. */
  public static Expression f(String name, Expression... operands) {
    if (operands.length == 0) {
      return new Call(name, List.of(), List.of(name + "()"));
    }
    List<String> glue = new ArrayList<>(List.of(name + "("));
    glue.addAll(Collections.nCopies(operands.length - 1, ", "));
    glue.add(")");
    return new Call(name, List.of(operands), glue);
  }

  public static Filter filter(Relation input, Expression condition) {
    return new Filter(input, condition, HERE);
  }

  /** A projection whose columns are named c0, c1, … */
  public static Project project(Relation input, Expression... columns) {
    return new Project(input, named("c", columns), HERE);
  }

  public static Project project(Relation input, List<Named> columns) {
    return new Project(input, columns, HERE);
  }

  public static Named as(String name, Expression expression) {
    return new Named(name, expression);
  }

  public static Join inner(Relation left, Relation right, Expression condition) {
    return new Join(left, right, JoinKind.INNER, condition, HERE);
  }

  public static Join left(Relation left, Relation right, Expression condition) {
    return new Join(left, right, JoinKind.LEFT, condition, HERE);
  }

  public static Aggregate group(Relation input, List<Named> keys, List<Named> aggregates) {
    return new Aggregate(input, keys, aggregates, HERE);
  }

  /** A window with one function of no arguments. */
  public static Window window(
      Relation input, String function, List<Expression> partition, Expression... order) {
    List<SortKey> sort = Stream.of(order).map(e -> new SortKey(e, false)).toList();
    Expression call = new Call(function, List.of(), List.of(function + "() OVER (…)"));
    return new Window(input, List.of(new WindowColumn("w", function, call, partition, sort)), HERE);
  }

  public static Matching plain(Relation input, List<Expression> keys, Relation set) {
    return new Matching(input, keys, set, false, HERE);
  }

  public static Matching nullSafe(Relation input, List<Expression> keys, Relation set) {
    return new Matching(input, keys, set, true, HERE);
  }

  public static KeySet touched(String... fields) {
    return new KeySet("touched", Stream.of(fields).map(Field::named).toList(), HERE);
  }

  public static Relation union(Relation... inputs) {
    return set(SetKind.UNION, true, inputs);
  }

  public static SetOperation set(SetKind kind, boolean all, Relation... inputs) {
    return new SetOperation(kind, all, List.of(inputs), HERE);
  }

  private static List<Named> named(String prefix, Expression... columns) {
    List<Named> all = new ArrayList<>();
    for (Expression column : columns) {
      all.add(new Named(prefix + all.size(), column));
    }
    return all;
  }
}
