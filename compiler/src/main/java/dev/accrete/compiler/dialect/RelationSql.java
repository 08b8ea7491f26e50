package dev.accrete.compiler.dialect;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints relations of the tree as SELECTs. Scans, filters, projections and joins melt into one
 * SELECT; whatever groups or compares rows becomes a derived table.
 */
public final class RelationSql {
  private static final Expression NULL = new Expression.Literal("NULL");

  /** Types whose spelling every engine knows. */
  private static final Pattern ONE_PIECE = Pattern.compile("[A-Za-z0-9_.\"]+");

  private static final Pattern TYPE =
      Pattern.compile(
          "(?i)(varchar|char|smallint|integer|int|bigint|double precision|double|real|decimal|numeric|boolean|date|timestamp|timestamptz|time)(\\(\\d+(, ?\\d+)?\\))?");

  private final Dialect dialect;
  private final InputSql inputs;
  private final UnaryOperator<String> keySets;
  private final Map<String, Integer> aliases = new HashMap<>();

  /**
   * @param inputs how inputs are read
   * @param keySets from the name of a key set to the table that holds it, as it stands in FROM
   */
  public RelationSql(Dialect dialect, InputSql inputs, UnaryOperator<String> keySets) {
    this.dialect = dialect;
    this.inputs = inputs;
    this.keySets = keySets;
  }

  /** A SELECT of a relation's distinct rows, its columns named as its fields. */
  public String distinct(Relation relation) {
    return block(relation, all(relation)).select(true, names(relation));
  }

  /** A SELECT of a relation's distinct rows with other column names. */
  public String distinct(Relation relation, List<String> names) {
    return block(relation, all(relation)).select(true, names.stream().map(dialect::quote).toList());
  }

  /** A SELECT of a relation's rows, its columns named as its fields. */
  public String select(Relation relation) {
    return block(relation, all(relation)).select(false, names(relation));
  }

  /** A SELECT that counts a relation's rows. */
  public String count(Relation relation) {
    return block(relation, Set.of()).select(List.of("COUNT(*) AS " + dialect.quote("rows")));
  }

