package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.compare.OpenColumns;
import dev.accrete.runtime.report.SourceRelations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A compiled project under test.
 *
 * @param project the project
 * @param models those with a table or view, parents first
 * @param otherwise the same models kept up to date in other ways, where some run does that
 */
record Subject(CompiledProject project, List<CompiledModel> models, Optional<Subject> otherwise) {
  Subject {
    models = List.copyOf(models);
  }

  /**
   * The compiled project.
   *
   * @throws NotTestableException if it does not compile
   */
  static Subject of(ProjectFiles files, CompileOptions options) {
    return of(files, options, Optional.empty());
  }

  /**
   * Some models of a project: errors elsewhere do not matter.
   *
   * @param names the models, to which all that they read belongs; all of the project's where absent
   * @throws NotTestableException if they do not compile
   */
  static Subject of(ProjectFiles files, CompileOptions options, Optional<Set<String>> names) {
    return of(compiled(files, options), names);
  }

  /**
   * The project, whatever errors it has.
   *
   * @throws NotTestableException if there is none
   */
  static CompiledProject compiled(ProjectFiles files, CompileOptions options) {
    Checked<Optional<CompiledProject>> compiled = Compiler.compile(files, options);
    return compiled.value().orElseThrow(() -> errors(compiled.diagnostics()));
  }

  /**
   * The same of a compiled project.
   *
   * @throws NotTestableException if they did not compile
   */
  static Subject of(CompiledProject project, Optional<Set<String>> names) {
    if (names.isEmpty() && project.hasErrors()) {
      throw errors(project.diagnostics());
    }
    Optional<Set<String>> all = names.map(n -> withRead(project, n));
    List<CompiledModel> models =
        project.models().stream()
            .filter(m -> all.isEmpty() || all.get().contains(whole(m)))
            .toList();
    if (models.stream().anyMatch(m -> m.result().isEmpty())) {
      throw errors(project.diagnostics());
    }
    return new Subject(
        project,
        models.stream()
            .filter(
                m -> m.file().configuration().materialized() != ModelFile.Materialization.EPHEMERAL)
            .toList(),
        Optional.empty());
  }

