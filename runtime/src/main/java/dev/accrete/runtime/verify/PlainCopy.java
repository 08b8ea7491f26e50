package dev.accrete.runtime.verify;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The route that shares no SQL with the compiler: another database, in which the inputs of a model
 * stand as plain tables made with CREATE and INSERT alone, and the author's SELECT is evaluated
 * over them.
 */
final class PlainCopy {
  /** Models that take longer show no more than others. */
  private static final int LONGEST_SECONDS = 10;

  private final Session session;
  private final Dialect dialect;
  private final Optional<ScratchSchemas> scratch;
  private final Set<String> schemas = new HashSet<>();

  /**
   * Copies in a database.
   *
   * @param scratch the schemas in which they stand, where others stand beside them
   */
  PlainCopy(Session session, Dialect dialect, Optional<ScratchSchemas> scratch) {
    this.session = session;
    this.dialect = dialect;
    this.scratch = scratch;
  }

  private void execute(String purpose, String sql) {
    session.execute(purpose, here(sql));
  }

  /** SQL over the tables of the runs, over the copies. */
  private String here(String sql) {
    return scratch.map(s -> s.overCopies(sql)).orElse(sql);
  }

  /** Drops what another case left. */
  void clear() {
    schemas.forEach(s -> execute("clear", "DROP SCHEMA IF EXISTS \"" + s + "\" CASCADE"));
    schemas.clear();
  }

  /** Creates a source, empty. */
  void create(DataTable table) {
    createSchema(table.relation().schema());
    execute("copy a source", table.create());
  }

