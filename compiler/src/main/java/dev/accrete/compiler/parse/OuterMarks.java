package dev.accrete.compiler.parse;

import dev.accrete.redshift.RedshiftOperators;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Which tables' columns a condition reads, with the mark {@code (+)} and without. */
final class OuterMarks extends SqlBasicVisitor<Void> {
  private static final Set<SqlKind> COMPARISONS =
      Set.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  /** What a mark may not stand in, and what is no plain value in a comparison. */
  private static final Set<SqlKind> CHOICES =
      Set.of(SqlKind.OR, SqlKind.AND, SqlKind.NOT, SqlKind.IN, SqlKind.NOT_IN, SqlKind.CASE);

  private final ToIntFunction<SqlIdentifier> tableOf;
  private final Set<Integer> marked = new HashSet<>();
  private final Set<Integer> others = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable SqlCall first;
  private boolean otherForms;
  private boolean choices;

  private OuterMarks(ToIntFunction<SqlIdentifier> tableOf) {
    this.tableOf = tableOf;
  }

  static OuterMarks of(SqlNode condition, ToIntFunction<SqlIdentifier> tableOf) {
    OuterMarks marks = new OuterMarks(tableOf);
    condition.accept(marks);
    return marks;
  }

  @Override
  public Void visit(SqlCall call) {
    if (call.isA(SqlKind.QUERY)) {
      otherForms = true;
      return null;
    }
    if (call.getOperator() == RedshiftOperators.OUTER_SIDE) {
      first = first == null ? call : first;
      if (call.operand(0) instanceof SqlIdentifier name) {
        marked.add(tableOf.applyAsInt(name));
      } else {
        otherForms = true;
      }
      return null;
    }
    otherForms |= RedshiftOperators.isClause(call.getOperator()) || call.getKind() == SqlKind.DOT;
    choices |= CHOICES.contains(call.getKind());
    return super.visit(call);
  }

  @Override
  public Void visit(SqlIdentifier name) {
    if (!name.isStar()) {
      others.add(tableOf.applyAsInt(name));
      names.add(name.toString());
    }
    return null;
  }

  Optional<SqlCall> first() {
    return Optional.ofNullable(first);
  }

  Set<Integer> marked() {
    return marked;
  }

  Set<Integer> others() {
    return others;
  }

  /** Whether there is a subquery, or a form that the rules say nothing of. */
  boolean hasOtherForms() {
    return otherForms;
  }

  /** Whether it compares one table's marked columns with another table's, or with constants. */
  boolean isOuterCondition(SqlNode condition) {
    return COMPARISONS.contains(condition.getKind())
        && !choices
        && marked.size() == 1
        && others.size() <= 1
        && Stream.concat(marked.stream(), others.stream()).allMatch(table -> table >= 0)
        && !others.containsAll(marked);
  }

  /** Whether it may read more than one table. */
  boolean bindsSeveral() {
    return others.size() > 1
        || others.contains(OuterSides.UNCLEAR)
        || (others.contains(OuterSides.SOME_TABLE) && names.size() > 1);
  }

  /** Whether it may read one of some tables. */
  boolean mayRead(Set<Integer> tables) {
    return others.stream().anyMatch(table -> table < 0 || tables.contains(table));
  }
}
