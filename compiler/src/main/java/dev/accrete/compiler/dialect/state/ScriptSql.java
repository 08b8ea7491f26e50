package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.FREEZE_COUNTER;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;
import static dev.accrete.compiler.dialect.state.StateTables.STATE_VERSION;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;
import java.util.Map;

/**
 * What a stand-alone script needs in place of a run's literals: small tables of its connection that
 * hold the run's id, the freeze, and where the model stood when the script began to stage.
 */
public final class ScriptSql {
  /** How the identifiers of scripts begin, where those of runs do not. */
  public static final String RUN_ID_BEGINS = "script-";

  static final String SCRIPT = "script";

  private final StateTables tables;
  private final Dialect dialect;

  /** The scripts of one project in one target schema. */
  public ScriptSql(StateTables tables) {
    this.tables = tables;
    this.dialect = tables.dialect();
  }

  /**
   * Forgets a script that ran before on this connection: if the freeze fails, nothing else goes on.
   */
  public Statement forget() {
    return new Statement("", dialect.dropStage(SCRIPT));
  }

  /** Forgets where a model stood for a script that ran before on this connection. */
  public Statement forgetVersion(String model) {
    return new Statement("", dialect.dropStage(versionName(model)));
  }

  /** Notes the run's id and the number of its freeze. */
  public Statement begin() {
    return new Statement(
        "This script: its id, and the number of its freeze",
        dialect.stage(
            SCRIPT,
            "SELECT '"
                + RUN_ID_BEGINS
                + "' || "
                + dialect.freshIdentifier()
                + " AS run_id, freeze_id + 1 AS freeze_id\nFROM "
                + tables.table(FREEZE_COUNTER)
                + "\nWHERE "
                + tables.own()));
  }

  /** Fails where a newer Accrete wrote the state. */
  public Statement checkState() {
    return new Statement(
        "Stop where a newer Accrete wrote the state",
        dialect.failWhere(
            Map.of(
                "(SELECT MAX(version) FROM "
                    + tables.table(STATE_VERSION)
                    + ") > "
                    + StateSchema.CURRENT,
                "a newer Accrete wrote the state: compile the scripts with that one")));
  }

  /** Notes from which moment on the freeze counts a source that is not counted as a whole. */
  public List<Statement> stageCounted(RelationName source, LoadedAt loadedAt, Arrival arrival) {
    ArrivalSql arrivals = new ArrivalSql(tables, source, loadedAt);
    return List.of(
        new Statement(
            "Up to which moment " + source.plain() + " is known",
            dialect.stage(
                knownName(source.plain()), "SELECT " + arrivals.knownUntil() + " AS stamp")),
        new Statement(
            "From which moment on its batches are counted: " + arrivals.reason(arrival),
            dialect.stage(
                countedName(source.plain()),
                "SELECT " + arrivals.countedFrom(arrival) + " AS stamp")));
  }

  /** Notes the boundaries of the open hours of a source. */
  public Statement stageOpen(RelationName source) {
    BatchSql batches = new BatchSql(tables);
    return new Statement(
        "From which moment on " + source.plain() + " is known by stamp, now and before",
        dialect.stage(
            openName(source),
            "SELECT "
                + batches.openSince(source)
                + " AS stamp,\n  "
                + batches.openBefore(source)
                + " AS before"));
  }

  /** Notes the version of a model or of a source's copy, 0 where it has none. */
  Statement stageVersion(String model) {
    return new Statement(
        "Where " + model + " stands",
        dialect.stage(
            versionName(model),
            "SELECT COALESCE(MAX(version), 0) AS version\nFROM "
                + tables.table(MODEL_VERSION)
                + "\nWHERE "
                + tables.own()
                + " AND model = "
                + dialect.text(model)));
  }

