package dev.accrete.compiler.analyze;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.FieldSource;
import dev.accrete.compiler.tree.Relation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds columns of type CHAR that a model compares, groups or joins by: blanks at their ends do not
 * count on engines that pad such values, and count on those that know no such type.
 */
public final class PaddedText {
  /** Operators whose operands are compared. */
  static final Set<String> COMPARISONS =
      Set.of(
          "=",
          "<>",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "IN",
          "NOT IN",
          "IS DISTINCT FROM",
          "IS NOT DISTINCT FROM",
          "NULLIF");

  /** Operators that ask which of their operands is the greater. */
  private static final Set<String> ORDERING =
      Set.of(
          "BETWEEN ASYMMETRIC",
          "NOT BETWEEN ASYMMETRIC",
          "BETWEEN SYMMETRIC",
          "NOT BETWEEN SYMMETRIC",
          "GREATEST",
          "LEAST");

  private static final Pattern DISTINCT = Pattern.compile("(?i)\\(\\s*DISTINCT[\\s(]*$");

  private static final Pattern PADDED =
      Pattern.compile("(?:char|nchar|character|bpchar)\\s*(?:\\(\\s*(\\d+)\\s*\\))?");

  private final Map<String, Origin> found = new LinkedHashMap<>();

  private PaddedText() {}

  /** The columns of sources and models, each with the place where it is compared first. */
  public static Map<String, Origin> compared(Relation root) {
    PaddedText text = new PaddedText();
    text.visit(root);
    return text.found;
  }

  private void visit(Relation relation) {
    if (relation instanceof Relation.Filter filter) {
      compared(filter.condition(), filter.input(), filter.origin());
    } else if (relation instanceof Relation.Join join) {
      compared(join.condition(), join, join.origin());
    } else if (relation instanceof Relation.Project project) {
      project.columns().forEach(c -> compared(c.expression(), project.input(), project.origin()));
    } else if (relation instanceof Relation.Aggregate aggregate) {
      aggregate.keys().forEach(k -> same(k.expression(), aggregate.input(), aggregate.origin()));
      aggregate
          .aggregates()
          .forEach(a -> compared(a.expression(), aggregate.input(), aggregate.origin()));
    } else if (relation instanceof Relation.Window window) {
      for (Relation.WindowColumn column : window.columns()) {
        column.partition().forEach(p -> same(p, window.input(), window.origin()));
      }
    } else if (relation instanceof Relation.SetOperation operation
        && !(operation.all() && operation.kind() == Relation.SetKind.UNION)) {
      for (Relation input : operation.inputs()) {
        for (int i = 0; i < input.fields().size(); i++) {
          same(new Column(i), input, operation.origin());
        }
      }
    } else if (relation instanceof Relation.Subquery subquery) {
      Relation both =
          new Relation.Join(
              subquery.input(),
              subquery.rows(),
              Relation.JoinKind.INNER,
              subquery.condition(),
              subquery.origin());
      subquery.expressions().forEach(e -> compared(e, both, subquery.origin()));
    }
    relation.inputs().forEach(this::visit);
  }

  /** Looks for comparisons in an expression over a relation's fields. */
  private void compared(Expression expression, Relation relation, Origin origin) {
    if (!(expression instanceof Call call)) {
      return;
    }
    List<Expression> operands = comparedBy(call);
    for (Expression operand : operands) {
      padded(operand, relation)
          .filter(p -> !operands.stream().allMatch(o -> o == operand || p.isFilledBy(o)))
          .ifPresent(p -> found.putIfAbsent(p.name(), origin));
    }
    if (!call.operands().isEmpty() && DISTINCT.matcher(call.glue().get(0)).find()) {
      same(call.operands().get(0), relation, origin);
    }
    call.operands().forEach(operand -> compared(operand, relation, origin));
  }

  /** The operands that a call compares with one another. */
  private static List<Expression> comparedBy(Call call) {
    List<Expression> all = call.operands();
    if (call.operator().equals("DECODE")) {
      return IntStream.range(0, all.size())
          .filter(i -> i == 0 || i % 2 == 1 && i + 1 < all.size())
          .mapToObj(all::get)
          .toList();
    }
    if (call.operator().equals("CASE")) {
      boolean isSwitch = call.glue().get(0).strip().equalsIgnoreCase("CASE");
      List<Expression> choices = call.choices();
      return isSwitch
          ? all.stream().filter(o -> choices.stream().noneMatch(c -> c == o)).toList()
          : List.of();
    }
    boolean compares = COMPARISONS.contains(call.operator()) || ORDERING.contains(call.operator());
    return compares ? all : List.of();
  }

  /** Values that are equal make one group. */
  private void same(Expression key, Relation relation, Origin origin) {
    padded(key, relation).ifPresent(p -> found.putIfAbsent(p.name(), origin));
  }

  /**
   * A column of type CHAR.
   *
   * @param length how long its values are with the blanks
   */
  private record Padded(String name, int length) {
    /** Whether a value is a constant that leaves no room for blanks. */
    boolean isFilledBy(Expression value) {
      if (value instanceof Call row && row.operator().equals("ROW")) {
        return row.operands().stream().allMatch(this::isFilledBy);
      }
      return value instanceof Literal constant
          && constant.text().startsWith("'")
          && !constant.text().endsWith(" '")
          && constant.text().replace("''", "'").length() - 2 >= length;
    }
  }

  private static Optional<Padded> padded(Expression expression, Relation relation) {
    return expression instanceof Column column
        ? padded(column.index(), relation)
        : Optional.empty();
  }

  private static Optional<Padded> padded(int field, Relation relation) {
    if (relation instanceof Relation.Scan scan) {
      Field column = scan.fields().get(field);
      String type = column.type() == null ? "" : column.type().toLowerCase(Locale.ROOT).strip();
      Matcher matcher = PADDED.matcher(type);
      int length =
          matcher.matches() && matcher.group(1) != null ? Integer.parseInt(matcher.group(1)) : 1;
      return length > 1
          ? Optional.of(new Padded(scan.relation() + "." + column.name(), length))
          : Optional.empty();
    }
    FieldSource source = FieldSource.of(relation, field);
    if (source instanceof FieldSource.Computed computed) {
      return padded(computed.expression(), computed.input());
    }
    return source instanceof FieldSource.Passed passed
        ? passed.inputs().stream()
            .flatMap(input -> padded(passed.field(), input).stream())
            .findFirst()
        : Optional.empty();
  }
}
