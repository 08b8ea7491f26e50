package dev.accrete.compiler.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * A scalar expression over the fields of one relation.
 *
 * <p>Calls keep the author's own text between their operands ({@link Call#glue()}), so that an
 * expression is printed as it was written whatever function it calls, while operands can be
 * replaced.
 */
public sealed interface Expression {
  /** A condition that no row meets. */
  Expression NEVER =
      new Call("=", List.of(new Literal("1"), new Literal("0")), List.of("", " = ", ""));

  /** A field of the input, by number. */
  record Column(int index) implements Expression {}

  /** A constant as SQL text, such as {@code 'x'}, {@code 12} or {@code DATE '2026-01-01'}. */
  record Literal(String text) implements Expression {
    public Literal {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * An operator or function over operands.
   *
   * @param operator the name in upper case: {@code =}, {@code AND}, {@code COALESCE}, {@code CAST},
   *     {@code CASE}, …
   * @param operands in the order of the text
   * @param glue the text before, between and after the operands: one more than there are operands
   */
  record Call(String operator, List<Expression> operands, List<String> glue) implements Expression {
    private static final Pattern CHOICE = Pattern.compile("(?i)\\b(THEN|ELSE)[\\s(]*$");

    public Call {
      operands = List.copyOf(operands);
      glue = List.copyOf(glue);
      if (glue.size() != operands.size() + 1) {
        throw new IllegalArgumentException("glue must surround the operands of " + operator);
      }
    }

    /** Whether the text around an operand keeps it together, as commas and parentheses do. */
    public boolean encloses(int operand) {
      String before = glue.get(operand).stripTrailing();
      String after = glue.get(operand + 1).stripLeading();
      return (before.endsWith("(") || before.endsWith(","))
          && (after.startsWith(")") || after.startsWith(","));
    }

    /** The operands that its value may come from: of a CASE, those behind THEN and ELSE. */
    public List<Expression> choices() {
      if (!operator.equals("CASE")) {
        return operands;
      }
      List<Expression> choices = new ArrayList<>();
      for (int i = 0; i < operands.size(); i++) {
        if (CHOICE.matcher(glue.get(i)).find()) {
          choices.add(operands.get(i));
        }
      }
      return choices;
    }

    /**
     * The same call with other operands; one that takes a column's place gets parentheses where it
     * needs them.
     */
    Call with(List<Expression> others) {
      List<String> around = new ArrayList<>(glue);
      for (int i = 0; i < others.size(); i++) {
        if (operands.get(i) instanceof Column && !Pieces.isOne(others.get(i)) && !encloses(i)) {
          around.set(i, around.get(i) + "(");
          around.set(i + 1, ")" + around.get(i + 1));
        }
      }
      return new Call(operator, others, around);
    }
  }

  /**
   * A call as it is built from a text, some of whose operands stand for names that mean more than a
   * column.
   *
   * @param replaced the numbers of the operands that did not stand in the text
   */
  static Call call(
      String operator,
      List<Expression> operands,
      List<String> glue,
      java.util.Set<Integer> replaced) {
    List<Expression> written = new ArrayList<>(operands);
    replaced.forEach(i -> written.set(i, new Column(0)));
    return new Call(operator, written, glue).with(operands);
  }

  /** One result for each case; a new case breaks the build wherever expressions are taken apart. */
  default <R> R match(
      Function<Column, R> column, Function<Literal, R> literal, Function<Call, R> call) {
    if (this instanceof Column c) {
      return column.apply(c);
    }
    if (this instanceof Literal l) {
      return literal.apply(l);
    }
    return call.apply((Call) this);
  }

  /** The same expression with each field replaced. */
  default Expression substitute(IntFunction<Expression> replacement) {
    return match(
        column -> replacement.apply(column.index()),
        literal -> literal,
        call -> {
          List<Expression> operands = new ArrayList<>();
          for (Expression operand : call.operands()) {
            operands.add(operand.substitute(replacement));
          }
          return call.with(operands);
        });
  }

  /** The numbers of the fields that this reads, each once, in the order of the text. */
  default java.util.Set<Integer> columns() {
    java.util.Set<Integer> found = new java.util.LinkedHashSet<>();
    collect(found);
    return found;
  }

  private void collect(java.util.Set<Integer> found) {
    if (this instanceof Column column) {
      found.add(column.index());
    } else if (this instanceof Call call) {
      for (Expression operand : call.operands()) {
        operand.collect(found);
      }
    }
  }

  /** The conjunction of conditions, each kept together by parentheses; TRUE of none. */
  static Expression all(List<Expression> conditions) {
    List<Expression> some =
        conditions.stream().filter(c -> !c.equals(new Literal("TRUE"))).toList();
    if (some.size() <= 1) {
      return some.isEmpty() ? new Literal("TRUE") : some.get(0);
    }
    List<String> glue = new ArrayList<>(List.of("("));
    for (int i = 1; i < some.size(); i++) {
      glue.add(") AND (");
    }
    glue.add(")");
    return new Call("AND", some, glue);
  }

  /** The conjuncts of a condition: the operands of its top-level ANDs, in order. */
  default List<Expression> conjuncts() {
    if (this instanceof Call call && call.operator().equals("AND")) {
      List<Expression> parts = new ArrayList<>();
      for (Expression operand : call.operands()) {
        parts.addAll(operand.conjuncts());
      }
      return parts;
    }
    return List.of(this);
  }
}
