package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;

import dev.accrete.compiler.parse.ImplicitNames;
import dev.accrete.compiler.parse.NodeSpans;
import dev.accrete.compiler.parse.SuperSteps;
import dev.accrete.compiler.template.EditedText.Edit;
import dev.accrete.compiler.template.EditedText.Kept;
import dev.accrete.compiler.template.EditedText.Own;
import dev.accrete.compiler.template.EditedText.Part;
import dev.accrete.compiler.tree.Field;
import dev.accrete.redshift.RedshiftOperators;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Paths into SUPER columns, written as calls of the JSON functions of an engine that has JSON
 * columns instead. A path that is cast, or looked at for NULL, gives the text of a scalar; one that
 * the query puts out gives JSON. Elsewhere Redshift goes by the value's own type, which the others
 * do not.
 */
final class SuperPaths {
  /** What DuckDB calls the numbers of JSON. */
  private static final String NUMBERS = "'BIGINT', 'UBIGINT', 'DOUBLE', 'HUGEINT'";

  private final NodeSpans spans;
  private final String to;
  private final Map<String, Set<String>> columns = new HashMap<>();

  /** What FROM calls by each name. */
  private final Map<String, List<SqlNode>> tables = new HashMap<>();

  private final ListedColumns listed;
  private final Set<SqlNode> inFrom = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<SqlNode> asText = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The types that values are cast to. */
  private final Map<SqlNode, SqlNode> casts = new IdentityHashMap<>();

  /** Arrays in FROM with AT. */
  private final Set<SqlNode> numbered = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<SqlNode> named = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<SqlNode> putOut;

  /** Operands of functions that take what is written for SUPER values. */
  private final Set<SqlNode> asJson = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What the text itself puts into columns of a name. */
  private final Function<String, List<SqlNode>> made;

  /**
   * A path.
   *
   * @param column the part of it that names the column, or makes the value
   * @param steps names of attributes and numbers of elements, from the outermost on
   */
  record Path(SqlNode column, List<Object> steps) {}

  SuperPaths(
      NodeSpans spans,
      String to,
      Collection<Field> fields,
      ListedColumns listed,
      SqlNode query,
      Function<String, List<SqlNode>> made) {
    this.spans = spans;
    this.to = to;
    this.listed = listed;
    this.made = made;
    for (Field field : fields) {
      columns
          .computeIfAbsent(folded(field.name()), n -> new HashSet<>())
          .add(field.type() == null ? "any" : folded(field.type()));
    }
    this.putOut = SuperSteps.putOut(query);
    query.accept(new Tables());
  }

  /** Notes what a call does with its operands. */
  void note(SqlCall call) {
    boolean isTested = call.getKind() == SqlKind.IS_NULL || call.getKind() == SqlKind.IS_NOT_NULL;
    if (isTested || call.getKind() == SqlKind.CAST) {
      call.getOperandList().stream().filter(o -> o != null).forEach(asText::add);
    }
    if (call.getKind() == SqlKind.CAST && call.operandCount() == 2) {
      boolean typeFirst = call.operand(0) instanceof SqlDataTypeSpec;
      casts.put(call.operand(typeFirst ? 1 : 0), call.operand(typeFirst ? 0 : 1));
    }
    if (call.getOperator().getName().equalsIgnoreCase("GET_ARRAY_LENGTH")) {
      asJson.addAll(call.getOperandList());
    }
    if (call.getKind() == SqlKind.AS) {
      named.add(call.operand(0));
    }
  }

