package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the manifest's nodes: models and sources. */
final class NodeShapes {
  private final CompiledProject compiled;
  private final String project;
  private final List<Finding> errors;
  private final Map<String, SourceDeclaration> sources = new LinkedHashMap<>();

  NodeShapes(CompiledProject compiled) {
    this.compiled = compiled;
    this.project = compiled.project().settings().name();
    this.errors =
        compiled.diagnostics().stream()
            .filter(diagnostic -> diagnostic.isError() && diagnostic.span() != null)
            .map(Finding::of)
            .toList();
    compiled.project().sources().forEach(source -> sources.put(source.name(), source));
  }

  Manifest.ModelNode model(CompiledModel model) {
    ModelFile file = model.file();
    Optional<CompiledModel.Result> result = model.result();
    Optional<Derivation> derivation =
        result.filter(r -> r.plan().materialized() == Materialization.TABLE).map(Derivation::of);
    RelationName relation = result.map(r -> r.plan().target()).orElse(null);
    return new Manifest.ModelNode(
        Identity.model(project, model.name()),
        "model",
        model.name(),
        model.name(),
        null,
        relation == null ? null : relation.schema(),
        relation == null ? null : quoted(relation),
        project,
        Identity.pathBelowModels(file),
        file.file().path(),
        Identity.fqn(project, file),
        file.configuration().description(),
        file.configuration().tags(),
        ConfigurationShape.of(file),
        new Manifest.DependsOn(parents(model)),
        result.map(r -> columns(r.columns(), file)).orElse(Map.of()),
        result.map(r -> r.plan()).map(ModelPlan::fingerprint).orElse(null),
        path(result, model, "select"),
        path(result.filter(CompiledModel.Result::hasFull), model, "full"),
        path(result.filter(CompiledModel.Result::hasIncremental), model, "incremental"),
        derivation.map(Derivation::strategies).orElse(List.of()),
        derivation.map(Derivation::strategy).orElse(null),
        derivation.map(Derivation::key).orElse(List.of()),
        derivation.map(Derivation::routes).orElse(List.of()),
        derivation.map(Derivation::columnMethods).orElse(Map.of()),
        derivation.map(Derivation::refusals).orElse(List.of()),
        derivation.map(Derivation::openAnswers).orElse(List.of()),
        model.status() == CompiledModel.Status.OK ? "ok" : "error",
        findings(file));
  }

  private static @Nullable String path(Optional<?> present, CompiledModel model, String variant) {
    return present.isEmpty() ? null : "target/compiled/" + model.name() + "/" + variant + ".sql";
  }

  static String quoted(RelationName relation) {
    return '"' + relation.schema() + "\".\"" + relation.table() + '"';
  }

  /** The identities of what it reads. */
  List<String> parents(CompiledModel model) {
    List<String> ids = new java.util.ArrayList<>();
    for (String name : compiled.parents(model)) {
      SourceDeclaration source = sources.get(name);
      ids.add(source == null ? Identity.model(project, name) : Identity.source(project, source));
    }
    return List.copyOf(ids);
  }

  private static Map<String, Manifest.ColumnShape> columns(
      List<OutputColumn> columns, ModelFile file) {
    Map<String, Manifest.ColumnShape> shapes = new LinkedHashMap<>();
    for (OutputColumn column : columns) {
      String description =
          file.configuration().columns().stream()
              .filter(document -> document.name().equalsIgnoreCase(column.name()))
              .map(ColumnDocument::description)
              .findFirst()
              .orElse("");
      shapes.put(
          column.name(),
          new Manifest.ColumnShape(
              column.name(), column.type(), column.nullable(), description, column.lineage()));
    }
    return shapes;
  }

  private List<Finding> findings(ModelFile file) {
    return errors.stream().filter(finding -> file.file().path().equals(finding.path())).toList();
  }

  Manifest.SourceNode source(SourceDeclaration source) {
    RelationName relation = SourceRelations.of(compiled, source);
    Map<String, Manifest.ColumnShape> columns = new LinkedHashMap<>();
    source
        .columns()
        .forEach(
            c ->
                columns.put(
                    c.name(),
                    new Manifest.ColumnShape(
                        c.name(), c.type(), c.nullable(), c.description(), List.of())));
    return new Manifest.SourceNode(
        Identity.source(project, source),
        source.seed().isPresent() ? "seed" : "source",
        source.table(),
        source.schema() == null ? "" : source.schema(),
        relation.table(),
        relation.schema(),
        quoted(relation),
        project,
        source.span().file().path(),
        Identity.fqn(project, source),
        source.description(),
        source
            .loadedAt()
            .map(l -> new Manifest.LoadedAtShape(l.column(), word(l.grain())))
            .orElse(null),
        source.loadedWith().map(this::loadedWith).orElse(null),
        word(source.changes()),
        word(source.arrival()),
        word(source.check()),
        source.uniqueKey(),
        columns);
  }

  private Manifest.LoadedWithShape loadedWith(SourceDeclaration.LoadedWith with) {
    String parent =
        compiled.project().sources().stream()
            .filter(source -> source.name().equals(with.source()))
            .map(source -> Identity.source(project, source))
            .findFirst()
            .orElse(with.source());
    return new Manifest.LoadedWithShape(
        parent, with.on().stream().map(on -> on.column() + " = " + on.other()).toList());
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
