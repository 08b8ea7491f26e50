package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.OpaqueReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/** Resolves column names against the tables of FROM; says what is missing or unclear. */
final class NameResolver {
  /** Functions that are called by their name alone. */
  private static final Set<String> NILADIC =
      Set.of(
          "CURRENT_DATE",
          "CURRENT_TIME",
          "CURRENT_TIMESTAMP",
          "LOCALTIME",
          "LOCALTIMESTAMP",
          "SYSDATE",
          "CURRENT_USER",
          "SESSION_USER",
          "SYSTEM_USER",
          "USER",
          "CURRENT_ROLE",
          "CURRENT_CATALOG",
          "CURRENT_SCHEMA",
          "CURRENT_PATH",
          "CURRENT_AWS_ACCOUNT",
          "CURRENT_NAMESPACE",
          "CURRENT_USER_ID");

  private final QueryBuilder queries;
  private final Scope scope;

  /** Functions and casts whose values are SUPER, of which no type is told. */
  private static final Pattern MAKES_SUPER =
      Pattern.compile(
          "(?i)\\b(json_parse|super|array|object|split_to_array|object_transform|jsonb?)\\b");

  private final Function<SqlIdentifier, Optional<Expression>> outside;

  NameResolver(QueryBuilder queries, Scope scope) {
    this(queries, scope, name -> Optional.empty());
  }

  private NameResolver(
      QueryBuilder queries, Scope scope, Function<SqlIdentifier, Optional<Expression>> outside) {
    this.queries = queries;
    this.scope = scope;
    this.outside = outside;
  }

  /** The same for a subquery: what its own FROM lacks may be a column of the row outside. */
  NameResolver within(Function<SqlIdentifier, Optional<Expression>> names) {
    return new NameResolver(queries, scope, names);
  }

  /**
   * Whether a name goes on behind a column: {@code t.c.attribute}, or {@code c.attribute} where no
   * table is called so.
   */
  private boolean isPath(SqlIdentifier name) {
    List<String> names = name.names;
    return (names.size() > 2
            && scope.table(names.get(0)).filter(t -> Scope.find(t, names.get(1)) >= 0).isPresent())
        || (names.size() > 1
            && scope.table(names.get(0)).isEmpty()
            && scope.table(names.get(names.size() - 2)).isEmpty()
            && mayBeSuper(names.get(0)))
        || isPathOutside(name);
  }

  /** Whether a name goes on behind a column of the row outside a subquery. */
  private boolean isPathOutside(SqlIdentifier name) {
    return name.names.size() > 2
        && scope.table(name.names.get(0)).isEmpty()
        && scope.table(name.names.get(name.names.size() - 2)).isEmpty()
        && outside.apply(name.getComponent(0, 2)).isPresent();
  }

  /** Whether a column is a SUPER value, or may be one that the text makes. */
  private boolean mayBeSuper(String column) {
    boolean made = MAKES_SUPER.matcher(queries.view().text()).find();
    return scope.tables().stream()
        .flatMap(t -> t.fields().stream())
        .filter(f -> f.name().equalsIgnoreCase(column))
        .map(f -> f.type() == null ? "" : f.type().toLowerCase(Locale.ROOT))
        .anyMatch(type -> type.equals("super") || type.equals("any") || made && type.isEmpty());
  }

  /** Whether a name is a column of the row outside, and of no table here. */
  boolean isOutside(SqlIdentifier name) {
    return tryResolve(name).isEmpty() && outside.apply(name).isPresent();
  }

  /** The column that an identifier names; empty for any other node. */
  Optional<Expression> resolve(SqlNode node) {
    Optional<SuperPath> path = SuperPath.of(node, scope);
    if (path.isPresent() && queries.mayBePath(node)) {
      return Optional.of(value(path.get(), node));
    }
    if (!(node instanceof SqlIdentifier name)) {
      return Optional.empty();
    }
    if (isPath(name)) {
      throw NotUnderstood.path(queries.view().written(name), name);
    }
    Optional<Expression> column = tryResolve(name);
    if (isNiladic(name)) {
      if (column.isPresent()) {
        throw new NotUnderstood(
            OpaqueReason.OTHER, "the name " + name + ", which is a column and a function,", name);
      }
      String function = name.getSimple().toUpperCase(Locale.ROOT);
      return Optional.of(
          new Expression.Call(
              function, List.of(), List.of(queries.view().written(name).toLowerCase(Locale.ROOT))));
    }
    return Optional.of(column.or(() -> outside.apply(name)).orElseGet(() -> missing(name)));
  }

  /** Whether a node is a path into a SUPER column. */
  boolean isSuperPath(SqlNode node) {
    return SuperPath.of(node, scope).isPresent();
  }

