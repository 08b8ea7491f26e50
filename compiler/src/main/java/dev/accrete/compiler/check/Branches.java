package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Literal;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;

/**
 * The rows of a set operation's branches, as the set operation shows them.
 *
 * <p>A value keeps what it is equal to, but not what a function makes of it: where the branches'
 * types differ, 1 becomes 1.0, and where rows are compared, either of two equal values may be the
 * one that is shown. Such a field is marked, so that a function of it is never taken for the
 * function of the branch's own value. Whether it is NULL, and how an exact number compares with a
 * constant one, is told of both alike.
 */
final class Branches {
  private static final String SHOWN = "AS THE SET SHOWS IT";
  private static final String NUMBER = "AS THE SET SHOWS THE NUMBER";
  private static final Set<String> NULL_TESTS = Set.of("IS NULL", "IS NOT NULL");
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
  private static final java.util.regex.Pattern CONSTANT =
      java.util.regex.Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final java.util.regex.Pattern DECIMAL =
      java.util.regex.Pattern.compile("(?:decimal|numeric)\\s*\\((\\d+)(?:,\\s*(\\d+))?\\)");
  private static final int MOST_DIGITS = 38;
  private static final String TEXT = "varchar";
  private static final String ANY = "NULL";

  /** Types of one spelling a value; among other types {@code -0.0} equals {@code 0.0}. */
  private static final Set<String> ONE_SPELLING =
      Set.of(
          ("varchar smallint int2 tinyint integer int int4 bigint int8 hugeint decimal numeric"
                  + " boolean bool date timestamp timestamptz datetime time uuid")
              .split(" "));

  private Branches() {}

  /** A pattern of one branch with the fields of the set operation. */
  static Pattern shown(SetOperation operation, Pattern branch) {
    List<Expression> shown = new ArrayList<>();
    for (int i = 0; i < branch.fields().size(); i++) {
      Expression field = branch.fields().get(i);
      boolean plain = !Pattern.known(field) || isShownAsItIs(operation, i);
      String mark = !plain && isExactNumber(operation, i) ? NUMBER : SHOWN;
      shown.add(plain ? field : marked(mark, field));
    }
    return branch.withFields(shown);
  }

  /**
   * A row is shown differently where some branch has it differently. A row that a branch takes away
   * matters only beside an equal one of the first branch.
   *
   * @param changed the changed rows of a branch
   * @param first the rows of the first branch that stand in both states
   */
  static List<Pattern> changed(
      SetOperation operation,
      Atoms atoms,
      Function<Relation, List<Pattern>> changed,
      Supplier<List<Pattern>> first) {
    List<Pattern> found = new ArrayList<>();
    for (int i = 0; i < operation.inputs().size(); i++) {
      for (Pattern differing : changed.apply(operation.inputs().get(i))) {
        Pattern row = shown(operation, differing);
        if (operation.kind() == SetKind.EXCEPT && i > 0) {
          first.get().forEach(f -> found.add(beside(row, shown(operation, f))));
        } else {
          boolean stands = row.real() && operation.kind() != SetKind.UNION;
          found.add(stands ? atoms.inBlock(row, operation, false) : row);
        }
      }
    }
    return found;
  }

  private static Pattern beside(Pattern taken, Pattern row) {
    Pattern both = taken.and(row).asReal(false);
    for (int i = 0; i < row.fields().size(); i++) {
      both = both.identify(row.fields().get(i), taken.fields().get(i));
    }
    return both.withFields(row.fields());
  }

  /** The expression that has an equal value, in a branch; functions must not be taken of it. */
  static Expression equal(Expression expression) {
    return isShown(expression) ? equal(((Call) expression).operands().get(0)) : expression;
  }

  /** What a set operation may show for a value; each equals the value. */
  static List<Expression> marked(Expression value) {
    return List.of(marked(SHOWN, value), marked(NUMBER, value));
  }

  private static Expression marked(String mark, Expression value) {
    return new Call(mark, List.of(value), List.of("", ""));
  }

  static boolean isShown(Expression expression) {
    return expression instanceof Call call && call.operator().equals(SHOWN) || isNumber(expression);
  }

