package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Sandbox;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plays one case after another, and keeps two databases open for them. Not for several threads. */
public final class EquivalenceRun implements AutoCloseable {
  /** Both the database and the copies stand in memory. */
  private static final int MOST_ROWS = 20_000;

  /** Random queries join without a plan, and three tables of that many rows can be joined yet. */
  private static final int MOST_RANDOM_ROWS = 300;

  /** The engine of databases in memory. */
  private static final String MEMORY = "duckdb";

  private final Optional<Fixed> fixed;
  private final Map<String, String> notPlayed;
  private final Optional<ScratchSchemas> scratch;
  private final EquivalenceSettings settings;

  /** The sources of such a project, with values that its models tell apart. */
  private final Optional<AimedSources> aimed;

  private final Optional<RealData.Sources> real;
  private final Playground ground;
  private final Tally tally = new Tally();

  /** A project that is the same for every seed. */
  private record Fixed(Map<String, String> files, Optional<Set<String>> names, Subject subject) {}

  EquivalenceRun(EquivalenceSettings given) {
    Optional<Subject> declared = given.files.map(f -> Subject.of(f, given.options, given.names));
    this.scratch = given.beside.map(database -> ScratchSchemas.random());
    this.settings = declared.map(d -> placed(given, d, scratch)).orElse(given);
    Optional<Playable> playable = declared.map(d -> playable(d, settings));
    this.notPlayed = playable.map(Playable::left).orElse(Map.of());
    this.fixed = playable.map(p -> new Fixed(texts(p.files()), p.names(), p.subject()));
    this.aimed = fixed.map(f -> AimedSources.of(f.subject()));
    this.real = settings.real.map(data -> read(data, declared.orElseThrow()));
    this.ground =
        scratch
            .map(schemas -> Playground.in(given.beside.orElseThrow(), schemas))
            .orElseGet(
                () -> Playground.of(given.databases.orElse(given.memory), given.files.isEmpty()));
    fixed.ifPresent(f -> count(f.files(), f.subject()));
  }

  /** Where a project is played: beside its tables, or in memory, where every one is for DuckDB. */
  private static EquivalenceSettings placed(
      EquivalenceSettings given, Subject declared, Optional<ScratchSchemas> scratch) {
    if (scratch.isPresent()) {
      String engine = given.beside.orElseThrow().dialect().engine();
      return given.but(s -> s.options = s.options.in(scratch.get().sandbox(engine)));
    }
    return given.databases.isPresent() || declared.engine().equals(MEMORY)
        ? given
        : given.but(s -> s.options = s.options.in(Sandbox.apart(MEMORY)));
  }

  /** What is played of a project; in a sandbox it is compiled for that. */
  private static Playable playable(Subject declared, EquivalenceSettings settings) {
    ProjectFiles files = settings.files.orElseThrow();
    CompiledProject project =
        settings.options.sandbox().isPresent()
            ? Subject.compiled(files, settings.options)
            : declared.project();
    return Playable.of(files, project, settings.options, settings.names);
  }

  /** The sources that are read; the others need not be there. */
  private RealData.Sources read(Equivalence.Real data, Subject declared) {
    Subject subject = fixedProject().subject();
    Set<String> names = subject.read();
    subject
        .copies()
        .forEach(
            (source, copies) -> names.addAll(names.contains(source) ? Set.of(copies) : Set.of()));
    List<RealTable> read =
        aimed.orElseThrow().tables().stream()
            .filter(table -> names.contains(table.name()))
            .map(table -> new RealTable(table, declared.table(table.name())))
            .toList();
    try (Session session = data.database().session("accrete verify", StatementListener.NONE)) {
      String engine = data.database().dialect().engine();
      return new RealData(session, engine).read(read, data.rows());
    }
  }

  /** What the target's tables are, for people; nothing where none were looked at. */
  public List<String> realData() {
    return real.map(RealData.Sources::sentences).orElse(List.of());
  }

  /** Whether cases have the rows of the target's tables, and none that are made up. */
  public boolean playsRealRows() {
    return settings.real.filter(data -> data.rows() > 0).isPresent();
  }

  private static Map<String, String> texts(ProjectFiles files) {
    Map<String, String> texts = new TreeMap<>();
    files.files().forEach((path, file) -> texts.put(path, file.text()));
    return texts;
  }

