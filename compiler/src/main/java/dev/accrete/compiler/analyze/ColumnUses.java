package dev.accrete.compiler.analyze;

import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.WindowColumn;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a model does with the columns of its inputs that may come out otherwise where a column gets
 * another type, though it keeps its values. What is not known here may do anything.
 */
public final class ColumnUses {
  /** Their results are values of their operands, or do not depend on them but for NULL. */
  private static final Set<String> PASSING =
      Set.of(
          "COUNT",
          "ANY_VALUE",
          "OVER",
          "FILTER",
          "WITHIN GROUP",
          "IGNORE NULLS",
          "RESPECT NULLS",
          "AND",
          "OR",
          "NOT",
          "IS NULL",
          "IS NOT NULL",
          "IS TRUE",
          "IS NOT TRUE",
          "IS FALSE",
          "IS NOT FALSE",
          "ROW_NUMBER",
          "RANK",
          "DENSE_RANK",
          "FIRST_VALUE",
          "LAST_VALUE",
          "EXISTS",
          Relation.Subquery.TEXT);

  /** They compare their operands, or bring them to one type. */
  private static final Set<String> COMMON =
      Set.of(
          "BETWEEN",
          "NOT BETWEEN",
          "GREATEST",
          "LEAST",
          "MIN",
          "MAX",
          "CASE",
          "COALESCE",
          "NVL",
          "NVL2",
          "IFNULL",
          "DECODE",
          "LAG",
          "LEAD");

  private static final Set<String> EXACT =
      Set.of(
          "+", "-", "*", "%", "MOD", "SUM", "ABS", "SIGN", "FLOOR", "CEIL", "CEILING", "ROUND",
          "TRUNC");

  private static final Set<String> WRITING =
      Set.of("||", "CONCAT", "CONCAT_WS", "LISTAGG", "STRING_AGG", "GROUP_CONCAT");

  /** What is cast to these is the same whatever type an equal value had. */
  private static final Pattern EXACT_TYPE =
      Pattern.compile(
          "smallint|integer|int|bigint|int2|int4|int8|boolean|bool|date|timestamp|(decimal|numeric)\\s*\\(.*\\)");

  private static final Pattern TEXT_TYPE =
      Pattern.compile(
          "(varchar|character varying|text|char|character|bpchar|string)\\s*(\\(.*\\))?");

  private static final Pattern FLOAT_TYPE =
      Pattern.compile("double precision|double|float8|real|float4|float(\\s*\\(.*\\))?");

  private static final Set<String> TRUTHS =
      Set.of("BETWEEN", "AND", "OR", "NOT", "IS NULL", "IS NOT NULL");

  private static final Predicate<String> IS_FIXED =
      EXACT_TYPE
          .asMatchPredicate()
          .or(TEXT_TYPE.asMatchPredicate())
          .or(FLOAT_TYPE.asMatchPredicate());

  /** What is compared, or brought to one type with others, which rounds a number of it. */
  private static final Set<ValueUse> COMPARED = Set.of(ValueUse.FLOATED, ValueUse.SPELT);

  private final Map<String, Set<ValueUse>> found = new HashMap<>();
  private boolean understood = true;

  private ColumnUses() {}

  /** By input, a point and column, in lower case; absent where any may be used in any way. */
  public static Optional<Map<String, Set<ValueUse>>> of(Relation root) {
    ColumnUses uses = new ColumnUses();
    uses.visit(root);
    return uses.understood ? Optional.of(Map.copyOf(uses.found)) : Optional.empty();
  }

  private void visit(Relation node) {
    if (node instanceof Relation.Opaque) {
      understood = false;
    } else if (node instanceof Relation.Filter filter) {
      look(filter.input(), filter.condition());
    } else if (node instanceof Relation.Project project) {
      project.columns().forEach(c -> look(project.input(), c.expression()));
    } else if (node instanceof Relation.Join join) {
      look(join, join.condition());
    } else if (node instanceof Relation.Aggregate groups) {
      groups.keys().stream().map(Named::expression).forEach(e -> look(groups.input(), e));
      groups.aggregates().stream().map(Named::expression).forEach(e -> look(groups.input(), e));
    } else if (node instanceof Relation.Window window) {
      window.columns().forEach(c -> look(window.input(), c));
    } else if (node instanceof Relation.SetOperation operation) {
      operation.inputs().forEach(this::unite);
    } else if (node instanceof Relation.Subquery subquery) {
      look(subquery);
    }
    node.inputs().forEach(this::visit);
  }

