package dev.accrete.tests.kills;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.runtime.artifact.ModelCacheFolder;
import dev.accrete.runtime.artifact.TargetFolder;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.engine.postgres.PostgresDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * A process that compiles a project and runs it once, as {@code accrete run} does, and says all the
 * while where it is.
 */
public final class RunToBeKilled {
  /** The file of a project folder where it does. */
  static final String WORDS = "last_words";

  private RunToBeKilled() {}

  /**
   * Runs.
   *
   * @param arguments the project's folder, the database (a DuckDB file, or a URL of PostgreSQL) and
   *     how many models may be at work at a time
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    CompiledProject project =
        Compiler.compile(
                ProjectFilesReader.read(folder).value(),
                CompileOptions.DEFAULT,
                ModelCacheFolder.of(TargetFolder.of(folder), ""))
            .value()
            .orElseThrow();
    List<ModelRequest> models =
        project.models().stream()
            .map(CompiledModel::result)
            .map(result -> result.orElseThrow().plan())
            .filter(plan -> plan.materialized() != Materialization.EPHEMERAL)
            .map(ModelRequest::of)
            .toList();
    LastWords words = LastWords.in(folder.resolve(WORDS));
    RunOutcome outcome;
    try (Database database = database(arguments[1])) {
      StateTables tables =
          new StateTables(
              database.dialect(),
              project.target().stateSchema(),
              project.project().settings().name(),
              project.project().settings().schema());
      RunRequest request =
          RunRequest.of(tables, models, UUID.randomUUID().toString(), Clock.systemUTC())
              .at(Integer.parseInt(arguments[2]));
      Witness witness = new Witness(words, models.size());
      words.say(Moment.BEFORE_FREEZE, "", 0);
      outcome = new Runner(database, witness).run(request);
      words.say(Moment.ENDED, "", witness.statements());
    }
    System.exit(outcome.succeeded() ? 0 : 1);
  }

  private static Database database(String where) {
    if (!where.startsWith("jdbc:")) {
      return DuckDbDatabase.open(Path.of(where));
    }
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return PostgresDatabase.of(where, properties);
  }
}