  /** Notes where a model stands, and which versions of its inputs it is about to read. */
  public List<Statement> stageStanding(String model, List<String> models) {
    String positions =
        "SELECT input, freeze_id, change_version\nFROM "
            + tables.table(POSITION)
            + "\nWHERE "
            + tables.own()
            + " AND model = "
            + dialect.text(model)
            + " AND model_version = "
            + value("version", versionName(model));
    String inputs =
        "SELECT model, version\nFROM "
            + tables.table(MODEL_VERSION)
            + "\nWHERE "
            + tables.own()
            + " AND model IN ("
            + String.join(", ", models.stream().map(dialect::text).toList())
            + ")";
    Statement first =
        new Statement(
            "Where " + model + " stands: its version and its positions", stageVersion(model).sql());
    Statement second = new Statement("", dialect.stage(positionsName(model), positions));
    return models.isEmpty()
        ? List.of(first, second)
        : List.of(
            first,
            second,
            new Statement(
                "The versions of the models that it reads",
                dialect.stage(inputsName(model), inputs)));
  }

  /** Replaces the parameters of a statement by look-ups in the script's own tables. */
  public String bind(String model, Statement statement) {
    return statement.bind(name -> lookUp(model, name));
  }

  private String lookUp(String model, String name) {
    String parameter = Statement.parameter(name);
    if (parameter.equals(Statement.FREEZE)) {
      return value("freeze_id", SCRIPT);
    } else if (parameter.equals(Statement.RUN_ID)) {
      return value("run_id", SCRIPT);
    } else if (parameter.equals(Statement.VERSION)) {
      return value("version", versionName(model));
    } else if (parameter.equals(Statement.NOW)) {
      return dialect.now();
    } else if (parameter.equals(Statement.LAST_CLOCK)) {
      return lastClock(model);
    }
    boolean empty = parameter.equals(Statement.RUN) || parameter.equals(CommitSql.FENCED);
    return empty ? "" : lookUpOf(model, name);
  }

  /** What a parameter with an argument stands for. */
  private String lookUpOf(String model, String name) {
    String argument = name.substring(name.indexOf(':') + 1);
    return switch (name.substring(0, Math.max(name.indexOf(':'), 0))) {
      case "since" -> since(model, argument);
      case "after" -> since(model, argument, "change_version");
      case "read" -> read(model, argument);
      case "bound" -> value("bound", boundName(model, argument));
      case "open" -> value("stamp", "open " + argument);
      case "known_until" -> value("stamp", knownName(argument));
      case "counted_from" -> value("stamp", countedName(argument));
      case "open_before" -> value("before", "open " + argument);
      case "changed_from" -> BatchSql.changedFrom(dialect, argument);
      case "row" -> Statement.NO_ROW;
      default -> throw new IllegalStateException("a script knows no " + name);
    };
  }

  private String lastClock(String model) {
    return "(SELECT committed_at FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + tables.own()
        + " AND model = "
        + dialect.text(model)
        + ")";
  }

  String since(String model, String input) {
    return since(model, input, "freeze_id");
  }

  String since(String model, String input, String column) {
    return "(SELECT "
        + column
        + " FROM "
        + dialect.quote(positionsName(model))
        + " WHERE input = "
        + dialect.text(input)
        + ")";
  }

  String read(String model, String input) {
    return "(SELECT version FROM "
        + dialect.quote(inputsName(model))
        + " WHERE model = "
        + dialect.text(input)
        + ")";
  }

  String value(String column, String stage) {
    return "(SELECT " + column + " FROM " + dialect.quote(stage) + ")";
  }

  private static String knownName(String source) {
    return "known " + source;
  }

  private static String countedName(String source) {
    return "from " + source;
  }

  private static String openName(RelationName source) {
    return "open " + source.plain();
  }

  /** The staging table of the least value that a needed row can have: one row, {@code bound}. */
  public static String boundName(String model, String bound) {
    return model + "_" + bound;
  }

  static String versionName(String model) {
    return "version of " + model;
  }

  static String positionsName(String model) {
    return "positions of " + model;
  }

  private static String inputsName(String model) {
    return "inputs of " + model;
  }
}
