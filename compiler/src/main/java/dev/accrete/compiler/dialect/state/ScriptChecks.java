package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.CHANGE_LOG;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.HelperColumns;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.StagedColumnsSql;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ModelFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the script of one model must stop, and what it then says is to be run. */
public final class ScriptChecks {
  private final StateTables tables;
  private final Dialect dialect;
  private final ScriptSql script;
  private final String model;
  private final RelationName target;

  /** The checks of a model, whose table is the target. */
  public ScriptChecks(StateTables tables, String model, RelationName target) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.script = new ScriptSql(tables);
    this.model = model;
    this.target = target;
  }

  /** Fails where a declaration that the recompute relies on is false. */
  public Optional<Statement> claims(List<Claim> claims) {
    return Optional.of(claims)
        .filter(some -> !some.isEmpty())
        .map(
            some ->
                new Statement(
                    "Stop where a source has other types than those that it declares",
                    dialect.failWhere(
                        Map.of(
                            "EXISTS (\n" + Claim.broken(dialect, some) + "\n)",
                            "the types of a source of "
                                + model
                                + " are not the declared ones: mend the declaration, or "
                                + runFull()))));
  }

  /**
   * Fails where a column of a source became narrower or another kind since the model took it in.
   *
   * @param table the source's, or that of copies of its deleted rows
   * @param read the columns that matter
   */
  public Statement columns(RelationName source, RelationName table, SourceColumnSql.Read read) {
    String since = script.since(model, source.plain());
    return new SourceColumnSql(tables).stop(model, table, since, read, runFull());
  }

  /** Fails where a source has a column that would be taken for one that Accrete's SQL adds. */
  public Optional<Statement> helpers(List<RelationName> sources) {
    return Optional.of(sources)
        .filter(some -> !some.isEmpty())
        .map(
            some ->
                new Statement(
                    "Stop where a source has a column that is named as one of Accrete's own",
                    dialect.failWhere(
                        Map.of(
                            "EXISTS (\n  " + HelperColumns.of(dialect, some) + "\n)",
                            "a source of "
                                + model
                                + " has a column of a name that Accrete gives to columns of its own:"
                                + " read it through a view without that column"))));
  }

  /**
   * Fails where staged rows would be rounded or cut in the tables that they go into; absent where
   * an engine does not tell.
   *
   * @param into the table that each stage goes into
   */
  public Optional<Statement> outgrown(Map<String, RelationName> into) {
    String conditions =
        into.entrySet().stream()
            .flatMap(e -> StagedColumnsSql.outgrown(dialect, e.getKey(), e.getValue()).stream())
            .collect(Collectors.joining("\nOR "));
    return conditions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Statement(
                "Stop where a column has more digits or longer texts than its table: the engine would cut them",
                dialect.failWhere(
                    Map.of(
                        conditions,
                        "a column of what "
                            + model
                            + " reads got more digits or longer texts: "
                            + runFull()))));
  }

  /**
   * Fails where somebody else made the table or view that is about to be replaced. Where queries of
   * the catalogue stand apart, it creates an empty table where there is none, so that it can look
   * at it: one without rows is then taken for such; absent for views.
   */
  public Optional<Statement> foreign(boolean view) {
    boolean apart = dialect.catalogueStandsApart();
    if (apart && view) {
      return Optional.empty();
    }
    String there =
        apart ? "EXISTS (SELECT 1 FROM " + dialect.relation(target) + ")" : dialect.isThere(target);
    String look =
        apart
            ? dialect.createSchema(target.schema())
                + ";\nCREATE TABLE IF NOT EXISTS "
                + dialect.relation(target)
                + " (absent INTEGER);\n"
            : "";
    return Optional.of(
        new Statement(
            "Stop where somebody else made " + target.plain(),
            look
                + dialect.failWhere(
                    Map.of(
                        there + "\n    AND " + new MadeSql(tables).foreign(model, target),
                        target.plain()
                            + " is there, and "
                            + model
                            + " did not make it: drop it, rename one of the two, or run accrete run --full-refresh -s "
                            + model))));
  }

  /** Fails where the rounds of a script were too few. */
  public Statement labels(Statement misfits) {
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
  public Statement repeated(Statement repeated) {
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
  public Statement before(
      String fingerprint, List<RelationName> sources, List<String> models, List<String> changed) {
    Map<String, String> checks = new LinkedHashMap<>();
    String full = ": " + runFull();
    checks.put(
        script.value("version", ScriptSql.versionName(model)) + " = 0",
        model + " was never built" + full);
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
    Map<String, String> gone =
        Map.of(
            "NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = "
                + dialect.text(target.schema())
                + " AND table_name = "
                + dialect.text(target.table())
                + ")",
            "the table " + target.plain() + " is gone" + full);
    if (!dialect.catalogueStandsApart()) {
      checks.putAll(gone);
    }
    for (RelationName source : sources) {
      checks.put(
          script.since(model, source.plain()) + " IS NULL",
          source.plain() + " is a new input of " + model + full);
      // Its position would go back to this freeze, and what lies between come once more.
      checks.put(
          script.since(model, source.plain()) + " > " + script.value("freeze_id", ScriptSql.SCRIPT),
          "a run took later rows of "
              + source.plain()
              + " into "
              + model
              + " meanwhile: run this script again");
    }
    for (String input : models) {
      checks.put(
          script.since(model, input, "change_version") + " IS NULL",
          input + " is a new input of " + model + full);
    }
    for (String input : changed) {
      checks.put(
          unreadable(input), input + " was rebuilt, or its changes are no longer kept" + full);
    }
    return new Statement(
        "Stop, and say what to run, where "
            + model
            + " cannot be brought up to date by its changes",
        (dialect.catalogueStandsApart() ? dialect.failWhere(gone) + ";\n" : "")
            + dialect.failWhere(checks));
  }

  /** A hidden model is built by the script of the model that it is a part of. */
  private String runFull() {
    boolean hidden = tables.hidden(model).equals(target);
    return "run the full.sql of "
        + (hidden ? model.substring(0, model.indexOf(ModelFile.HIDDEN)) : model);
  }

  private String unreadable(String input) {
    String after = script.since(model, input, "change_version");
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
        + script.read(model, input)
        + " - "
        + after
        + "\n    OR EXISTS (SELECT 1"
        + log
        + " AND kind = 'dropped'\n      AND version > "
        + after
        + ")";
  }

  /** Fails where a batch shrunk: nobody knows which of its rows left. */
  public Statement shrunk(RelationName source) {
    return new Statement(
        "Rows left " + source.plain() + ", and nobody knows which: stop, and say what to run",
        dialect.failWhere(
            Map.of(
                "EXISTS (SELECT 1 FROM "
                    + dialect.quote(StateSql.changedBatches(source))
                    + " WHERE kind = 'shrunk')",
                "a batch of " + source.plain() + " shrunk: " + runFull())));
  }

  /** Fails where a batch lost other rows than those of which there are copies. */
  public Statement unexplained(RelationName source, RelationName copies, DeletedSql deletedRows) {
    return new Statement(
        "Stop where other rows left " + source.plain() + " than those in " + copies.plain(),
        dialect.failWhere(
            Map.of(
                "(" + deletedRows.unexplained() + ") > 0",
                "a batch of "
                    + source.plain()
                    + " lost other rows than those that came into "
                    + copies.plain()
                    + ": "
                    + runFull())));
  }

  /** Fails where rows left a source, with copies of them: rows can be added alone. */
  public Statement left(RelationName source, DeletedSql deletedRows) {
    return new Statement(
        "Rows can be added only where " + source.plain() + " lost none",
        dialect.failWhere(
            Map.of(
                "(" + deletedRows.countDeleted() + ") > 0",
                "rows left " + source.plain() + ", so more than new rows is to do: " + runFull())));
  }

  /** Fails where a side table is not up to date. */
  public Statement side(String side) {
    return new Statement(
        "Stop where the " + side + " is not up to date",
        dialect.failWhere(
            Map.of(
                "NOT EXISTS (SELECT 1 FROM "
                    + dialect.quote(ScriptSql.positionsName(model))
                    + " WHERE input = "
                    + dialect.text(side)
                    + ")",
                "the " + side + " is not up to date: " + runFull())));
  }

  /** Fails where a source has more than new batches, or any change where it may not grow. */
  public Statement grown(RelationName source, boolean mayGrow) {
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
                    + ", so more than new rows is to do: "
                    + runFull())));
  }

  /** The same for a model, or the copy of a snapshot source. */
  public Statement inserted(String input, boolean mayGrow) {
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
                    + script.since(model, input, "change_version")
                    + " AND removed"
                    + (mayGrow ? "" : " + inserted")
                    + " > 0)",
                input
                    + (mayGrow ? " lost rows" : " changed")
                    + ", so more than new rows is to do: "
                    + runFull())));
  }

  /**
   * Fails inside the commit where somebody else was faster.
   *
   * @param read all that was read before
   */
  public Statement commit(List<String> models, List<RelationName> read) {
    Map<String, String> checks = new LinkedHashMap<>();
    checks.put(
        "NOT EXISTS (SELECT 1 FROM "
            + tables.table(MODEL_VERSION)
            + " WHERE "
            + tables.own()
            + " AND model = "
            + dialect.text(model)
            + "\n      AND version = "
            + script.value("version", ScriptSql.versionName(model))
            + " + 1 AND run_id = "
            + script.value("run_id", ScriptSql.SCRIPT)
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
              + script.read(model, input),
          "a run committed " + input + " meanwhile: run this script again");
    }
    dialect
        .replaced(read)
        .ifPresent(
            condition ->
                checks.put(
                    condition,
                    "a table that "
                        + model
                        + " reads was emptied or created anew meanwhile: run this script again"));
    return new Statement(
        "Stop where somebody else committed " + model + " or what it reads",
        dialect.failWhere(checks));
  }
}