  /** Models and all that they read. */
  static Set<String> withRead(CompiledProject project, Set<String> names) {
    Set<String> all = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.remove();
      if (all.add(name)) {
        project.model(name).ifPresent(model -> open.addAll(project.parents(model)));
      }
    }
    return all;
  }

  /** The model that somebody wrote, of a hidden one the one that it is a part of. */
  private static String whole(CompiledModel model) {
    String part = model.file().partOf();
    return part == null ? model.name() : part;
  }

  /** The same without a model. */
  Subject without(String name) {
    return new Subject(
        project,
        models.stream().filter(m -> !whole(m).equals(name)).toList(),
        otherwise.map(other -> other.without(name)));
  }

  /** The names of its models, hidden ones apart. */
  Set<String> names() {
    return models.stream().map(Subject::whole).collect(Collectors.toCollection(TreeSet::new));
  }

  private static NotTestableException errors(List<Diagnostic> diagnostics) {
    return new NotTestableException(
        diagnostics.stream()
            .filter(Diagnostic::isError)
            .map(d -> d.code().id() + " " + d.message())
            .reduce((a, b) -> a + "\n" + b)
            .orElse("there is no project"));
  }

  /** The same with the models kept up to date in other ways. */
  Subject otherwise(Subject other) {
    return new Subject(project, models, Optional.of(other));
  }

  /** The engine that it was compiled for. */
  String engine() {
    return project.target().engine();
  }

  CompiledModel.Result result(String model) {
    return project.model(model).flatMap(CompiledModel::result).orElseThrow();
  }

  /** The models as plain copies evaluate them, parents first. */
  List<PlainCopy.Model> plain() {
    return models.stream().map(PlainCopy.Model::of).toList();
  }

  /** The same of those that some run of a case names: the others are never built. */
  List<PlainCopy.Model> plain(TestCase test) {
    return models.stream()
        .filter(
            m -> test.steps().stream().anyMatch(s -> s instanceof Step.Run r && r.runs(whole(m))))
        .map(PlainCopy.Model::of)
        .toList();
  }

  /**
   * The sources that each model freezes: those that it reads, through views and hidden models too;
   * a view none. Nobody runs a hidden model alone.
   */
  Map<String, Set<String>> readBy() {
    Map<String, Set<String>> readBy = new TreeMap<>();
    for (CompiledModel model : models) {
      ModelPlan plan = result(model.name()).plan();
      String part = model.file().partOf();
      Set<String> sources =
          readBy.computeIfAbsent(part == null ? model.name() : part, m -> new TreeSet<>());
      if (plan.view().isEmpty()) {
        plan.inputs().stream()
            .filter(i -> i.kind() != InputPlan.Kind.MODEL)
            .forEach(i -> sources.add(i.name()));
      }
    }
    return readBy;
  }

  /** The sources that tables and views read; nobody sees what happens to others. */
  Set<String> read() {
    Set<String> read = new TreeSet<>();
    for (CompiledModel model : models) {
      result(model.name()).plan().inputs().forEach(input -> read.add(input.name()));
    }
    return read;
  }

  /** The sources that hold copies of deleted rows, by the names of those that these left. */
  Map<String, String> copies() {
    Map<String, String> copies = new TreeMap<>();
    for (SourceDeclaration source : project.project().sources()) {
      source.deletes().ifPresent(deletes -> copies.put(source.name(), deletes.source()));
    }
    return copies;
  }

  /** The columns that the oracle leaves out. */
  Set<String> open(String model) {
    return OpenColumns.of(result(model));
  }

  /**
   * Whether the engine alone knows a model's columns, and so which of them it may choose: there is
   * nothing to compare.
   */
  boolean isUnread(String model) {
    return result(model).plan().columns().isEmpty();
  }

  /**
   * Whether SQL leaves each of a model's columns to the engine, and perhaps how many rows there
   * are: nothing could tell a fault.
   */
  boolean isOpen(String model) {
    Set<String> open = open(model);
    return result(model).plan().columns().stream().allMatch(open::contains);
  }

  /** The declared sources as test data has them. */
  List<DataTable> tables() {
    List<DataTable> tables = new ArrayList<>();
    for (SourceDeclaration source : project.project().sources()) {
      tables.add(table(source));
    }
    return tables;
  }

  /** One of them. */
  DataTable table(String name) {
    return tables().stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  private DataTable table(SourceDeclaration source) {
    List<DataTable.DataColumn> columns = new ArrayList<>();
    int loadedAt = -1;
    for (SourceDeclaration.Column column : source.columns()) {
      boolean stamp =
          source.loadedAt().map(l -> l.column().equalsIgnoreCase(column.name())).orElse(false);
      loadedAt = stamp && source.landing().isEmpty() ? columns.size() : loadedAt;
      String type = PlayedType.of(column.type(), project.target().engine());
      columns.add(DataTable.DataColumn.of(column.name(), type, column.nullable()));
    }
    List<Integer> key = new ArrayList<>();
    for (String name : source.uniqueKey()) {
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).name().equalsIgnoreCase(name)) {
          key.add(i);
        }
      }
    }
    SourceDeclaration.Grain grain =
        source
            .loadedAt()
            .map(SourceDeclaration.LoadedAt::grain)
            .orElse(SourceDeclaration.Grain.STAMP);
    RelationName relation = SourceRelations.of(project, source);
    boolean mutable = source.changes() == SourceDeclaration.ChangeKind.SNAPSHOT;
    Optional<RelationName> landing = SourceRelations.landing(project, source);
    boolean hashed =
        source.check() == SourceDeclaration.Check.HASH
            && source.arrival() == SourceDeclaration.Arrival.ANY;
    return new DataTable(
        source.name(),
        relation,
        landing,
        columns,
        loadedAt,
        mutable,
        grain,
        source.arrival(),
        hashed,
        source.loadedWith().isPresent(),
        key);
  }
}
