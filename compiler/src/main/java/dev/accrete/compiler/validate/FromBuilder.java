package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.OpaqueReason;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/** Builds the FROM clause: references, CTEs, derived tables and joins. */
final class FromBuilder {
  private final QueryBuilder queries;
  private final CommonTables tables;

  FromBuilder(QueryBuilder queries, CommonTables tables) {
    this.queries = queries;
    this.tables = tables;
  }

  /** A relation and the names that its columns go by. */
  record From(Relation relation, Scope scope) {}

  From build(SqlNode node) {
    if (node instanceof SqlJoin join) {
      return join(join);
    }
    if (node.getKind() == SqlKind.AS) {
      return alias((SqlCall) node);
    }
    if (node instanceof SqlIdentifier name) {
      return table(name, null);
    }
    if (node.isA(SqlKind.QUERY)) {
      Relation relation = queries.build(node, tables);
      return new From(relation, Scope.of("", "the subquery", relation.fields()));
    }
    if (node instanceof SqlCall call && RedshiftOperators.isClause(call.getOperator())) {
      String array = queries.view().written(call.operand(0));
      throw NotUnderstood.array(array.replaceFirst("(?is)\\s+AS\\s+\\S+\\s*$", ""), call);
    }
    throw new NotUnderstood(
        OpaqueReason.TABLE_FUNCTION, node.getKind().toString().replace('_', ' '), node);
  }

  private From alias(SqlCall as) {
    String alias = ((SqlIdentifier) as.operand(1)).getSimple();
    List<String> columns =
        as.getOperandList().subList(2, as.operandCount()).stream()
            .map(c -> ((SqlIdentifier) c).getSimple())
            .toList();
    SqlNode inner = as.operand(0);
    From from = inner instanceof SqlIdentifier name ? table(name, alias) : build(inner);
    Relation relation =
        columns.isEmpty() ? from.relation() : QueryBuilder.rename(from.relation(), columns);
    String shown = from.scope().tables().get(0).shown();
    return new From(
        relation, Scope.of(alias, shown.equals("the subquery") ? alias : shown, relation.fields()));
  }

  private From table(SqlIdentifier name, @Nullable String alias) {
    String last = name.names.get(name.names.size() - 1);
    String as = alias == null ? last : alias;
    Optional<Reference> reference = queries.view().reference(name);
    if (reference.isPresent()) {
      String relation = reference.get().name();
      List<Field> fields = queries.catalogue().fields(relation).orElse(List.of());
      Relation scan =
          new Relation.Scan(
              reference.get().index(),
              relation,
              Relation.State.CURRENT,
              fields,
              queries.view().origin(name));
      return new From(scan, Scope.of(as, relation, fields));
    }
    if (name.isSimple()) {
      Optional<CommonTables.Found> found = tables.find(name.getSimple());
      if (found.isPresent()) {
        Relation query = queries.build(found.get().query(), found.get().visible());
        Relation named =
            found.get().columns().isEmpty()
                ? query
                : QueryBuilder.rename(query, found.get().columns());
        return new From(named, Scope.of(as, name.getSimple(), named.fields()));
      }
    }
    if (!name.isSimple()) {
      throw NotUnderstood.array(String.join(".", name.names), name);
    }
    // The parser has refused tables without ref(): this is a CTE of another branch, or one that
    // reads itself.
    queries.report(Code.UNKNOWN_TABLE, name, String.join(".", name.names));
    throw new NotUnderstood(OpaqueReason.RECURSION, "a CTE that reads itself", name);
  }