  /** The path that a node is. */
  Optional<Path> of(SqlNode node) {
    List<Object> steps = new ArrayList<>();
    SqlNode base = node;
    while (SuperSteps.isOne(base)) {
      SqlNode step = ((SqlCall) base).operand(1);
      steps.add(0, step instanceof SqlIdentifier name ? key(name, 0) : constant(step));
      base = ((SqlCall) base).operand(0);
    }
    if (isParsed(base) && (base != node || casts.containsKey(node))) {
      return Optional.of(new Path(base, steps));
    }
    if (!(base instanceof SqlIdentifier name) || name.isStar() || inFrom.contains(name)) {
      return Optional.empty();
    }
    int length = name.names.size() > 1 && tables.containsKey(folded(name.names.get(0))) ? 2 : 1;
    String first = folded(name.names.get(0));
    boolean isColumn =
        name.names.size() > 1
            && !tables.containsKey(first)
            && (columns.containsKey(first) || !made.apply(first).isEmpty());
    boolean isLong = base != node || name.names.size() > 2 || isColumn;
    boolean whole = steps.isEmpty() && name.names.size() <= length;
    if (whole) {
      // The text of a column's value, which JSON has in quotes.
      String column = folded(name.names.get(length - 1));
      List<SqlNode> values = made.apply(column);
      boolean told =
          columns.containsKey(column)
              ? columns.get(column).equals(Set.of("super"))
              : !values.isEmpty() && values.stream().allMatch(SuperPaths::isParsed);
      return told && casts.containsKey(node) && name.names.size() == length
          ? Optional.of(new Path(name.getComponent(0, length), List.of()))
          : Optional.empty();
    }
    if (!isSuper(folded(name.names.get(length - 1)), isLong)) {
      return Optional.empty();
    }
    for (int i = name.names.size() - 1; i >= length; i--) {
      steps.add(0, key(name, i));
    }
    return Optional.of(new Path(name.getComponent(0, length), steps));
  }

  /** Whether a node would be a path, if only its steps were constants. */
  static boolean isBeyond(SqlNode node) {
    return node.getKind() == SqlKind.DOT
        || node instanceof SqlCall call
            && call.getKind() == SqlKind.ITEM
            && (call.operand(0) instanceof SqlIdentifier
                || isParsed(call.operand(0))
                || isBeyond(call.operand(0)));
  }

  /** Whether a value is made of a text. */
  static boolean isParsed(SqlNode value) {
    return value instanceof SqlCall call
        && call.getOperator().getName().equalsIgnoreCase("JSON_PARSE");
  }

  /**
   * Says no to UNNEST of a column or path: what it makes of a value that is no array, no page
   * tells. Of anything else it is the engine's own.
   */
  static void requireNoUnnest(SqlCall call) {
    boolean ofSuper =
        call.getKind() == SqlKind.UNNEST
            && (SuperSteps.base(call.operand(0)) instanceof SqlIdentifier
                || call.getOperator() == RedshiftOperators.UNNEST_WITH_OFFSET);
    if (ofSuper) {
      throw new NoEqual("UNNEST of a SUPER value", call, null);
    }
  }

  /**
   * Whether a name in FROM is an array in a row of a table before it. It is none where that table
   * has no such column: then its first part is a schema, which is called as the table is.
   */
  boolean isArray(SqlIdentifier name) {
    return inFrom.contains(name)
        && name.names.size() > 1
        && tables.getOrDefault(folded(name.names.get(0)), List.of()).stream()
            .anyMatch(table -> mayHave(table, folded(name.names.get(1))));
  }

  /** Whether a path stands in FROM, whose array is read there. */
  boolean isReadInFrom(SqlNode path) {
    return inFrom.contains(path);
  }

  /** Whether it is an array that is told of together with its AT. */
  boolean isNumbered(SqlNode path) {
    return numbered.contains(path);
  }

  private boolean mayHave(SqlNode table, String column) {
    return listed
        .of(table)
        .map(names -> names.stream().anyMatch(n -> folded(n).equals(column)))
        .orElse(true);
  }

  /** A column of no relation, or of no known type, may be one that a text makes. */
  private boolean isSuper(String column, boolean unlessKnown) {
    Set<String> types = columns.getOrDefault(column, Set.of());
    return types.stream().allMatch("any"::equals) ? unlessKnown : types.contains("super");
  }

  private static Object constant(SqlNode step) {
    return step instanceof SqlNumericLiteral number
        ? (Object) number.intValue(true)
        : ((SqlCharStringLiteral) step).toValue();
  }

  /** Redshift folds the names of attributes but for those in quotes. */
  private static String key(SqlIdentifier name, int part) {
    String key = name.names.get(part);
    return name.isComponentQuoted(part) ? key : folded(key);
  }

  /** The type that a path is cast to. */
  Optional<SqlNode> castTo(SqlNode node) {
    return Optional.ofNullable(casts.get(node));
  }

