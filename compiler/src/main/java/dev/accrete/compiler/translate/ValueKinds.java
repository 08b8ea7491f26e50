package dev.accrete.compiler.translate;

import static dev.accrete.compiler.translate.Identifiers.folded;
import static dev.accrete.compiler.translate.Identifiers.last;

import dev.accrete.compiler.catalogue.FunctionEntry;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlPivot;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.SqlUnpivot;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * The kinds of values, as far as constants, casts, functions and the names of columns tell them. A
 * name has a kind where everything in the text that goes by it has that kind: the columns of the
 * relations, and what stands at its place in each branch of a query that gives it.
 */
final class ValueKinds {
  private static final Set<String> OF_THE_FIRST = Values.ofTheFirstAnd("MIN", "MAX", "ABS", "@");
  static final Set<String> UP_OR_DOWN = Set.of("CEIL", "CEILING", "FLOOR");

  private static final Set<String> OF_ALL = Set.of("*", "/", "%", "MOD", "NULLIF");

  /** What is called without parentheses, as a column is. */
  private static final Map<String, ValueKind> CLOCK =
      Map.of("sysdate", ValueKind.TIMESTAMP, "current_date", ValueKind.DATE);

  private final Map<String, Set<ValueKind>> columns = new HashMap<>();

  /** By name, for each column what its branches give. */
  private final Map<String, List<List<SqlNode>>> given = new HashMap<>();

  /** What the query itself calls so: seen beside it alone, and behind columns of that name. */
  private final Map<String, List<List<SqlNode>>> last = new HashMap<>();

  private final Answers.Names open = new Answers.Names();
  private final Answers<ValueKind> answers = new Answers<>(open);

  private final SmallIntegers small;
  private final Scopes scopes;

  /** Whether the text reads tables of which nothing is known: any name may be theirs. */
  private final boolean isOpen;

  /** Whether {@code 1.0e8} is a decimal number, and no floating one. */
  private final boolean hasExactPowers;

  ValueKinds(Collection<Field> fields, SqlNode query, Scopes scopes, String dialect) {
    this.scopes = scopes;
    this.hasExactPowers = !dialect.equals("duckdb");
    for (Field field : fields) {
      String type = field.type() == null ? "" : field.type();
      columns
          .computeIfAbsent(folded(field.name()), n -> new HashSet<>())
          .add(ValueKind.ofType(type));
    }
    this.small = new SmallIntegers(fields, this::given, scopes);
    Names names = new Names(query);
    query.accept(names);
    this.isOpen = fields.isEmpty() && UnknownTables.areIn(query, Set.of());
  }

  /** By what a name is asked for: a column that is told, else the name in small letters. */
  String key(SqlIdentifier name) {
    return scopes.key(name);
  }

  /** What inner queries put into columns of a name; else what the query itself calls so. */
  List<SqlNode> given(String name) {
    return columns(name).stream().flatMap(List::stream).toList();
  }

  /** The same, for each column of such a query what its branches give. */
  List<List<SqlNode>> columns(String name) {
    if (scopes.isTold(name)) {
      List<SqlNode> values = scopes.given(name);
      return values.isEmpty() ? List.of() : List.of(values);
    }
    boolean inner = columns.containsKey(name) || given.containsKey(name);
    return (inner ? given : last).getOrDefault(name, List.of());
  }

  /** Whether the columns of some table that the text reads are told. */
  boolean knowsColumns() {
    return !isOpen;
  }

  /** The kind of a value. */
  ValueKind of(SqlNode node) {
    if (node instanceof SqlIdentifier name) {
      if (name.isStar()) {
        return ValueKind.UNKNOWN;
      }
      String simple = key(name);
      ValueKind clock = name.isSimple() ? CLOCK.get(simple) : null;
      return clock != null && !columns.containsKey(simple) && given(simple).isEmpty()
          ? clock
          : named(simple);
    }
    if (node instanceof SqlNumericLiteral number) {
      Integer scale = number.getScale();
      boolean exact = hasExactPowers && Literals.powered(number).isPresent();
      return scale == null
          ? exact ? ValueKind.DECIMAL : ValueKind.FLOATING
          : scale == 0 ? ValueKind.INTEGER : ValueKind.DECIMAL;
    }
    if (node instanceof SqlCharStringLiteral) {
      return ValueKind.TEXT;
    }
    if (node instanceof SqlIntervalLiteral) {
      return ValueKind.INTERVAL;
    }
    if (node instanceof SqlUnknownLiteral constant) {
      return ValueKind.ofType(constant.tag);
    }
    if (node instanceof SqlLiteral || !(node instanceof SqlCall call)) {
      return ValueKind.UNKNOWN;
    }
    ValueKind known = answers.of(call);
    if (known != null) {
      return known;
    }
    boolean before = answers.begin();
    return answers.keep(call, ofCall(call), before);
  }

