package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.csv.LengthUnit;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import dev.accrete.runtime.execute.ModelRequest;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunOutcome;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.runtime.execute.Runner;
import dev.accrete.runtime.load.LoadOutcome;
import dev.accrete.runtime.load.LoadRequest;
import dev.accrete.runtime.load.SeedLoader;
import dev.accrete.runtime.load.SourceLoader;
import dev.accrete.runtime.report.SourceRelations;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compiled project over an open DuckDB, and a session beside the runs for what tests do and look
 * at.
 */
public final class Warehouse implements AutoCloseable {
  /** The {@code accrete.yml} of a project on DuckDB, in its dialect. */
  static final String SHOP =
      """
      name: shop
      schema: derived
      dialect: duckdb
      target: dev
      targets:
        dev: {engine: duckdb, path: target/dev.duckdb}
      """;

  private static final Map<Map<String, String>, CompiledProject> COMPILED =
      new ConcurrentHashMap<>();

  private static final Pattern SETTING =
      Pattern.compile("SET (TimeZone|integer_division|default_\\w+) = .*");

  private final Database database;
  private final CompiledProject project;
  private final StateTables tables;
  private final Session beside;
  private int runs;

  private Warehouse(Database database, Map<String, String> texts) {
    this(database, COMPILED.computeIfAbsent(Map.copyOf(texts), t -> compile(t, false)));
  }

  private Warehouse(Database database, CompiledProject project) {
    this.database = database;
    this.project = project;
    this.tables =
        new StateTables(
            database.dialect(),
            project.target().stateSchema(),
            project.project().settings().name(),
            project.project().settings().schema());
    this.beside = database.session("test", StatementListener.NONE);
  }

  /** In memory. */
  public static Warehouse inMemory(Map<String, String> texts) {
    return new Warehouse(DuckDbDatabase.inMemory(), texts);
  }

  /** In memory, for a project that the compiler may warn of. */
  public static Warehouse withWarnings(Map<String, String> texts) {
    return new Warehouse(DuckDbDatabase.inMemory(), compile(texts, true));
  }

  /** Over an open database, which it closes. */
  public static Warehouse over(Database database, Map<String, String> texts) {
    return new Warehouse(database, compile(texts, true));
  }

  /** In a file. */
  public static Warehouse in(Path file, Map<String, String> texts) {
    return new Warehouse(DuckDbDatabase.open(file), texts);
  }

  /** The same project over another open database, which it closes. */
  public Warehouse on(Database other) {
    return new Warehouse(other, project);
  }

  /** The same database for a project that was changed. */
  public Warehouse with(Map<String, String> texts) {
    return new Warehouse(database, texts);
  }

  private static CompiledProject compile(Map<String, String> texts, boolean warnings) {
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(ProjectFiles.of(texts), CompileOptions.DEFAULT);
    List<Diagnostic> told =
        said(compiled.diagnostics()).stream().filter(d -> !warnings || d.isError()).toList();
    assertThat(DiagnosticPrinter.print(told)).isEmpty();
    return compiled.value().orElseThrow();
  }

  /** What is said of a project, but for the note that its author asked for it. */
  private static List<Diagnostic> said(List<Diagnostic> diagnostics) {
    return diagnostics.stream().filter(d -> d.code() != Code.OUTSIDE_LAW).toList();
  }

  /** The compiled project. */
  public CompiledProject project() {
    return project;
  }

  /** What the compiler made of a model. */
  public CompiledModel.Result model(String name) {
    return project.model(name).flatMap(CompiledModel::result).orElseThrow();
  }

  /** The names of the models in graph order. */
  public List<String> models() {
    return project.models().stream()
        .map(CompiledModel::name)
        .filter(name -> model(name).plan().materialized() != Materialization.EPHEMERAL)
        .toList();
  }

  /** Appends a CSV file to the project's first source, as {@code accrete load} does. */
  public LoadOutcome load(Path file) throws IOException {
    return load(project.project().sources().get(0), file);
  }

  /** Appends a CSV file to a source by name. */
  public LoadOutcome load(String name, Path file) throws IOException {
    return load(
        project.project().sources().stream()
            .filter(s -> s.name().equals(name))
            .findFirst()
            .orElseThrow(),
        file);
  }

  private LoadOutcome load(SourceDeclaration source, Path file) throws IOException {
    LoadRequest request =
        new LoadRequest(
            source,
            SourceRelations.of(project, source),
            SourceRelations.landing(project, source),
            List.of(file),
            false,
            false,
            LengthUnit.BYTES);
    LoadOutcome outcome =
        new SourceLoader(database, Clock.systemUTC(), StatementListener.NONE).load(request);
    assertThat(outcome.problems()).isEmpty();
    return outcome;
  }

  /** What loads the project's seeds. */
  public SeedLoader seeds(Clock clock, LengthUnit lengths) {
    return new SeedLoader(database, tables, clock, lengths);
  }

  /** Runs every model. */
  public RunOutcome run() {
    return run(RunListener.NONE);
  }

  /** Runs every model, heard by a listener. */
  public RunOutcome run(RunListener listener) {
    return run(listener, request(Set.copyOf(models())));
  }

  /** Carries out a request. */
  public RunOutcome run(RunListener listener, RunRequest request) {
    return new Runner(database, listener).run(request);
  }

  /** A request for some models. */
  public RunRequest request(Set<String> names) {
    List<ModelRequest> requests =
        models().stream()
            .filter(names::contains)
            .map(name -> ModelRequest.of(model(name).plan()))
            .toList();
    return RunRequest.of(tables, requests, "run-" + ++runs, Clock.systemUTC());
  }

  /** A session of one's own. */
  public Session session() {
    return database.session("test", StatementListener.NONE);
  }

  /**
   * Plays a script as a client does that knows nothing of Accrete; the session has the settings
   * already, and its database allows no others.
   */
  public void play(String script) {
    try (Session session = session()) {
      Stream.of(script.split("(?m);$"))
          .filter(piece -> piece.lines().anyMatch(l -> !l.isBlank() && !l.startsWith("--")))
          .filter(piece -> piece.lines().noneMatch(SETTING.asMatchPredicate()))
          .forEach(piece -> session.execute("script", piece));
    }
  }

  /** Carries out a statement beside the runs. */
  public long execute(String sql) {
    return beside.execute("test", sql);
  }

  /** The one number that a query returns. */
  public long number(String query) {
    return beside.first("test", query, row -> row.number(1)).orElseThrow();
  }

  /** The rows of a query as text, in order. */
  public List<String> rows(String query) {
    return beside.query(
        "test",
        "SELECT CAST(r AS VARCHAR) FROM (" + query + ") AS r ORDER BY 1",
        row -> row.text(1));
  }

  /** The first column of a query, as text. */
  public List<String> texts(String query) {
    return beside.query("test", query, row -> row.text(1));
  }

  /** What it is over. */
  public Database database() {
    return database;
  }

  /** The tables of the project's state. */
  public StateTables tables() {
    return tables;
  }

  @Override
  public void close() {
    beside.close();
    database.close();
  }
}