  /**
   * The path as the engine has it.
   *
   * @param type the type that it is cast to; empty for none
   */
  Edit edit(SqlNode node, Path path, String type) {
    boolean isText = asText.contains(node);
    if (!isText && !putOut.contains(node) && !asJson.contains(node)) {
      throw new NoEqual(
          "a path into a SUPER value that is not cast", node, "write it with its type: ::varchar");
    }
    int[] column = spans.of(path.column());
    int[] span = spans.of(node);
    boolean duck = to.equals("duckdb");
    List<Part> value = new ArrayList<>();
    Kept kept = new Kept(column[0], column[1]);
    String way = path.steps().isEmpty() && !duck ? "" : steps(node, path, duck);
    List<Part> isNumber =
        duck
            ? List.of(new Own("JSON_TYPE("), kept, new Own(", " + way + ") IN (" + NUMBERS + ")"))
            : way.isEmpty()
                ? List.of(new Own("JSONB_TYPEOF(CAST("), kept, new Own(" AS JSONB)) = 'number'"))
                : List.of(
                    new Own("JSONB_TYPEOF(JSONB_EXTRACT_PATH(CAST("),
                    kept,
                    new Own(" AS JSONB), " + way + ")) = 'number'"));
    if (!duck && path.steps().isEmpty()) {
      value.add(new Own("JSONB_EXTRACT_PATH_TEXT(JSONB_BUILD_ARRAY("));
      value.add(kept);
      value.add(new Own("), '0')"));
    } else {
      String call = duck ? isText ? "JSON_EXTRACT_STRING(" : "JSON_EXTRACT(" : "JSONB_EXTRACT_PATH";
      value.add(new Own(duck ? call : call + (isText ? "_TEXT" : "") + "(CAST("));
      value.add(kept);
      value.add(new Own((duck ? "" : " AS JSONB)") + ", " + way + ")"));
    }
    List<Part> parts = new ArrayList<>(LaxCasts.of(value, isNumber, type, duck));
    if (node instanceof SqlIdentifier && putOut.contains(node) && !named.contains(node)) {
      // A name that stands for a column is called so; calls without AS are named elsewhere.
      parts.add(new Own(" AS \"" + folded(ImplicitNames.of(node)) + '"'));
    }
    return new Edit(span[0], span[1], parts);
  }

  private static String steps(SqlNode node, Path path, boolean duck) {
    if (path.steps().stream()
        .anyMatch(s -> s instanceof String key && key.matches("(?s).*[\"\\\\*].*"))) {
      throw new NoEqual("a path with a quote or star in a name", node, null);
    }
    if (duck) {
      return Literals.text(
          path.steps().stream()
              .map(s -> s instanceof Integer ? "[" + s + "]" : ".\"" + s + '"')
              .collect(Collectors.joining("", "$", "")));
    }
    if (path.steps().stream().anyMatch(s -> s instanceof String key && key.matches("[-+]?\\d+"))) {
      // PostgreSQL takes it for a place in an array.
      throw new NoEqual("a path with a number for a name", node, null);
    }
    return path.steps().stream()
        .map(s -> Literals.text(s.toString()))
        .collect(Collectors.joining(", "));
  }

  /** Gathers what FROM names. */
  private final class Tables extends SqlBasicVisitor<Void> {
    @Override
    public Void visit(SqlCall call) {
      if (call instanceof SqlSelect select && select.getFrom() != null) {
        table(select.getFrom());
      }
      return super.visit(call);
    }

    private void table(SqlNode from) {
      if (from instanceof SqlJoin join) {
        table(join.getLeft());
        table(join.getRight());
      } else if (from.getKind() == SqlKind.AS) {
        SqlCall as = (SqlCall) from;
        add(((SqlIdentifier) as.operand(1)).getSimple(), as);
        name(as.operand(0));
      } else if (from instanceof SqlCall at && at.getOperator() == RedshiftOperators.UNNEST_AT) {
        table(at.operand(0));
        SqlNode array = at.operand(0);
        numbered.add(array.getKind() == SqlKind.AS ? ((SqlCall) array).operand(0) : array);
      } else if (from instanceof SqlIdentifier name) {
        // An array without an alias is no table whose columns have paths.
        add(name.names.get(name.names.size() - 1), name);
        name(name);
      }
    }

    private void add(String alias, SqlNode table) {
      tables.computeIfAbsent(folded(alias), n -> new ArrayList<>()).add(table);
    }

    private void name(SqlNode from) {
      if (from instanceof SqlIdentifier || isBeyond(from)) {
        inFrom.add(from);
      }
    }
  }
}
