package dev.accrete.compiler.dialect;

import dev.accrete.compiler.load.SourceDeclaration.Grain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How one engine writes what Accrete needs. */
public interface Dialect extends CatalogueQueries {

  /** The engine's name in {@code accrete.yml}: duckdb, postgres or redshift. */
  String engine();

  /** The statements that every connection and script begins with; part of each fingerprint. */
  List<String> sessionSettings();

  /**
   * Statements that keep an engine from defects of its own: no result depends on them. Scripts have
   * them as comments, as a database whose configuration is locked refuses them.
   */
  default List<String> precautions() {
    return List.of();
  }

  /** An identifier, quoted where it must be to mean itself. */
  String quote(String identifier);

  /** An identifier as the catalogue has it, once {@link #quote} wrote it. */
  default String stored(String identifier) {
    return identifier;
  }

  /** A table or view as the catalogue has it. */
  default RelationName stored(RelationName relation) {
    return new RelationName(stored(relation.schema()), stored(relation.table()));
  }

  /** A text constant. */
  String text(String value);

  /**
   * A condition that is true where both sides are equal or both are NULL, and that the engine can
   * hash.
   */
  String nullSafeEquals(String left, String right);

  /**
   * A condition, true or false and never NULL, that values are those of some row, NULL being a
   * value like others. Where there are no values, that there is a row.
   *
   * @param values of the row at hand
   * @param members of the rows, in the same order
   * @param from the rows, as they stand in FROM
   * @param where further conditions on the rows
   */
  default String isAmong(
      List<String> values, List<String> members, String from, List<String> where) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      conditions.add(nullSafeEquals(members.get(i), values.get(i)));
    }
    conditions.addAll(where);
    String condition =
        conditions.isEmpty() ? "" : "\n  WHERE " + String.join("\n    AND ", conditions);
    return "EXISTS (\n  SELECT 1\n  FROM " + from + condition + "\n)";
  }

  /**
   * The same for columns that both have, NULL being a value like others.
   *
   * @param columns their names
   * @param alias of the row at hand
   * @param table of the rows, as it stands in FROM
   * @param member its alias
   */
  default String isAmong(List<String> columns, String alias, String table, String member) {
    return isAmong(
        columns.stream().map(c -> alias + "." + quote(c)).toList(),
        columns.stream().map(c -> member + "." + quote(c)).toList(),
        table + " AS " + member,
        List.of());
  }

  /**
   * A condition, true or false and never NULL, that a value is that of some row, NULL being a value
   * like others: {@link #isAmong} for one value, on one line.
   *
   * @param value of the row at hand
   * @param member of the rows, without an alias
   * @param from the rows, as they stand in FROM
   */
  default String isIn(String value, String member, String from) {
    return "EXISTS (SELECT 1 FROM " + from + " WHERE " + nullSafeEquals(member, value) + ")";
  }

  /**
   * The start of the batch that a timestamp lies in; the timestamp itself for {@link Grain#STAMP}.
   */
  String batchOf(Grain grain, String timestamp);

  /**
   * Creates a staging table from a SELECT, in place of one of that name that an attempt before
   * left.
   */
  String stage(String name, String select);

  /**
   * A column as an item of {@link #stageEmpty}, so that what is staged may be longer than it, where
   * the engine can forget a type's length.
   */
  default String anyLength(String column) {
    return quote(column);
  }

  /**
   * Creates an empty staging table in the shape of a SELECT, in place of one of that name; not to
   * be filled in the same transaction (see {@link #createEmpty}).
   */
  String stageEmpty(String name, String select);

  /**
   * Creates an empty staging table with these columns (names with types), in place of one of that
   * name.
   */
  String stageColumns(String name, List<String> columns);

  /** Whether the update count of {@link #stage} is the number of the rows that were staged. */
  default boolean countsStagedRows() {
    return true;
  }

  /** Drops a staging table if there is one. */
  String dropStage(String name);

  /** Creates a table from a SELECT, rows included; types are the engine's own. */
  String create(RelationName table, String select);

  /**
   * Creates a model's table from a SELECT, as {@link #create(RelationName, String)} does.
   *
   * @param storage how its author wants the rows laid out, which not every engine can
   */
  default String create(RelationName table, Storage storage, String select) {
    return create(table, select);
  }

  /**
   * Creates the table of a snapshot source's copy where there is no table of that name, else does
   * nothing: with the rows of a SELECT, or empty where the engine cannot do both at once. What
   * follows takes every row that the copy lacks for a change.
   */
  String createIfAbsent(RelationName table, String select);

  /**
   * Creates a table in the shape of a SELECT if there is none, empty; types are the engine's own.
   *
   * <p>Nothing may be inserted in the same transaction: DuckDB 2.0.0 then loses the rows once they
   * are more than a row group of 122,880, with nothing said.
   */
  String createEmpty(RelationName table, String select);

  /** Drops a table if there is one. */
  String dropTable(RelationName table);

  /** Drops a view if there is one. */
  String dropView(RelationName view);

  /**
   * Creates a view, or puts it in the place of one of that name, which is never absent meanwhile.
   *
   * @param columns its columns' names, empty where they are not known
   */
  String createView(RelationName view, List<String> columns, String select);

  /**
   * A statement that gives a view that is there another text, where the engine can do that without
   * dropping it; it fails where the columns differ too much.
   *
   * @param columns its columns' names, empty where they are not known
   */
  default Optional<String> replaceView(RelationName view, List<String> columns, String select) {
    return Optional.empty();
  }

  /** Rights on tables and views; absent where the engine has none. */
  default Optional<GrantSql> grants() {
    return Optional.empty();
  }

  /** Creates a schema if there is none. */
  String createSchema(String schema);

  /**
   * Creates a table of the state if there is none.
   *
   * @param columns names, in order, with their types
   * @param key the columns whose values identify a row, enforced where the engine can; may be empty
   */
  String createStateTable(RelationName table, List<String> columns, List<String> key);

  /** A timestamp constant in UTC, from {@code yyyy-MM-dd HH:mm:ss[.ffffff]}. */
  String timestamp(String value);

  /** An expression for the present moment in UTC, as a timestamp without time zone. */
  String now();

  /** An expression for a fresh random identifier, as text. */
  String freshIdentifier();

  /**
   * An expression by which, next to their columns, two rows are told apart that are equal without
   * being the same ({@code -0.0} and {@code 0.0}, {@code 1 month} and {@code 30 days}).
   *
   * @param alias of the rows
   * @param columns their names
   */
  String identity(String alias, List<String> columns);

  /**
   * An expression for a whole number from 0 to 2<sup>60</sup> - 1 that stands for the values of a
   * row, NULL among them: rows of the same values have the same number, and others have, as good as
   * surely, another one. Sums of such numbers tell bags of rows apart.
   *
   * @param columns their names
   */
  default String digest(List<String> columns) {
    return "(" + rowHash(columns.stream().map(this::quote).toList()) + " & 1152921504606846975)";
  }

  /**
   * An expression for a whole number that tells rows apart by their values, NULL and an empty text
   * being two; the same in each session. Another version of the engine may have other numbers.
   *
   * @param columns quoted, at least one
   */
  String rowHash(List<String> columns);

  /** Whether texts can be equal without being the same. */
  default boolean equalTextsDiffer() {
    return false;
  }

  /**
   * Whether numbers that are declared as decimal may be equal without being the same ({@code 1.0}
   * and {@code 1.00}), or no numbers at all, so that a sum cannot be brought back.
   */
  default boolean equalDecimalsDiffer() {
    return false;
  }

  /**
   * An expression by which values of a column are told apart that are equal without being the same.
   */
  default String spelling(String column) {
    return "CAST(" + column + " AS VARCHAR)";
  }

  /**
   * What stands in FROM, right behind the relation that a count is of, to have each of its rows as
   * often as it counts; a row that counts less than one is not there. It begins with a comma or a
   * JOIN.
   */
  String repetitions(String count);

  /** The rows of a Parquet file, as they stand in FROM. */
  String parquet(String path);

  /**
   * The name by which a statement finds a row of a table again that an earlier statement of the
   * same transaction saw; absent where the engine has none, or a column hides it.
   *
   * @param columns of the table
   */
  Optional<String> rowIdentifier(List<String> columns);

  /**
   * The row identifier, where a statement that wants many columns of few rows does better to look
   * for them by the columns that tell them, and then to read them by it; absent where the engine
   * does that by itself or cannot, or a column hides it.
   *
   * @param columns of the table, all of them
   */
  default Optional<String> lateRows(List<String> columns) {
    return Optional.empty();
  }

  /**
   * A query for {@link #lateRows} of a relation, of which perhaps not all columns are known: one
   * row, or none where it is a view or a column hides the identifier.
   */
  default Optional<String> lateRowsOf(RelationName relation) {
    return Optional.empty();
  }

  /**
   * An aggregate that counts the distinct values of some columns together, NULL included, about
   * right (within a few percent) where exact counting would cost much more.
   */
  String aboutDistinct(List<String> columns);

  /**
   * An expression that writes a column's value as a literal of the type that it has on the engine,
   * whatever somebody declared: times and whole numbers, and NULL.
   */
  String literalOf(String column);

  /**
   * Whether one process alone can have the database open, so that a lock of another one is dead.
   */
  boolean oneProcess();

  /**
   * A statement by which a transaction keeps others from a table until it ends, to insert a row
   * that must not be there twice; none where keys are enforced. It stands first in its transaction,
   * which sees what others committed before.
   */
  default Optional<String> lock(RelationName table) {
    return Optional.empty();
  }

  /**
   * A condition that holds where one of these relations was emptied or created anew since the
   * transaction's snapshot, which then shows it empty; none on engines whose snapshots hold tables
   * as well.
   */
  default Optional<String> replaced(Collection<RelationName> relations) {
    return Optional.empty();
  }

  /**
   * A condition that holds where a column's stamps are finer than the microseconds of the state.
   */
  default Optional<String> finerStamps(RelationName relation, String column) {
    return Optional.empty();
  }

  /** Begins a transaction that sees one snapshot; any error in it takes all of it back. */
  String begin();

  /** Ends a transaction, or takes it back after an error. */
  String commit();

  /** The row that an INSERT brings, whose items may be sub-queries. */
  default String row(List<String> items) {
    return "VALUES (" + String.join(", ", items) + ")";
  }

  /**
   * The rows that an INSERT brings, whose items may be sub-queries; NULL stands for numbers alone.
   *
   * @param rows the items of each, in order
   */
  default String rows(List<List<String>> rows) {
    return rows.stream()
        .map(row -> "(" + String.join(", ", row) + ")")
        .collect(Collectors.joining(",\n  ", "VALUES\n  ", ""));
  }

  /**
   * A query for the rows of one relation that another lacks, each as often as it lacks it.
   *
   * @param columns the columns of both, quoted and separated by commas
   * @param first as it stands in FROM
   * @param second as it stands in FROM
   */
  default String difference(String columns, String first, String second) {
    return "SELECT %1$s FROM %2$s\nEXCEPT ALL\nSELECT %1$s FROM %3$s"
        .formatted(columns, first, second);
  }

  /**
   * A query that fails with a message, by a cast error, where a condition holds: the first that
   * does.
   */
  String failWhere(Map<String, String> messageByCondition);

  /** A condition that there is a table or view of this name. */
  default String isThere(RelationName relation) {
    return "EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = "
        + text(relation.schema())
        + " AND table_name = "
        + text(relation.table())
        + ")";
  }

  /** A table as it stands in FROM. */
  default String relation(RelationName name) {
    return quote(name.schema()) + "." + quote(name.table());
  }

  /** Column names, quoted and separated by commas. */
  default String columns(List<String> names) {
    return names.stream().map(this::quote).collect(Collectors.joining(", "));
  }
}