  private ValueKind ofCall(SqlCall call) {
    String name = call.getOperator().getName().strip().toUpperCase(Locale.ROOT);
    if (call.getKind() == SqlKind.CAST || name.equals("TRY_CAST")) {
      return call.getOperandList().stream()
          .filter(SqlDataTypeSpec.class::isInstance)
          .map(type -> ValueKind.ofType(type.toString().replace("`", "")))
          .findFirst()
          .orElse(ValueKind.UNKNOWN);
    }
    SqlNode only = Values.ofQuery(call);
    if (only != call) {
      return of(only);
    }
    List<SqlNode> chosen = Values.chosen(call);
    if (!chosen.isEmpty()) {
      return together(chosen);
    }
    SqlNode middle = Values.ofMiddle(call);
    if (middle != call) {
      // Between whole numbers lies a decimal one, says its page.
      ValueKind kind = of(middle);
      return kind == ValueKind.INTEGER ? ValueKind.DECIMAL : kind;
    }
    if (call.getKind() == SqlKind.MINUS_PREFIX || call.getKind() == SqlKind.PLUS_PREFIX) {
      return of(call.operand(0));
    }
    if (OF_THE_FIRST.contains(name) && call.operandCount() > 0) {
      return of(call.operand(0));
    }
    if (name.equals("SUM") && call.operandCount() == 1) {
      // The sum of BIGINTs is a DECIMAL, that of smaller integers a BIGINT.
      ValueKind kind = of(call.operand(0));
      return kind == ValueKind.INTEGER && !small.is(call.operand(0)) ? ValueKind.UNKNOWN : kind;
    }
    if (name.equals("AVG") && call.operandCount() == 1) {
      return of(call.operand(0));
    }
    if (Values.ROUNDING.contains(name)) {
      // Of a decimal or floating number they are one: its own type, says their pages. Of a whole
      // number CEIL and FLOOR are one; ROUND and TRUNC may be decimals.
      ValueKind kind = call.operandCount() == 0 ? ValueKind.UNKNOWN : of(call.operand(0));
      if (kind == ValueKind.TIMESTAMP && name.equals("TRUNC")) {
        return ValueKind.DATE;
      }
      boolean told =
          kind == ValueKind.DECIMAL
              || kind == ValueKind.FLOATING
              || kind == ValueKind.INTEGER && UP_OR_DOWN.contains(name);
      return told ? kind : ValueKind.UNKNOWN;
    }
    if (call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS) {
      boolean minus = call.getKind() == SqlKind.MINUS;
      return Values.isNull(call.operand(0)) || Values.isNull(call.operand(1))
          ? together(call.getOperandList())
          : ValueKind.ofSum(of(call.operand(0)), of(call.operand(1)), minus);
    }
    if (OF_ALL.contains(name)) {
      return together(call.getOperandList());
    }
    if (NumberMask.decimals(call).isPresent()) {
      return ValueKind.DECIMAL;
    }
    if (name.equals("EXTRACT")) {
      return ValueKind.INTEGER; // DATE_PART, of the same kind to Calcite, is a floating number
    }
    return Functions.entry(name)
        .map(FunctionEntry::result)
        .map(ValueKind::ofType)
        .orElse(ValueKind.UNKNOWN);
  }

  /** NULL goes with any kind, and a constant in quotes with what stands beside it. */
  private ValueKind together(List<SqlNode> nodes) {
    boolean texts =
        nodes.stream()
            .allMatch(n -> n == null || Values.isNull(n) || n instanceof SqlCharStringLiteral);
    return nodes.stream()
        .filter(node -> node != null && !Values.isNull(node))
        .filter(node -> texts || !(node instanceof SqlCharStringLiteral))
        .map(this::of)
        .reduce(ValueKind::or)
        .orElse(ValueKind.UNKNOWN);
  }

  private ValueKind named(String name) {
    if (isOpen && !scopes.isTold(name)) {
      return ValueKind.UNKNOWN;
    }
    Set<ValueKind> kinds = new HashSet<>(columns.getOrDefault(name, Set.of()));
    scopes.type(name).map(ValueKind::ofType).ifPresent(kinds::add);
    if (!open.open(name)) {
      // SUM(a) AS a: what the others of that name say.
      return kinds.size() == 1 ? kinds.iterator().next() : ValueKind.UNKNOWN;
    }
    for (List<SqlNode> column : columns(name)) {
      List<SqlNode> values =
          column.stream().filter(v -> !Values.isColumn(v, name) && !Values.isNull(v)).toList();
      if (!values.isEmpty()) {
        kinds.add(together(values));
      }
    }
    open.close(name);
    return kinds.size() == 1 ? kinds.iterator().next() : ValueKind.UNKNOWN;
  }