  /**
   * The condition that expressions over a table are among the rows of a relation, null-safe.
   *
   * @param values the texts of the expressions
   */
  public String matching(List<String> values, Relation set, boolean nullSafe) {
    Block block = block(set, all(set));
    List<String> members =
        IntStream.range(0, values.size())
            .mapToObj(i -> block.columns().getOrDefault(i, "NULL"))
            .toList();
    String from = indent(block.from(), "  ");
    List<String> where = block.where().stream().map(c -> indent(c, "    ")).toList();
    if (nullSafe || values.isEmpty()) {
      return dialect.isAmong(values, members, from, where);
    }
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      conditions.add(members.get(i) + " = " + values.get(i));
    }
    conditions.addAll(where);
    return "EXISTS (\n  SELECT 1\n  FROM "
        + from
        + "\n  WHERE "
        + String.join("\n    AND ", conditions)
        + "\n)";
  }

  private Block block(Relation relation, Set<Integer> needed) {
    if (relation instanceof Relation.Scan scan) {
      return scan(scan, needed);
    }
    if (relation instanceof Relation.KeySet set) {
      String alias = alias(set.name());
      return new Block(
          qualified(alias, set.fields(), needed),
          keySets.apply(set.name()) + " AS " + dialect.quote(alias),
          List.of());
    }
    if (relation instanceof Relation.Values values) {
      return values(values);
    }
    if (relation instanceof Relation.Filter filter) {
      Block below = block(filter.input(), with(needed, List.of(filter.condition())));
      return new Block(
          below.columns(),
          below.from(),
          and(below.where(), List.of(condition(filter.condition(), below))));
    }
    if (relation instanceof Relation.Project project) {
      return project(project, needed);
    }
    if (relation instanceof Relation.Join join) {
      return join(join, needed);
    }
    if (relation instanceof Relation.Matching matching) {
      return matching(matching, needed);
    }
    if (relation instanceof Relation.Subquery subquery) {
      return subquery(subquery, needed);
    }
    return derived(relation);
  }

  private Block subquery(Relation.Subquery subquery, Set<Integer> needed) {
    int width = subquery.width();
    if (!needed.contains(width)) {
      return block(subquery.input(), needed);
    }
    Set<Integer> all = with(needed, subquery.expressions());
    all.remove(width);
    all.addAll(with(Set.of(), subquery.expressions()));
    Block below =
        block(subquery.input(), all.stream().filter(i -> i < width).collect(Collectors.toSet()));
    Block read =
        block(
            subquery.rows(),
            all.stream().filter(i -> i >= width).map(i -> i - width).collect(Collectors.toSet()));
    Map<Integer, String> both = new HashMap<>(below.columns());
    read.columns().forEach((i, text) -> both.put(i + width, text));
    Block beside = new Block(both, "", List.of());
    List<String> where = new ArrayList<>(read.where());
    subquery.bound().conjuncts().stream()
        .filter(c -> !c.equals(new Expression.Literal("TRUE")))
        .forEach(c -> where.add(condition(c, beside)));
    Map<Integer, String> columns = new HashMap<>(below.columns());
    columns.put(
        width,
        print(subquery.head(), beside)
            + "\nFROM "
            + read.from()
            + Block.conditions(where)
            + print(subquery.tail(), beside).replaceFirst("^(?=.)", "\n")
            + ")");
    return new Block(columns, below.from(), below.where());
  }

  private Block matching(Relation.Matching matching, Set<Integer> needed) {
    Block below = block(matching.input(), with(needed, matching.keys()));
    List<String> values = matching.keys().stream().map(k -> print(k, below)).toList();
    Block valued = below;
    if (!KeyValues.areColumns(values)) {
      String alias = dialect.quote(alias("valued"));
      valued = valued(below, needed, values, alias);
      values = KeyValues.columns(values, alias);
    }
    String condition = matching(values, matching.set(), matching.nullSafe());
    return new Block(valued.columns(), valued.from(), and(valued.where(), List.of(condition)));
  }

  /** A block as a derived table that has values as columns of their own. */
  private static Block valued(Block block, Set<Integer> needed, List<String> values, String alias) {
    Map<Integer, String> columns = new HashMap<>();
    List<String> items = new ArrayList<>();
    for (int i : new TreeSet<>(needed)) {
      String name = "c" + (i + 1);
      items.add(block.columns().get(i) + " AS " + name);
      columns.put(i, alias + "." + name);
    }
    items.addAll(KeyValues.items(values));
    return Block.derived(columns, block.select(items), alias);
  }

  private Block scan(Relation.Scan scan, Set<Integer> needed) {
    String alias = alias(lastPart(scan.relation()));
    boolean any = needed.isEmpty() && !scan.fields().isEmpty();
    Set<Integer> read = any ? Set.of(0) : needed;
    List<String> columns =
        new TreeSet<>(read).stream().map(i -> scan.fields().get(i).name()).toList();
    InputSql.Reading reading = inputs.read(scan.relation(), scan.state(), columns, alias);
    String passing =
        scan.state() == Relation.State.CURRENT ? inputs.passing(scan.reference(), alias) : "";
    return new Block(
        qualified(alias, scan.fields(), read),
        indent(reading.from(), "  ") + " AS " + dialect.quote(alias),
        Stream.of(passing, reading.condition()).filter(c -> !c.isEmpty()).toList());
  }

  private Block values(Relation.Values values) {
    String alias = dialect.quote(alias("listed"));
    Map<Integer, String> columns = new HashMap<>();
    all(values).forEach(i -> columns.put(i, alias + ".c" + (i + 1)));
    List<String> rows = new ArrayList<>();
    for (List<Expression> row : values.rows()) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        items.add(print(row.get(i), Map.of()) + " AS c" + (i + 1));
      }
      rows.add("SELECT " + (items.isEmpty() ? "1 AS present" : String.join(", ", items)));
    }
    return Block.derived(columns, String.join("\nUNION ALL\n", rows), alias);
  }

  private Block project(Relation.Project project, Set<Integer> needed) {
    List<Expression> read =
        needed.stream().map(i -> project.columns().get(i).expression()).toList();
    Block below = block(project.input(), with(Set.of(), read));
    Map<Integer, String> columns = new HashMap<>();
    needed.forEach(i -> columns.put(i, column(project, i, below)));
    return new Block(columns, below.from(), below.where());
  }

  /** A NULL in place of a column is of the column's type: functions are chosen by types. */
  private String column(Relation.Project project, int number, Block below) {
    Expression expression = project.columns().get(number).expression();
    String type = project.fields().get(number).type();
    boolean typed = type != null && TYPE.matcher(type).matches();
    return expression.equals(NULL) && typed
        ? "CAST(NULL AS " + type + ")"
        : print(expression, below);
  }

  private Block join(Relation.Join join, Set<Integer> needed) {
    int width = join.left().fields().size();
    Set<Integer> all = with(needed, List.of(join.condition()));
    Block left =
        block(join.left(), all.stream().filter(i -> i < width).collect(Collectors.toSet()));
    Set<Integer> rightNeeded =
        all.stream().filter(i -> i >= width).map(i -> i - width).collect(Collectors.toSet());
    Block right = block(join.right(), rightNeeded);
    boolean outer = join.kind() != Relation.JoinKind.INNER;
    // What is computed on the nullable side is NULL for a row that stands alone: it must be
    // computed below the join.
    boolean computed =
        right.columns().values().stream().anyMatch(c -> !Block.COLUMN.matcher(c).matches());
    if (outer && (computed || !right.where().isEmpty()) || isJoin(join.right())) {
      right = wrapped(right, join.right(), rightNeeded);
    }
    if (join.kind() == Relation.JoinKind.FULL) {
      left =
          wrapped(
              left, join.left(), all.stream().filter(i -> i < width).collect(Collectors.toSet()));
    }
    Map<Integer, String> columns = new HashMap<>(left.columns());
    right.columns().forEach((i, text) -> columns.put(i + width, text));
    Block both = new Block(columns, "", List.of());
    String from =
        left.from()
            + "\n"
            + join.kind()
            + " JOIN "
            + right.from()
            + " ON "
            + condition(join.condition(), both);
    return new Block(columns, from, and(left.where(), outer ? List.of() : right.where()));
  }

  /**
   * Whether a relation's FROM is a join, which as the right side of another needs parentheses or a
   * SELECT of its own.
   */
  private static boolean isJoin(Relation relation) {
    boolean melts =
        relation instanceof Relation.Filter
            || relation instanceof Relation.Project
            || relation instanceof Relation.Matching;
    return relation instanceof Relation.Join || melts && isJoin(relation.inputs().get(0));
  }

  /** A block as a derived table, so that its conditions and expressions stay inside. */
  private Block wrapped(Block block, Relation relation, Set<Integer> needed) {
    List<String> names = uniqueNames(relation.fields()).stream().map(dialect::quote).toList();
    String alias = dialect.quote(alias("joined"));
    Map<Integer, String> columns = new HashMap<>();
    List<String> items = new ArrayList<>();
    for (int i : new TreeSet<>(needed)) {
      items.add(Block.named(block.columns().getOrDefault(i, "NULL"), names.get(i)));
      columns.put(i, alias + "." + names.get(i));
    }
    return Block.derived(columns, block.select(items), alias);
  }

  private Block derived(Relation relation) {
    String alias = dialect.quote(alias("block"));
    String select = new BlockSql(dialect, this::block, this::print).print(relation);
    List<String> names = uniqueNames(relation.fields());
    Map<Integer, String> columns = new HashMap<>();
    all(relation).forEach(i -> columns.put(i, alias + "." + dialect.quote(names.get(i))));
    return Block.derived(columns, select, alias);
  }

  private String print(Expression expression, Map<Integer, String> columns) {
    return ExpressionSql.print(expression, i -> columns.getOrDefault(i, "NULL"));
  }

  private String print(Expression expression, Block block) {
    return print(expression, block.columns());
  }

  private String condition(Expression condition, Block block) {
    return operand(print(condition, block));
  }

  /** A condition or value in parentheses unless it is plainly one piece. */
  private static String operand(String text) {
    return ONE_PIECE.matcher(text).matches() ? text : "(" + text + ")";
  }

  private Map<Integer, String> qualified(String alias, List<Field> fields, Set<Integer> needed) {
    Map<Integer, String> columns = new HashMap<>();
    needed.forEach(
        i -> columns.put(i, dialect.quote(alias) + "." + dialect.quote(fields.get(i).name())));
    return columns;
  }

  private List<String> names(Relation relation) {
    return relation.fields().stream().map(f -> dialect.quote(f.name())).toList();
  }

  /** Names of fields, each once: one that stands twice, as after a join, gets its number. */
  static List<String> uniqueNames(List<Field> fields) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new java.util.HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name();
      while (!taken.add(name.toLowerCase(java.util.Locale.ROOT))) {
        name = fields.get(i).name() + "_" + (i + 1);
      }
      names.add(name);
    }
    return names;
  }

  /** An alias that nothing else printed by this has. */
  public String alias(String wanted) {
    int number = aliases.merge(wanted, 1, Integer::sum);
    return number == 1 ? wanted : wanted + "_" + number;
  }

  static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static Set<Integer> all(Relation relation) {
    Set<Integer> all = new TreeSet<>();
    for (int i = 0; i < relation.fields().size(); i++) {
      all.add(i);
    }
    return all;
  }

  static Set<Integer> with(Set<Integer> needed, List<Expression> expressions) {
    Set<Integer> all = new TreeSet<>(needed);
    expressions.forEach(e -> all.addAll(e.columns()));
    return all;
  }

  private static List<String> and(List<String> one, List<String> other) {
    List<String> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }

  /** Text whose lines after the first are moved to the right. */
  public static String indent(String text, String by) {
    return text.replace("\n", "\n" + by);
  }
}
