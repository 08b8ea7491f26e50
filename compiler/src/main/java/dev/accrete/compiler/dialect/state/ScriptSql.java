package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.FREEZE_COUNTER;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;
import static dev.accrete.compiler.dialect.state.StateTables.POSITION;
import static dev.accrete.compiler.dialect.state.StateTables.STATE_VERSION;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stand-alone script needs in place of a run's literals: small tables of its connection that
 * hold the run's id, the freeze, and where the model stood when the script began to stage.
 */
public final class ScriptSql {
  private static final String SCRIPT = "script";

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
            "SELECT 'script-' || "
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

  /** Fails where a declaration that the recompute relies on is false. */
  public Statement checkClaims(String model, List<Claim> claims) {
    return new Statement(
        "Stop where a source has other types than those that it declares",
        dialect.failWhere(
            Map.of(
                "EXISTS (\n" + Claim.broken(dialect, claims) + "\n)",
                "the types of a source of "
                    + model
                    + " are not the declared ones: mend the declaration, or run the full.sql of "
                    + model)));
  }

  /** Fails where the rounds of a script were too few. */
  public Statement checkLabels(String model, Statement misfits) {
    return new Statement(
        "Stop where the rounds were too few",
        dialect.failWhere(
            Map.of(
                "(\n" + misfits.sql() + "\n) > 0",
                "the components of "
                    + model
                    + " are not settled after the rounds of this script: run it with accrete run")));
  }

  /** Fails where a key comes in twice. */
  public Statement checkRepeated(String model, Statement repeated) {
    return new Statement(
        repeated.purpose() + ": stop",
        dialect.failWhere(
            Map.of(
                "EXISTS (\n" + repeated.sql() + "\n)",
                "the increment of " + model + " has a unique_key twice: mend its SELECT")));
  }

  /**
   * Fails, saying what to run, where an incremental script must not go on.
   *
   * @param models the models that it reads
   * @param changed those of them whose changes must all be there
   */
  public Statement checkBefore(
      String model,
      RelationName target,
      String fingerprint,
      List<RelationName> sources,
      List<String> models,
      List<String> changed) {
    Map<String, String> checks = new LinkedHashMap<>();
    String full = ": run the full.sql of " + owner(model, target);
    checks.put(value("version", versionName(model)) + " = 0", model + " was never built" + full);
    checks.put(
        "NOT EXISTS (SELECT 1 FROM "
            + tables.table(MODEL_VERSION)
            + " WHERE "
            + tables.own()
            + " AND model = "
            + dialect.text(model)
            + " AND fingerprint = "
            + dialect.text(fingerprint)
            + ")",
        model + " changed since its table was built" + full);
    checks.put(
        "NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = "
            + dialect.text(target.schema())
            + " AND table_name = "
            + dialect.text(target.table())
            + ")",
        "the table " + target.plain() + " is gone" + full);
    for (RelationName source : sources) {
      checks.put(
          since(model, source.plain()) + " IS NULL",
          source.plain() + " is a new input of " + model + full);
    }
    for (String input : models) {
      checks.put(
          since(model, input, "change_version") + " IS NULL",
          input + " is a new input of " + model + full);
    }
    for (String input : changed) {
      checks.put(
          unreadable(model, input),
          input + " was rebuilt, or its changes are no longer kept" + full);
    }
    return new Statement(
        "Stop, and say what to run, where "
            + model
            + " cannot be brought up to date by its changes",
        dialect.failWhere(checks));
  }

  /** A hidden model is built by the script of the model that it is a part of. */
  private String owner(String model, RelationName target) {
    return tables.hidden(model).equals(target)
        ? model.substring(0, model.indexOf(ModelFile.HIDDEN))
        : model;
  }

  private String unreadable(String model, String input) {
    String after = since(model, input, "change_version");
    String log =
        " FROM "
            + tables.table(CHANGE_LOG)
            + " WHERE "
            + tables.own()
            + " AND model = "
            + dialect.text(input);
    return "(SELECT COUNT(*)"
        + log
        + " AND kind = 'rows'\n      AND version > "
        + after
        + ")\n    <> "
        + read(model, input)
        + " - "
        + after
        + "\n    OR EXISTS (SELECT 1"
        + log
        + " AND kind = 'dropped'\n      AND version > "
        + after
        + ")";
  }

  /** Fails where a batch shrunk: nobody knows which of its rows left. */
  public Statement checkShrunk(String model, RelationName target, RelationName source) {
    return new Statement(
        "Rows left " + source.plain() + ", and nobody knows which: stop, and say what to run",
        dialect.failWhere(
            Map.of(
                "EXISTS (SELECT 1 FROM "
                    + dialect.quote(StateSql.changedBatches(source))
                    + " WHERE kind = 'shrunk')",
                "a batch of "
                    + source.plain()
                    + " shrunk: run the full.sql of "
                    + owner(model, target))));
  }

  /** Fails where a side table is not up to date. */
  public Statement checkSide(String model, String side) {
    return new Statement(
        "Stop where the " + side + " is not up to date",
        dialect.failWhere(
            Map.of(
                "NOT EXISTS (SELECT 1 FROM "
                    + dialect.quote(positionsName(model))
                    + " WHERE input = "
                    + dialect.text(side)
                    + ")",
                "the " + side + " is not up to date: run the full.sql of " + model)));
  }