  /**
   * The columns that no comparison looks at, as SQL leaves their value to the engine, by model;
   * {@code *} where the engine alone knows the columns.
   */
  public Map<String, List<String>> leftOut() {
    Map<String, List<String>> leftOut = new TreeMap<>();
    fixed.ifPresent(
        project -> {
          Subject subject = project.subject();
          for (CompiledModel model : subject.models()) {
            List<String> open =
                subject.isUnread(model.name())
                    ? List.of("*")
                    : List.copyOf(subject.open(model.name()));
            if (!open.isEmpty()) {
              leftOut.put(model.name(), open);
            }
          }
        });
    return leftOut;
  }

  /** The models that have no equal on the engine that plays, and why, by name. */
  public Map<String, String> notPlayed() {
    return notPlayed;
  }

  /** What was tried until now. */
  public Tally tally() {
    return tally;
  }

  /**
   * Plays the case of a seed.
   *
   * @return what was wrong, made as small as possible
   */
  public Optional<EquivalenceFailure> play(long seed) {
    Chance chance = new Chance(seed);
    Fixed project = fixed.orElse(null);
    if (project == null) {
      Map<String, String> files =
          ProjectGenerator.project(
              chance,
              settings.rare,
              ground.database().dialect().engine(),
              Aim.of(seed),
              ground.casting(new Chance(seed)));
      try {
        project =
            new Fixed(
                files, Optional.empty(), Subject.of(ProjectFiles.of(files), settings.options));
        Map<String, String> pinned = Pins.pinned(files, project.subject());
        if (!pinned.equals(files)) {
          Subject subject = Subject.of(ProjectFiles.of(pinned), settings.options);
          project = new Fixed(pinned, Optional.empty(), subject.otherwise(project.subject()));
        }
      } catch (NotTestableException e) {
        tally.addUntestable();
        return Optional.of(
            EquivalenceFailure.ofProject(seed, files, String.valueOf(e.getMessage())));
      }
      count(project.files(), project.subject());
    }
    return play(project.subject(), test(seed, chance, project));
  }

  private TestCase test(long seed, Chance chance, Fixed project) {
    TestCase without =
        new TestCase(seed, project.files(), tables(project.subject()), List.of(), project.names());
    return history(chance, without, project.subject());
  }

  /**
   * The history of a seed, to be played or looked at.
   *
   * @throws IllegalStateException in a test of Accrete itself, where each seed makes a project
   */
  public History history(long seed) {
    return new History(test(seed, new Chance(seed), fixedProject()));
  }

  private Fixed fixedProject() {
    return fixed.orElseThrow(() -> new IllegalStateException("each seed makes its own project"));
  }

  /**
   * Plays a history of this run's project.
   *
   * @throws AssertionError with the story, if a table is not what its SELECT returns
   */
  public void check(History history) {
    play(fixedProject().subject(), history.test())
        .ifPresent(
            failure -> {
              throw new AssertionError(failure.story());
            });
  }

  private Optional<EquivalenceFailure> play(Subject subject, TestCase test) {
    tally.addCase();
    Trial.Outcome outcome = Trial.of(ground, subject, test, settings.disturbance, most());
    Map<String, List<String>> operators = new HashMap<>();
    subject.models().forEach(m -> operators.put(m.name(), operators(test.files(), m)));
    if (outcome.cut()) {
      tally.addCut();
    }
    outcome.incidents().forEach(tally::addIncident);
    outcome.observations().forEach(o -> tally.add(o, operators.getOrDefault(o.model(), List.of())));
    return outcome
        .mismatch()
        .map(m -> new Shrinker.Failure(test, m, subject))
        .map(
            f ->
                settings.shrinking
                    ? new Shrinker(ground, settings.options, settings.disturbance, most()).shrink(f)
                    : f)
        .map(
            f ->
                told(
                    f,
                    f.test().equals(test) ? outcome.statements() : statements(f),
                    new BlameFinder(f, confirming(test, subject), this::isRight).find()));
  }

  /** What a small case sends, which is played once more for that. */
  private ModelStatements statements(Shrinker.Failure failure) {
    return Trial.of(ground, failure.subject(), failure.test(), settings.disturbance, most())
        .statements();
  }

  private EquivalenceFailure told(
      Shrinker.Failure failure, ModelStatements sent, Optional<Blame> blame) {
    String schema = failure.subject().project().project().settings().schema();
    ModelStatements outside =
        scratch.map(s -> sent.with(sql -> s.outside(sql, schema))).orElse(sent);
    return EquivalenceFailure.of(failure, outside, blame, settings.options);
  }

