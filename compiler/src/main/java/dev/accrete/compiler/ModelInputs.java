package dev.accrete.compiler;

import dev.accrete.compiler.analyze.NumericScales;
import dev.accrete.compiler.derive.DerivationRequest.InputKind;
import dev.accrete.compiler.derive.DerivationRequest.Ordered;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.state.Companion;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Check;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith;
import dev.accrete.compiler.load.SourceDeclaration.LoadedWith.Equality;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.template.Components;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a project may read, and how that changes: sources as declared, models as they
 * were compiled so far.
 */
final class ModelInputs {
  private final TargetRelations relations;
  private final Map<String, SourceDeclaration> sources = new HashMap<>();
  private final Map<String, ModelFile> models = new ConcurrentHashMap<>();
  private final Map<String, List<Field>> fields = new ConcurrentHashMap<>();

  ModelInputs(Project project, TargetRelations relations, String engine) {
    this.relations = relations;
    for (SourceDeclaration source : project.sources()) {
      sources.put(source.name(), source);
      fields.put(source.name(), declared(source, engine));
    }
    project.models().forEach(m -> models.put(m.name(), m));
  }

  /** The columns of a source, as they are declared, with the types that an engine has for them. */
  static List<Field> declared(SourceDeclaration source, String engine) {
    return source.readable().stream()
        .map(c -> new Field(c.name(), type(c.type(), engine), c.nullable()))
        .toList();
  }

  private static @Nullable String type(@Nullable String declared, String engine) {
    return declared == null ? null : NumericScales.declared(declared, engine);
  }

  /** From now on the columns of this model are known. */
  void compiled(String model, List<Field> columns) {
    fields.put(model, List.copyOf(columns));
  }

  /** From now on this hidden model may be read. */
  void hidden(ModelFile model, List<Field> columns) {
    models.put(model.name(), model);
    compiled(model.name(), columns);
  }

  boolean isModel(String name) {
    return models.containsKey(name);
  }

  /** Whether a model has no relation of its own in the target. */
  boolean isEphemeral(String name) {
    ModelFile model = models.get(name);
    return model != null
        && model.configuration().materialized() == ModelFile.Materialization.EPHEMERAL;
  }

  Optional<List<Field>> fields(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  boolean isSource(String name) {
    return sources.containsKey(name);
  }

  /** The inputs of a model, each once, in the order of its texts. */
  List<InputPlan> of(RenderedModel model) {
    Map<String, InputPlan> inputs = new LinkedHashMap<>();
    model.named().forEach(name -> inputs.computeIfAbsent(known(model, name), this::input));
    return List.copyOf(inputs.values());
  }

  /** Components that are not compiled yet, or never will be, stand for what they are made of. */
  private String known(RenderedModel model, String name) {
    return isModel(name) || isSource(name)
        ? name
        : model.components().stream()
            .filter(call -> call.model().equals(name))
            .map(Components::relation)
            .findFirst()
            .orElse(name);
  }

  /** One input by its name, as {@code ref} has it. */
  InputPlan input(String name) {
    SourceDeclaration source = sources.get(name);
    if (source == null) {
      return new InputPlan(
          name,
          InputPlan.Kind.MODEL,
          relations.model(java.util.Objects.requireNonNull(models.get(name))),
          Optional.empty());
    }
    RelationName table = relations.source(source);
    if (source.changes() == ChangeKind.SNAPSHOT) {
      return InputPlan.snapshot(name, table, source.readable());
    }
    Optional<RelationName> landing = relations.landing(source);
    if (landing.isPresent()) {
      return InputPlan.landing(
          name, table, landing.get(), source.columns(), source.landing().orElseThrow().move());
    }
    Optional<Companion> companion = source.loadedWith().flatMap(this::companion);
    if (companion.isPresent()) {
      return InputPlan.loadedWith(name, table, companion.get());
    }
    InputPlan plan =
        source.changes() == ChangeKind.APPEND && source.loadedAt().isPresent()
            ? InputPlan.appended(
                name,
                table,
                source.loadedAt().get(),
                source.arrival(),
                source.check() == Check.HASH ? source.columns() : List.of())
            : new InputPlan(name, InputPlan.Kind.STATIC_SOURCE, table, source.loadedAt());
    return source
        .deletes()
        .flatMap(deletes -> Optional.ofNullable(sources.get(deletes.source())))
        .flatMap(this::deleted)
        .map(deleted -> plan.withDeleted(deleted, source.columns()))
        .orElse(plan);
  }

  private Optional<InputPlan.Deleted> deleted(SourceDeclaration copies) {
    return copies
        .loadedAt()
        .map(noted -> new InputPlan.Deleted(copies.name(), relations.source(copies), noted));
  }

  /** Absent where the declaration is wrong, which is an error already. */
  private Optional<Companion> companion(LoadedWith with) {
    return Optional.ofNullable(sources.get(with.source()))
        .flatMap(
            parent ->
                parent
                    .loadedAt()
                    .map(
                        loadedAt ->
                            new Companion(
                                parent.name(),
                                relations.source(parent),
                                loadedAt,
                                with.on().stream().map(Equality::column).toList(),
                                with.on().stream().map(Equality::other).toList())));
  }

  /** How an input changes, as far as the derivation cares. */
  InputKind kind(InputPlan input) {
    SourceDeclaration source = sources.get(input.name());
    if (input.kind() == InputPlan.Kind.LOADED_WITH_SOURCE) {
      return InputKind.AMONG_OTHERS;
    }
    if (input.isVersioned() || input.kind() == InputPlan.Kind.APPEND_SOURCE) {
      return InputKind.CHANGES;
    }
    return source != null && source.changes() == ChangeKind.STATIC
        ? InputKind.STATIC
        : InputKind.UNSEEN;
  }

  /** The sources that only grow, and say in which order. */
  Map<String, Ordered> ordered(List<InputPlan> inputs) {
    Map<String, Ordered> ordered = new LinkedHashMap<>();
    for (InputPlan input : inputs) {
      SourceDeclaration source = sources.get(input.name());
      if (source != null
          && (input.kind() == InputPlan.Kind.APPEND_SOURCE || input.landing().isPresent())
          && !source.sortkeys().isEmpty()) {
        ordered.put(input.name(), new Ordered(source.sortkeys().get(0), source.uniqueKey()));
      }
    }
    return ordered;
  }

  /** The unique keys that sources of a text claim, best first. */
  List<List<String>> claimedKeys(List<InputPlan> inputs) {
    return inputs.stream()
        .map(i -> sources.get(i.name()))
        .filter(s -> s != null && !s.uniqueKey().isEmpty())
        .map(SourceDeclaration::uniqueKey)
        .toList();
  }
}
