package dev.accrete.compiler.explain;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints expressions for people: the author's text, with each field named by where it comes from.
 */
public final class ExpressionText {
  private static final Map<String, Integer> BINDING =
      Map.ofEntries(
          Map.entry("OR", 1),
          Map.entry("AND", 2),
          Map.entry("NOT", 3),
          Map.entry("=", 4),
          Map.entry("<>", 4),
          Map.entry("<", 4),
          Map.entry(">", 4),
          Map.entry("<=", 4),
          Map.entry(">=", 4),
          Map.entry("IS NOT DISTINCT FROM", 4),
          Map.entry("IS NULL", 4),
          Map.entry("IS NOT NULL", 4),
          Map.entry("LIKE", 4),
          Map.entry("IN", 4),
          Map.entry("||", 5),
          Map.entry("+", 6),
          Map.entry("-", 6),
          Map.entry("*", 7),
          Map.entry("/", 7),
          Map.entry("%", 7));

  private final Labels labels;

  /** A printer that names fields by these labels. */
  public ExpressionText(Labels labels) {
    this.labels = labels;
  }

  /** An expression over the fields of a relation. */
  public String of(Expression expression, Relation input) {
    return text(expression, fields(input));
  }

  /** Expressions over the fields of a relation, with commas. */
  public String of(List<Expression> expressions, Relation input) {
    List<String> names = fields(input);
    return String.join(", ", expressions.stream().map(e -> text(e, names)).toList());
  }

  /**
   * The fields of a relation as people name them: {@code events.page_url}, or the name alone where
   * it was computed.
   */
  public List<String> fields(Relation relation) {
    if (relation instanceof Scan scan) {
      return scan.fields().stream().map(f -> labels.of(scan) + "." + f.name()).toList();
    }
    if (relation instanceof KeySet set) {
      return set.fields().stream().map(f -> set.name() + "." + f.name()).toList();
    }
    if (relation instanceof Relation.Values values) {
      return values.fields().stream().map(f -> f.name()).toList();
    }
    if (relation instanceof Project project) {
      return named(project.columns(), fields(project.input()));
    }
    if (relation instanceof Aggregate aggregate) {
      List<String> all = new ArrayList<>(named(aggregate.keys(), fields(aggregate.input())));
      aggregate.aggregates().forEach(a -> all.add(a.name()));
      return all;
    }
    if (relation instanceof Window window) {
      List<String> all = new ArrayList<>(fields(window.input()));
      window.columns().forEach(c -> all.add(c.name()));
      return all;
    }
    if (relation instanceof Join join) {
      List<String> all = new ArrayList<>(fields(join.left()));
      all.addAll(fields(join.right()));
      return all;
    }
    if (relation instanceof Relation.Subquery subquery) {
      List<String> all = new ArrayList<>(fields(subquery.input()));
      all.add("(" + Relation.Subquery.FIELD + ")");
      return all;
    }
    if (relation instanceof Relation.Opaque opaque) {
      return opaque.fields().stream().map(f -> f.name()).toList();
    }
    boolean passes = relation instanceof Relation.Filter || relation instanceof Matching;
    return passes || relation instanceof SetOperation
        ? fields(relation.inputs().get(0))
        : List.of();
  }

  /**
   * A field that is passed on keeps its name; a computed one has the name that the author gave it.
   */
  private static List<String> named(List<Named> columns, List<String> below) {
    return columns.stream()
        .map(c -> c.expression() instanceof Expression.Column k ? below.get(k.index()) : c.name())
        .toList();
  }

  private String text(Expression expression, List<String> names) {
    return expression.match(
        column -> names.get(column.index()), literal -> literal.text(), call -> text(call, names));
  }

  private String text(Call call, List<String> names) {
    StringBuilder text = new StringBuilder(call.glue().get(0));
    for (int i = 0; i < call.operands().size(); i++) {
      String before = call.glue().get(i);
      String after = call.glue().get(i + 1);
      String operand = text(call.operands().get(i), names);
      boolean wrapped = loose(call, i) && !enclosed(call, before.strip(), after.strip());
      text.append(wrapped ? "(" + operand + ")" : operand).append(after);
    }
    return text.toString();
  }

  /** Whether an operand binds less tightly than the operator around it. */
  private static boolean loose(Call outer, int position) {
    if (!(outer.operands().get(position) instanceof Call inner) || !open(inner)) {
      return false;
    }
    int around = BINDING.getOrDefault(outer.operator(), 9);
    int within = BINDING.getOrDefault(inner.operator(), 0);
    boolean chain = outer.operator().equals(inner.operator()) && (around <= 2 || position == 0);
    return within < around || within == around && !chain && position > 0;
  }

  /** Whether a call begins or ends with an operand, so that what stands beside it matters. */
  private static boolean open(Call call) {
    List<String> glue = call.glue();
    return !call.operands().isEmpty()
        && (glue.get(0).isBlank()
            || glue.get(glue.size() - 1).isBlank()
            || !glue.get(0).contains("("));
  }

  /** Whether brackets, commas or the words of a CASE or CAST already keep an operand apart. */
  private static boolean enclosed(Call outer, String before, String after) {
    boolean words = !BINDING.containsKey(outer.operator()) && !before.isEmpty();
    return !after.isEmpty() && (words || before.endsWith("(") && after.startsWith(")"));
  }
}