  private From join(SqlJoin join) {
    From left = build(join.getLeft());
    From right = build(join.getRight());
    if (join.isNatural()) {
      throw new NotUnderstood(OpaqueReason.JOIN_FORM, "NATURAL JOIN", join.getRight());
    }
    expectOneOfEach(join);
    Relation.JoinKind kind = kind(join);
    Scope scope = left.scope().join(right.scope());
    SqlNode condition = join.getCondition();
    Using using =
        join.getConditionType() == JoinConditionType.USING
            ? using((SqlNodeList) join.getCondition(), left.scope(), right.scope())
            : null;
    Expression on =
        using != null
            ? using.condition()
            : condition == null
                ? new Expression.Literal("TRUE")
                : new ExpressionBuilder(queries.view(), new NameResolver(queries, scope)::resolve)
                    .build(condition);
    Relation relation =
        kind == Relation.JoinKind.RIGHT
            ? turned(left.relation(), right.relation(), on, join)
            : new Relation.Join(
                left.relation(),
                right.relation(),
                kind,
                on,
                queries.view().origin(join.getRight()));
    From joined = new From(relation, new Scope(named(scope, relation)));
    return using == null ? joined : using.merged(joined, kind);
  }

  /** Tables of two schemas may have one name, where nobody gives them another. */
  private void expectOneOfEach(SqlJoin join) {
    List<SqlNode> lefts = tables(join.getLeft());
    for (SqlNode right : tables(join.getRight())) {
      String name = called(right);
      for (SqlNode left : lefts) {
        boolean given = left.getKind() == SqlKind.AS || right.getKind() == SqlKind.AS;
        if (name.equalsIgnoreCase(called(left))
            && (given || queries.view().written(left).equals(queries.view().written(right)))) {
          queries.report(Code.INVALID_SQL, right, "two tables of this FROM are called " + name);
        }
      }
    }
  }

  private static List<SqlNode> tables(SqlNode from) {
    if (from instanceof SqlJoin join) {
      return Stream.of(join.getLeft(), join.getRight())
          .flatMap(side -> tables(side).stream())
          .toList();
    }
    return from instanceof SqlIdentifier || from.getKind() == SqlKind.AS
        ? List.of(from)
        : List.of();
  }

  private static String called(SqlNode table) {
    return table instanceof SqlIdentifier name
        ? name.names.get(name.names.size() - 1)
        : ((SqlIdentifier) ((SqlCall) table).operand(1)).getSimple();
  }

  private Using using(SqlNodeList names, Scope left, Scope right) {
    for (SqlNode name : names) {
      String column = ((SqlIdentifier) name).getSimple();
      Scope lacking = left.find(column).count() == 0 ? left : right;
      new NameResolver(queries, lacking).expect((SqlIdentifier) name);
    }
    return Using.of(names, left, right);
  }

  /** A RIGHT JOIN is the LEFT JOIN of its sides turned round, with the columns put back. */
  private Relation turned(Relation left, Relation right, Expression on, SqlJoin join) {
    int first = left.fields().size();
    int second = right.fields().size();
    Expression turned =
        on.substitute(c -> new Expression.Column(c < first ? c + second : c - first));
    Relation relation =
        new Relation.Join(
            right, left, Relation.JoinKind.LEFT, turned, queries.view().origin(join.getRight()));
    List<Named> columns = new ArrayList<>();
    for (int i = 0; i < first + second; i++) {
      int index = i < first ? i + second : i - first;
      columns.add(new Named(relation.fields().get(index).name(), new Expression.Column(index)));
    }
    return new Relation.Project(relation, columns, relation.origin());
  }

  /**
   * The scope's tables with the fields as the join makes them: the other side of an outer join may
   * be NULL.
   */
  private static List<Scope.Table> named(Scope scope, Relation relation) {
    List<Field> all = relation.fields();
    return scope.tables().stream()
        .map(
            t ->
                new Scope.Table(
                    t.alias(),
                    t.shown(),
                    t.start(),
                    all.subList(t.start(), t.start() + t.fields().size()),
                    t.merged()))
        .toList();
  }

  private static Relation.JoinKind kind(SqlJoin join) {
    JoinType type = join.getJoinType();
    return switch (type) {
      case INNER, CROSS, COMMA -> Relation.JoinKind.INNER;
      case LEFT -> Relation.JoinKind.LEFT;
      case RIGHT -> Relation.JoinKind.RIGHT;
      case FULL -> Relation.JoinKind.FULL;
      default -> throw new NotUnderstood(OpaqueReason.JOIN_FORM, type + " JOIN", join.getRight());
    };
  }
}