  /**
   * Plays a case that was written down, with this project.
   *
   * @return what was wrong, as it is
   * @throws NotTestableException if the project lacks a source of it
   */
  public Optional<EquivalenceFailure> play(RecordedCase recorded) {
    Fixed project = fixedProject();
    List<DataTable> tables = tables(project.subject());
    return play(
        project.subject(),
        new TestCase(
            recorded.seed(), project.files(), tables, recorded.steps(tables), project.names()));
  }

  /** A case as it was found, and the next two of the same project. */
  private List<TestCase> confirming(TestCase test, Subject subject) {
    List<TestCase> cases = new ArrayList<>(List.of(test));
    for (long seed = test.seed() + 1; seed <= test.seed() + 2; seed++) {
      cases.add(history(new Chance(seed), test, subject));
    }
    return cases;
  }

  private TestCase history(Chance chance, TestCase test, Subject subject) {
    if (real.isPresent() && !real.get().rows().isEmpty()) {
      return test.with(new DataHistory(chance, test, real.get().rows()).history(settings.runs));
    }
    if (fixed.isPresent()) {
      return drawn(chance, test, subject, Set.of());
    }
    Set<String> left =
        Rehearsal.leftOut(ground.copy(), subject, drawn(chance, test, subject, Set.of()), most());
    // Where nothing is left, as the project is small, the models are run as they are. What models
    // are made of does not count: no run names it.
    boolean none = left.containsAll(subject.readBy().keySet());
    return drawn(chance, test, subject, none ? Set.of() : left);
  }

  private List<DataTable> tables(Subject subject) {
    List<DataTable> tables =
        real.map(RealData.Sources::tables)
            .orElseGet(() -> aimed.map(AimedSources::tables).orElseGet(subject::tables));
    return settings.undeclared ? tables.stream().map(DataTable::undeclared).toList() : tables;
  }

  private TestCase drawn(Chance chance, TestCase test, Subject subject, Set<String> leftOut) {
    HistoryGenerator histories =
        new HistoryGenerator(
            chance, test, subject.readBy(), leftOut, written(subject), subject.copies());
    if (fixed.isEmpty()) {
      histories.aimAt(Aim.of(test.seed()).change());
    }
    aimed.ifPresent(
        sources -> {
          histories.comeLaterThan(sources.longestSpan());
          histories.meet(sources.joined(test.tables()));
        });
    return test.with(
        settings.busy ? histories.busy(settings.runs) : histories.history(settings.runs));
  }

  /** The sources that anything happens to: in a project of somebody's, those that are read. */
  private Set<String> written(Subject subject) {
    return fixed.isPresent()
        ? subject.read()
        : subject.tables().stream().map(DataTable::name).collect(Collectors.toSet());
  }

  private Optional<Boolean> isRight(TestCase test) {
    try {
      Subject subject = Subject.of(ProjectFiles.of(test.files()), settings.options, test.names());
      return Optional.of(
          Trial.of(ground, subject, test, settings.disturbance, most()).mismatch().isEmpty());
    } catch (CancelledException e) {
      throw e;
    } catch (NotTestableException | EngineException e) {
      return Optional.empty();
    }
  }

  private int most() {
    return fixed.isPresent() ? MOST_ROWS : MOST_RANDOM_ROWS;
  }

  private void count(Map<String, String> files, Subject subject) {
    for (CompiledModel model : subject.models()) {
      boolean table = subject.result(model.name()).plan().materialized() == Materialization.TABLE;
      if (table && model.file().partOf() == null) {
        Certificate certificate = subject.result(model.name()).certificate();
        tally.addModel(
            operators(files, model),
            certificate.strategy() != Strategy.FULL,
            certificate.strategy() == Strategy.FULL
                ? certificate.refusals().stream().map(r -> r.code().id()).toList()
                : List.of());
      }
    }
  }

  private static List<String> operators(Map<String, String> files, CompiledModel model) {
    return files.entrySet().stream()
        .filter(f -> f.getKey().endsWith("/" + model.name() + ".sql"))
        .findFirst()
        .map(f -> Operators.of(f.getValue()))
        .orElse(List.of());
  }

  @Override
  public void close() {
    ground.close();
  }
}