  private void look(Relation input, WindowColumn column) {
    look(input, column.call());
    column.partition().forEach(e -> look(input, e));
    for (Relation.SortKey key : column.order()) {
      look(input, key.expression());
      use(input, key.expression(), EnumSet.of(ValueUse.SPELT));
    }
  }

  /** A column is brought to one type with those of the other inputs. */
  private void unite(Relation input) {
    for (int i = 0; i < input.fields().size(); i++) {
      use(input, i, COMPARED);
    }
  }

  /** What stands before its FROM is a text whose functions are not told apart here. */
  private void look(Relation.Subquery subquery) {
    for (Expression expression : subquery.expressions()) {
      look(subquery, expression);
    }
    subquery.head().columns().forEach(c -> use(subquery, c, ValueUse.ALL));
    subquery.tail().columns().forEach(c -> use(subquery, c, ValueUse.ALL));
  }

  private void look(Relation input, Expression expression) {
    if (expression instanceof Call call) {
      String name = call.operator().toUpperCase(Locale.ROOT);
      call.operands().forEach(o -> use(input, o, uses(name, call)));
      call.operands().forEach(o -> look(input, o));
    }
  }

  private static Set<ValueUse> uses(String name, Call call) {
    if (PASSING.contains(name)) {
      return Set.of();
    } else if (PaddedText.COMPARISONS.contains(name) || COMMON.contains(name)) {
      return COMPARED;
    } else if (EXACT.contains(name)) {
      return Set.of(ValueUse.FLOATED);
    } else if (WRITING.contains(name)) {
      return Set.of(ValueUse.WRITTEN, ValueUse.FLOATED, ValueUse.SPELT);
    } else if (name.equals("CAST")) {
      return ofCast(castTo(call));
    }
    return ValueUse.ALL;
  }

  /** A decimal of many digits is rounded twice on its way to a floating number. */
  private static Set<ValueUse> ofCast(String type) {
    if (EXACT_TYPE.matcher(type).matches()) {
      return COMPARED;
    } else if (FLOAT_TYPE.matcher(type).matches()) {
      return Set.of(ValueUse.WRITTEN, ValueUse.FLOATED);
    }
    return TEXT_TYPE.matcher(type).matches()
        ? Set.of(ValueUse.WRITTEN, ValueUse.FLOATED, ValueUse.SPELT)
        : ValueUse.ALL;
  }

  private static String castTo(Call call) {
    String after = call.glue().get(call.glue().size() - 1).toLowerCase(Locale.ROOT).strip();
    if (after.startsWith("::")) {
      return after.substring(2).strip();
    }
    return after.startsWith("as ") && after.endsWith(")")
        ? after.substring(3, after.length() - 1).strip()
        : "";
  }

  private void use(Relation relation, Expression expression, Set<ValueUse> uses) {
    Set<Integer> columns = new HashSet<>();
    values(expression, columns);
    columns.forEach(c -> use(relation, c, uses));
  }

  private void use(Relation relation, int column, Set<ValueUse> uses) {
    if (!uses.isEmpty()) {
      for (String origin : Lineage.of(relation, column)) {
        found
            .computeIfAbsent(origin.toLowerCase(Locale.ROOT), o -> EnumSet.noneOf(ValueUse.class))
            .addAll(uses);
      }
    }
  }

  /** The columns on whose types the type of an expression may depend. */
  private static void values(Expression expression, Set<Integer> found) {
    if (expression instanceof Expression.Column column) {
      found.add(column.index());
    } else if (expression instanceof Call call) {
      String name = call.operator().toUpperCase(Locale.ROOT);
      // What else it does with a value is told of the cast, or what makes the text, itself.
      boolean isFixed =
          name.equals("CAST") && IS_FIXED.test(castTo(call))
              || WRITING.contains(name)
              || name.equals("COUNT")
              || TRUTHS.contains(name)
              || PaddedText.COMPARISONS.contains(name) && !name.equals("NULLIF");
      if (!isFixed) {
        call.choices().forEach(o -> values(o, found));
      }
    }
  }
}