  void insert(DataTable table, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      execute("copy rows", table.insert(rows));
    }
  }

  /** The source with these rows alone. */
  void replace(DataTable table, List<List<String>> rows) {
    execute("empty a copy", "DELETE FROM " + table.sql());
    insert(table, rows);
  }

  /** Copies a model's table as it stands. */
  void copy(RelationName relation, Contents contents) {
    createSchema(relation.schema());
    String name = quoted(relation);
    String columns =
        contents.columns().stream()
            .map(c -> '"' + c.name() + "\" " + c.type())
            .collect(Collectors.joining(", "));
    execute("drop an old copy", "DROP TABLE IF EXISTS " + name);
    execute("copy a model", "CREATE TABLE " + name + " (" + columns + ")");
    if (!contents.rows().isEmpty()) {
      String rows =
          contents.rows().stream().map(PlainCopy::values).collect(Collectors.joining(", "));
      execute("copy rows", "INSERT INTO " + name + " VALUES " + rows);
    }
  }

  private static String values(List<String> row) {
    return "(" + String.join(", ", row) + ")";
  }

  /** What the author's SELECT returns over the copies. */
  List<List<String>> select(String select, int columns) {
    return rows(session, dialect, "evaluate the author's SELECT", here(select), columns);
  }

  /**
   * A model as the copy evaluates it: its table, and the author's SELECT.
   *
   * @param columns empty where the engine alone knows them
   */
  record Model(String name, RelationName relation, List<String> columns, String select) {
    static Model of(CompiledModel model) {
      CompiledModel.Result result = model.result().orElseThrow();
      return new Model(
          model.name(), result.plan().target(), result.plan().columns(), result.select());
    }
  }

  /**
   * Whether a model's table would have more rows than that, were all models rebuilt now. Queries
   * over random data multiply, and the copies stand in memory.
   *
   * @param models parents first
   */
  boolean outgrows(List<Model> models, int rows) {
    return sizes(models, rows).values().stream().anyMatch(made -> made > rows);
  }

  /**
   * How many rows the models' tables would have, were they rebuilt now: at most one more than that,
   * which is what those have that take {@link #LONGEST_SECONDS}, as a grouping of a product may.
   * Those from the first one on whose SELECT fails are left out.
   *
   * @param models parents first
   */
  Map<String, Long> sizes(List<Model> models, int rows) {
    models.forEach(m -> createSchema(m.relation().schema()));
    Set<String> slow = new HashSet<>();
    Sizes sizes;
    do {
      sizes = made(models, rows + 1, slow);
    } while (sizes.tooSlow().filter(slow::add).isPresent());
    return sizes.rows();
  }

  /**
   * What was made.
   *
   * @param tooSlow the model at which it took too long, and was not gone on
   */
  private record Sizes(Map<String, Long> rows, Optional<String> tooSlow) {}

  /** Makes the models' tables of their first rows, those that are too slow without any. */
  private Sizes made(List<Model> models, int most, Set<String> slow) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    session.begin();
    try {
      for (Model model : models) {
        boolean isSlow = slow.contains(model.name());
        long start = System.nanoTime();
        try {
          long made = make(model, isSlow ? 0 : most);
          sizes.put(model.name(), isSlow ? most : made);
        } catch (EngineException e) {
          // What is wrong with the SELECT is told where it is compared.
          boolean isLate = System.nanoTime() - start >= SECONDS.toNanos(LONGEST_SECONDS);
          return new Sizes(sizes, isLate ? Optional.of(model.name()) : Optional.empty());
        }
      }
    } finally {
      session.rollback();
    }
    return new Sizes(sizes, Optional.empty());
  }

  private static String quoted(RelationName relation) {
    return '"' + relation.schema() + "\".\"" + relation.table() + '"';
  }

  /** Makes a model's table of the first rows of its SELECT; how many. */
  private long make(Model model, int most) {
    String name = quoted(model.relation());
    return session.execute(
        "look how many rows a model would have",
        here(
            "DROP TABLE IF EXISTS "
                + name
                + ";\nCREATE TABLE "
                + name
                + " AS SELECT * FROM ("
                + model.select()
                + "\n) AS q"
                + (model.columns().isEmpty()
                    ? ""
                    : " (\"" + String.join("\", \"", model.columns()) + "\")")
                + " LIMIT "
                + most),
        LONGEST_SECONDS);
  }

  /** Whether the engine takes the SELECTs of models, parents first. */
  boolean accepts(List<Model> models) {
    models.forEach(m -> createSchema(m.relation().schema()));
    session.begin();
    try {
      models.forEach(model -> make(model, 0));
      return true;
    } catch (EngineException e) {
      return false;
    } finally {
      session.rollback();
    }
  }

  private void createSchema(String schema) {
    if (!schema.isEmpty() && schemas.add(schema)) {
      execute("create a schema", "CREATE SCHEMA \"" + schema + '"');
    }
  }

  /** Columns and rows of a table; values as SQL literals. */
  record Contents(List<Column> columns, List<List<String>> rows) {
    /** What stands in the same table now: its columns stay as long as its model does. */
    Contents now(Session session, Dialect dialect, String table) {
      String query = "SELECT * FROM " + table;
      return new Contents(
          columns, PlainCopy.rows(session, dialect, "read " + table, query, columns.size()));
    }
  }

  /** The rows by some columns, as text. */
  static Bag bag(List<List<String>> rows, List<String> names, Set<String> without) {
    List<String> texts = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        if (!without.contains(names.get(i))) {
          text.append(text.isEmpty() ? "" : ", ")
              .append(names.get(i))
              .append('=')
              .append(row.get(i));
        }
      }
      texts.add(text.toString());
    }
    return Bag.of(texts);
  }

  /** What stands in a table. */
  static Contents contents(Session session, Dialect dialect, String table) {
    List<Column> columns =
        session.columns("look at " + table, "SELECT * FROM " + table + " LIMIT 0");
    return new Contents(
        columns, rows(session, dialect, "read " + table, "SELECT * FROM " + table, columns.size()));
  }

  /** What a query returns, each value as a literal. */
  static List<List<String>> rows(
      Session session, Dialect dialect, String purpose, String query, int columns) {
    // DuckDB's driver would make objects of them first.
    String text =
        dialect.engine().equals("duckdb")
            ? "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + query + "\n) AS q"
            : query;
    return session.query(
        purpose,
        text,
        row -> {
          List<String> values = new ArrayList<>();
          for (int i = 1; i <= columns; i++) {
            values.add(literal(row.textOrNull(i)));
          }
          return values;
        });
  }

  private static String literal(@Nullable String value) {
    return value == null ? "NULL" : "'" + value.replace("'", "''") + "'";
  }
}