  private static boolean isNumber(Expression expression) {
    return expression instanceof Call call && call.operator().equals(NUMBER);
  }

  /** An expression over some fields, as one over what they are made of. */
  static Expression over(Expression expression, List<Expression> fields) {
    boolean alike =
        expression instanceof Call call
            && (NULL_TESTS.contains(call.operator())
                ? call.operands().stream().allMatch(o -> o instanceof Expression.Column)
                : COMPARISONS.contains(call.operator())
                    && call.operands().stream().allMatch(o -> isNumber(o, fields)));
    return alike
        ? expression.substitute(i -> equal(fields.get(i)))
        : expression.substitute(fields::get);
  }

  /** A fact over some fields. */
  static Fact over(Fact fact, List<Expression> fields) {
    boolean alike = isNumber(fact.left(), fields) && isNumber(fact.right(), fields);
    return fact.map(
        side -> alike ? side.substitute(i -> equal(fields.get(i))) : over(side, fields));
  }

  /** A constant number, or a field that is one of the exact numbers of the branches. */
  private static boolean isNumber(Expression operand, List<Expression> fields) {
    return operand.match(
        column -> isNumber(fields.get(column.index())),
        literal -> CONSTANT.matcher(literal.text()).matches(),
        call -> false);
  }

  /** Whether the common type of all branches holds the exact numbers of each as they are. */
  private static boolean isExactNumber(SetOperation operation, int field) {
    int before = 0;
    int behind = 0;
    for (Relation input : operation.inputs()) {
      String type = type(input, field);
      Matcher decimal = DECIMAL.matcher(type);
      if (decimal.matches()) {
        int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
        before = Math.max(before, Integer.parseInt(decimal.group(1)) - scale);
        behind = Math.max(behind, scale);
      } else if (Set.of("smallint", "int2", "integer", "int", "int4", "bigint", "int8")
          .contains(type)) {
        before = Math.max(before, 19);
      } else {
        return false;
      }
    }
    return before + behind <= MOST_DIGITS;
  }

  private static boolean isShownAsItIs(SetOperation operation, int field) {
    Set<String> types = new HashSet<>();
    operation.inputs().forEach(i -> types.add(family(type(i, field))));
    types.remove(ANY);
    boolean compares = operation.kind() != SetKind.UNION || !operation.all();
    return types.size() <= 1
        && types.stream()
            .allMatch(t -> !t.isEmpty() && (!compares || ONE_SPELLING.contains(name(t))));
  }

  /** The type of a field, or nothing where it is not known. */
  private static String type(Relation branch, int field) {
    if (branch instanceof Filter filter) {
      return type(filter.input(), field);
    }
    if (branch instanceof Project project) {
      return project
          .columns()
          .get(field)
          .expression()
          .match(c -> type(project.input(), c.index()), Branches::literal, Branches::cast);
    }
    String type = branch.fields().get(field).type();
    return type == null ? "" : type.toLowerCase(Locale.ROOT).strip();
  }

  private static String literal(Literal literal) {
    String text = literal.text();
    return text.equalsIgnoreCase("NULL") ? ANY : text.startsWith("'") ? TEXT : "";
  }

  private static String cast(Call call) {
    String after = call.glue().get(call.glue().size() - 1).toLowerCase(Locale.ROOT).strip();
    boolean cast = call.operator().equals("CAST") && after.startsWith("as ") && after.endsWith(")");
    boolean behind = call.operator().equals("CAST") && after.startsWith("::");
    String type =
        cast
            ? after.substring(3, after.length() - 1).strip()
            : behind ? after.substring(2).strip() : "";
    return Set.of("decimal", "numeric").contains(type) ? "" : type;
  }

  /** The length of a text does not matter. */
  private static String family(String type) {
    return switch (name(type)) {
      case TEXT, "character varying", "nvarchar", "text", "string" -> TEXT;
      default -> type;
    };
  }

  private static String name(String type) {
    int parenthesis = type.indexOf('(');
    return parenthesis < 0 ? type : type.substring(0, parenthesis).strip();
  }
}