  /** Gathers what the names of columns stand for. */
  private final class Names extends SqlBasicVisitor<Void> {
    private final Set<SqlNode> outermost = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Queries whose columns are those of the one that they are a part of. */
    private final Set<SqlNode> branches = Collections.newSetFromMap(new IdentityHashMap<>());

    Names(SqlNode query) {
      outermost(query);
    }

    private void outermost(SqlNode query) {
      outermost.add(query);
      if (query instanceof SqlOrderBy order) {
        outermost(order.query);
      } else if (query instanceof SqlWith with) {
        outermost(with.body);
      } else if (query.isA(SqlKind.SET_QUERY)) {
        ((SqlCall) query).getOperandList().forEach(this::outermost);
      }
    }

    @Override
    public Void visit(SqlCall call) {
      if (call.isA(SqlKind.QUERY) && !branches.contains(call)) {
        branches.addAll(SetOperands.below(call));
        columns(call, List.of(), outermost.contains(call) ? last : given);
      }
      if (call instanceof SqlWithItem item && item.columnList != null) {
        columns(item.query, names(item.columnList.getList()), given);
      }
      if (call instanceof SqlPivot pivot) {
        // Its columns are aggregates, whatever they are called.
        made(pivot).forEach(name -> put(given, name, List.of(pivot)));
      }
      if (call instanceof SqlUnpivot unpivot) {
        Stream.concat(unpivot.measureList.stream(), unpivot.axisList.stream())
            .map(n -> folded(last((SqlIdentifier) n)))
            .forEach(name -> put(given, name, List.of(unpivot)));
      }
      if (call.getKind() == SqlKind.AS && call.operandCount() > 2) {
        columns(
            call.operand(0), names(call.getOperandList().subList(2, call.operandCount())), given);
      }
      return super.visit(call);
    }

    private static void put(
        Map<String, List<List<SqlNode>>> into, String name, List<SqlNode> values) {
      into.computeIfAbsent(name, k -> new ArrayList<>()).add(values);
    }

    private List<String> made(SqlPivot pivot) {
      List<String> names = new ArrayList<>();
      for (SqlNode item : pivot.inList) {
        SqlNode value = item instanceof SqlNodeList list && list.size() == 1 ? list.get(0) : item;
        String name =
            folded(
                value.getKind() == SqlKind.AS
                    ? ((SqlCall) value).operand(1).toString()
                    : value instanceof SqlLiteral literal
                        ? String.valueOf(literal.toValue())
                        : value.toString());
        for (SqlNode aggregate : pivot.aggList) {
          boolean named = aggregate.getKind() == SqlKind.AS;
          names.add(
              named ? name + "_" + folded(((SqlCall) aggregate).operand(1).toString()) : name);
        }
      }
      return names;
    }

    private List<String> names(List<SqlNode> ids) {
      return ids.stream()
          .flatMap(n -> n instanceof SqlNodeList list ? list.stream() : Stream.of(n))
          .map(SqlIdentifier.class::cast)
          .map(Identifiers::last)
          .map(Identifiers::folded)
          .collect(Collectors.toList());
    }

    /** What stands in the columns of a query, under the names given or its own. */
    private void columns(SqlNode query, List<String> names, Map<String, List<List<SqlNode>>> into) {
      List<SqlSelect> branches = SetOperands.branches(query);
      if (branches.isEmpty()) {
        names.forEach(name -> put(into, name, List.of(query)));
        return;
      }
      List<SqlNode> first = branches.get(0).getSelectList().getList();
      for (int i = 0; i < Math.max(first.size(), names.size()); i++) {
        Optional<String> name = i < names.size() ? Optional.of(names.get(i)) : own(first.get(i));
        List<SqlNode> values = new ArrayList<>();
        for (SqlSelect branch : branches) {
          List<SqlNode> items = branch.getSelectList().getList();
          // A star hides which column stands where.
          boolean itself = i >= names.size() && branches.size() == 1;
          boolean hidden =
              i >= items.size() || !itself && items.stream().anyMatch(ValueKinds::isStar);
          values.add(hidden ? branch : value(items.get(i)));
        }
        name.ifPresent(n -> put(into, n, SetOperands.withoutConstants(values)));
      }
    }

    private Optional<String> own(SqlNode item) {
      if (item.getKind() == SqlKind.AS) {
        return Optional.of(folded(last((SqlIdentifier) ((SqlCall) item).operand(1))));
      }
      return item instanceof SqlIdentifier id && !id.isStar()
          ? Optional.of(folded(last(id)))
          : Optional.empty();
    }

    private SqlNode value(SqlNode item) {
      return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }
  }

  private static boolean isStar(SqlNode item) {
    return item instanceof SqlIdentifier id && id.isStar()
        || item.getKind() == SqlKind.AS && isStar(((SqlCall) item).operand(0));
  }
}