  /** A path keeps its text behind the column. */
  private Expression value(SuperPath path, SqlNode node) {
    TextView view = queries.view();
    queries.standIn(node, path.standIn(node, view.code(node)));
    String steps = view.text().substring(view.span(path.column())[1], view.span(node)[1]);
    Expression column = tryResolve(path.column()).orElseGet(() -> missing(path.column()));
    return new Expression.Call("ITEM", List.of(column), List.of("", steps));
  }

  /** A name that stands for a function call without parentheses. */
  static boolean isNiladic(SqlIdentifier name) {
    return name.isSimple()
        && !name.isComponentQuoted(0)
        && NILADIC.contains(name.getSimple().toUpperCase(Locale.ROOT));
  }

  /** The column, or empty where no table has it. An unclear name is reported. */
  Optional<Expression> tryResolve(SqlIdentifier name) {
    List<String> names = name.names;
    String column = names.get(names.size() - 1);
    if (names.size() == 1) {
      Scope.Found found = scope.find(column);
      if (found.count() > 1) {
        Diagnostic ambiguous =
            Diagnostic.at(Code.AMBIGUOUS_COLUMN, queries.view().origin(name), column);
        List<String> choices =
            scope.tables().stream()
                .filter(t -> Scope.find(t, column) >= 0)
                .map(t -> t.alias() + "." + column)
                .toList();
        queries.report(ambiguous.withHint("write " + String.join(" or ", choices)));
      }
      return found.index() < 0
          ? Optional.empty()
          : Optional.of(new Expression.Column(found.index()));
    }
    Optional<Scope.Table> table = scope.table(names.get(names.size() - 2));
    if (table.isEmpty()) {
      return Optional.empty();
    }
    if (names.size() > 2) {
      queries.report(
          Diagnostic.at(
                  Code.INVALID_SQL,
                  queries.view().origin(name),
                  "a column is qualified by its table's alias alone")
              .withHint("write " + table.get().alias() + "." + column));
    }
    if (Scope.count(table.get(), column) > 1) {
      queries.report(Code.AMBIGUOUS_COLUMN, name, column);
    }
    int index = Scope.find(table.get(), column);
    return index < 0 ? Optional.empty() : Optional.of(new Expression.Column(index));
  }

  /**
   * The column that a name in a subquery means, which its own FROM lacks: where a table here is
   * called as the name says, it is a column of that table, or an error.
   */
  Optional<Expression> fromWithin(SqlIdentifier name) {
    Optional<Expression> column = tryResolve(name);
    return column.isEmpty() && isOfTable(name) ? Optional.of(missing(name)) : column;
  }

  /** Reports a name in ORDER BY that is neither a column of a table here nor one of the SELECT. */
  void expectOrder(SqlIdentifier name, List<String> columns) {
    boolean bare =
        name.isSimple()
            && !isNiladic(name)
            && columns.stream().noneMatch(c -> c.equalsIgnoreCase(name.getSimple()));
    if ((bare || isOfTable(name)) && tryResolve(name).isEmpty()) {
      missing(name);
    }
  }

  /** Whether a name is qualified by a table here. */
  private boolean isOfTable(SqlIdentifier name) {
    return name.names.size() == 2 && scope.table(name.names.get(0)).isPresent();
  }

  /** Reports a bare name that no table has. */
  void expect(SqlIdentifier name) {
    if (scope.find(name.getSimple()).count() == 0) {
      missing(name);
    }
  }

  private Expression missing(SqlIdentifier name) {
    List<String> names = name.names;
    String column = names.get(names.size() - 1);
    Optional<Scope.Table> table =
        names.size() == 1 ? Optional.empty() : scope.table(names.get(names.size() - 2));
    if (names.size() > 1 && table.isEmpty()) {
      List<String> aliases =
          scope.tables().stream().map(Scope.Table::alias).filter(a -> !a.isEmpty()).toList();
      String qualifier = names.get(names.size() - 2);
      report(
          Diagnostic.at(Code.UNKNOWN_TABLE, queries.view().origin(name), qualifier),
          qualifier,
          aliases);
    } else {
      List<String> columns =
          table.isPresent()
              ? table.get().fields().stream().map(f -> f.name()).toList()
              : scope.columnNames();
      String where = table.map(Scope.Table::shown).orElseGet(this::shown);
      List<String> candidates = new ArrayList<>(columns);
      if (names.size() == 1) {
        candidates.add("DISTINCT"); // SELECT DISTINT a is a column with an alias
      }
      report(
          Diagnostic.at(Code.UNKNOWN_COLUMN, queries.view().origin(name), column, where),
          column,
          candidates);
    }
    // Reported, so the tree is not used; a stand-in lets the rest of the query be looked at.
    return new Expression.Literal("NULL");
  }

  private void report(Diagnostic diagnostic, String name, List<String> candidates) {
    String hint = Nearest.hint(name, candidates);
    queries.report(hint == null ? diagnostic : diagnostic.withHint(hint));
  }

  private String shown() {
    return String.join(", ", scope.tables().stream().map(Scope.Table::shown).toList());
  }
}