  /** Fails where a source has more than new batches, or any change where it may not grow. */
  public Statement checkGrown(String model, RelationName source, boolean mayGrow) {
    return new Statement(
        mayGrow
            ? "Rows can be added only where the batches of " + source.plain() + " are new"
            : "Rows can be added only where " + source.plain() + " stands still",
        dialect.failWhere(
            Map.of(
                "EXISTS (SELECT 1 FROM "
                    + dialect.quote(StateSql.changedBatches(source))
                    + (mayGrow ? " WHERE kind <> 'new'" : "")
                    + ")",
                (mayGrow ? "a batch of " + source.plain() + " grew" : source.plain() + " changed")
                    + ", so more than new rows is to do: run the full.sql of "
                    + model)));
  }

  /** The same for a model, or the copy of a snapshot source. */
  public Statement checkInserted(String model, String input, boolean mayGrow) {
    return new Statement(
        mayGrow
            ? "Rows can be added only where " + input + " lost none"
            : "Rows can be added only where " + input + " stands still",
        dialect.failWhere(
            Map.of(
                "EXISTS (SELECT 1 FROM "
                    + tables.table(CHANGE_LOG)
                    + " WHERE "
                    + tables.own()
                    + " AND model = "
                    + dialect.text(input)
                    + "\n      AND version > "
                    + since(model, input, "change_version")
                    + " AND removed"
                    + (mayGrow ? "" : " + inserted")
                    + " > 0)",
                input
                    + (mayGrow ? " lost rows" : " changed")
                    + ", so more than new rows is to do: run the full.sql of "
                    + model)));
  }

  /** Fails inside the commit where somebody else was faster. */
  public Statement checkCommit(String model, List<String> models) {
    Map<String, String> checks = new LinkedHashMap<>();
    checks.put(
        "NOT EXISTS (SELECT 1 FROM "
            + tables.table(MODEL_VERSION)
            + " WHERE "
            + tables.own()
            + " AND model = "
            + dialect.text(model)
            + "\n      AND version = "
            + value("version", versionName(model))
            + " + 1 AND run_id = "
            + value("run_id", SCRIPT)
            + ")",
        "a run committed " + model + " meanwhile: run this script again");
    for (String input : models) {
      checks.put(
          "(SELECT version FROM "
              + tables.table(MODEL_VERSION)
              + " WHERE "
              + tables.own()
              + " AND model = "
              + dialect.text(input)
              + ")\n    <> "
              + read(model, input),
          "a run committed " + input + " meanwhile: run this script again");
    }
    return new Statement(
        "Stop where somebody else committed " + model + " or what it reads",
        dialect.failWhere(checks));
  }

  /** Replaces the parameters of a statement by look-ups in the script's own tables. */
  public String bind(String model, Statement statement) {
    return statement.bind(name -> lookUp(model, name));
  }

  private String lookUp(String model, String name) {
    Map<String, String> fixed =
        new TreeMap<>(
            Map.of(
                Statement.FREEZE, value("freeze_id", SCRIPT),
                Statement.RUN_ID, value("run_id", SCRIPT),
                Statement.VERSION, value("version", versionName(model)),
                Statement.NOW, dialect.now(),
                Statement.RUN, "",
                Statement.LAST_CLOCK, lastClock(model),
                CommitSql.FENCED, ""));
    String found = fixed.get(Statement.parameter(name));
    if (found != null) {
      return found;
    }
    String argument = name.substring(name.indexOf(':') + 1);
    return switch (name.substring(0, Math.max(name.indexOf(':'), 0))) {
      case "since" -> since(model, argument);
      case "after" -> since(model, argument, "change_version");
      case "read" -> read(model, argument);
      case "bound" -> value("bound", boundName(model, argument));
      case "open" -> value("stamp", "open " + argument);
      case "open_before" -> value("before", "open " + argument);
      case "changed_from" -> BatchSql.changedFrom(dialect, argument);
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

  private String since(String model, String input) {
    return since(model, input, "freeze_id");
  }

  private String since(String model, String input, String column) {
    return "(SELECT "
        + column
        + " FROM "
        + dialect.quote(positionsName(model))
        + " WHERE input = "
        + dialect.text(input)
        + ")";
  }

  private String read(String model, String input) {
    return "(SELECT version FROM "
        + dialect.quote(inputsName(model))
        + " WHERE model = "
        + dialect.text(input)
        + ")";
  }

  private String value(String column, String stage) {
    return "(SELECT " + column + " FROM " + dialect.quote(stage) + ")";
  }

  private static String openName(RelationName source) {
    return "open " + source.plain();
  }

  /** The staging table of the least value that a needed row can have: one row, {@code bound}. */
  public static String boundName(String model, String bound) {
    return model + "_" + bound;
  }

  private static String versionName(String model) {
    return "version of " + model;
  }

  private static String positionsName(String model) {
    return "positions of " + model;
  }

  private static String inputsName(String model) {
    return "inputs of " + model;
  }
}
