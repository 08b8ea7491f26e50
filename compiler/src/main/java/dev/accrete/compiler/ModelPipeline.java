package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.parse.SqlComments;
import dev.accrete.compiler.parse.WrittenSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.render.ModelRenderer;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.template.Components;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.TemplateRenderer;
import dev.accrete.compiler.translate.Translator;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Steps 3 to 8 for one model after another, in graph order. Models that do not read each other may
 * be compiled by several threads at once, where none reads components.
 */
final class ModelPipeline {
  private final Project project;
  private final TargetRelations relations;
  private final ModelGraph graph;
  private final SeenThrough seenThrough;
  private final ModelInputs inputs;
  private final Derivations derivations;
  private final Dialect dialect;
  private final Translator translator;
  private final Planner planner;
  private final ScriptWriter scripts;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Surroundings surroundings;
  private final Stitching stitching;
  private final HiddenParts stitched = new HiddenParts();

  ModelPipeline(
      Project project,
      TargetSettings target,
      TargetRelations relations,
      ModelGraph graph,
      TemplateRenderer renderer) {
    this.project = project;
    this.relations = relations;
    this.graph = graph;
    this.inputs = new ModelInputs(project, relations);
    this.seenThrough = new SeenThrough(project, graph);
    this.derivations = new Derivations(project, inputs);
    this.dialect = Dialects.of(target.engine());
    this.translator = new Translator(project.settings().dialect(), target.engine());
    StateSql state =
        new StateSql(dialect, target.stateSchema(), project.settings().name(), relations.schema());
    this.planner = new Planner(dialect, state);
    this.scripts = Compiler.scripts(project, target, relations);
    this.surroundings = new Surroundings(renderer, inputs, relations, dialect);
    this.stitching = new Stitching(inputs, relations, dialect, planner, scripts);
  }

  /** The same, where it is kept from an earlier compilation. */
  Checked<List<CompiledModel>> compile(RenderedModel rendered, CachedModels cached) {
    return readsBroken(rendered)
        ? compile(rendered)
        : cached.get(rendered, seenThrough, inputs, () -> compile(rendered));
  }

  /** The model after all steps, or as far as it came, behind the hidden models that it reads. */
  Checked<List<CompiledModel>> compile(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    ModelFile file = rendered.model();
    if (readsBroken(rendered)) {
      broken.add(file.name());
      return new Checked<>(
          List.of(reads(rendered).model(file, Status.UPSTREAM_ERROR, Optional.empty())),
          diagnostics);
    }
    Optional<List<CompiledModel>> compiled =
        components(rendered, diagnostics)
            .flatMap(
                parts ->
                    translated(rendered, diagnostics)
                        .flatMap(text -> model(text, diagnostics))
                        .map(own -> Stream.of(parts, own).flatMap(List::stream).toList()));
    if (compiled.isEmpty()) {
      broken.add(file.name());
    }
    return new Checked<>(
        compiled.orElseGet(
            () -> List.of(reads(rendered).model(file, Status.ERROR, Optional.empty()))),
        diagnostics);
  }

  private boolean readsBroken(RenderedModel rendered) {
    return reads(rendered).models().stream().anyMatch(broken::contains);
  }

  /**
   * The model in the engine's dialect, so that both variants are made of one text; absent where
   * something in it has no equal there.
   */
  private Optional<RenderedModel> translated(RenderedModel rendered, List<Diagnostic> diagnostics) {
    List<Field> columns =
        inputs.of(rendered).stream()
            .flatMap(p -> inputs.fields(p.name()).orElse(List.of()).stream())
            .toList();
    Findings findings = new Findings();
    RenderedText full = translated(rendered.full(), columns, findings);
    Optional<RenderedText> incremental =
        rendered.incremental().map(text -> translated(text, columns, findings));
    Checked<RenderedModel> model = findings.with(rendered.with(full, incremental));
    model.diagnostics().stream().distinct().forEach(diagnostics::add);
    return model.hasErrors() ? Optional.empty() : Optional.of(model.value());
  }

  private RenderedText translated(RenderedText text, List<Field> columns, Findings findings) {
    RenderedText plain =
        project.settings().dialect().equals("redshift")
            ? text.with(SqlComments.withoutEscapedQuotes(text.text()))
            : text;
    Checked<RenderedText> translated = translator.translate(plain, columns);
    findings.addAll(translated.diagnostics());
    return translated.value();
  }

  private Optional<List<CompiledModel>> model(
      RenderedModel rendered, List<Diagnostic> diagnostics) {
    return whole(rendered, diagnostics)
        .flatMap(model -> new Run(model, diagnostics).resultOrTooDeep());
  }

  /** With the texts that it sees through. */
  private Optional<RenderedModel> whole(RenderedModel rendered, List<Diagnostic> diagnostics) {
    Checked<Optional<RenderedModel>> whole = seenThrough.of(rendered);
    diagnostics.addAll(whole.diagnostics());
    return whole.value();
  }

  /** The hidden models of the components that a model reads; absent where one has errors. */
  private Optional<List<CompiledModel>> components(
      RenderedModel rendered, List<Diagnostic> diagnostics) {
    List<CompiledModel> all = new ArrayList<>();
    for (Components call : rendered.components()) {
      Optional<List<CompiledModel>> parts = components(rendered.model(), call, diagnostics);
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      stitched.addAll(parts.get());
      all.addAll(parts.get());
    }
    return Optional.of(all);
  }

  /** One call: where the edges are a view or ephemeral, they become a hidden model themselves. */
  private Optional<List<CompiledModel>> components(
      ModelFile owner, Components call, List<Diagnostic> diagnostics) {
    seenThrough.hidden(call.model());
    Optional<List<Field>> ends = stitching.ends(call, call.relation(), diagnostics);
    if (ends.isEmpty()) {
      return Optional.empty();
    }
    if (!seenThrough.hasText(call.relation())) {
      return Optional.of(List.of(stitching.compile(owner, call, ends.get(), Optional.empty())));
    }
    List<String> columns = ends.get().stream().map(Field::name).toList();
    ModelFile file = owner.hidden(call.model() + "_edges");
    seenThrough.hidden(file.name());
    inputs.hidden(file, ends.get());
    return model(new RenderedModel(file, call.edges(columns), Optional.empty()), diagnostics)
        .map(
            edges -> {
              CompiledModel table = edges.get(edges.size() - 1);
              List<CompiledModel> parts = new ArrayList<>(edges);
              parts.add(stitching.compile(owner, call, ends.get(), Optional.of(table)));
              return parts;
            });
  }

  /** The SELECT of a text that is no model, over the target's relations, and what it reads. */
  record Selected(String select, List<String> reads) {}

  /** Steps 3 to 7 for a text that nobody reads, such as a data test, after the models. */
  Checked<Optional<Selected>> select(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Optional<Selected> selected =
        translated(rendered, diagnostics)
            .flatMap(own -> whole(own, diagnostics))
            .flatMap(text -> new Run(text, diagnostics).selectedOrTooDeep());
    return new Checked<>(selected, diagnostics);
  }

  /** A model whose template failed, or that reads such a one. */
  CompiledModel broken(ModelFile file) {
    Set<String> parents =
        graph.parents().getOrDefault(file.name(), java.util.Collections.emptySortedSet());
    Status status =
        parents.isEmpty() || !graph.blocked().contains(file.name())
            ? Status.ERROR
            : Status.UPSTREAM_ERROR;
    return new CompiledModel(file, status, List.copyOf(parents), List.of(), Optional.empty());
  }

  /** The names that a model reads. */
  private record Reads(List<String> models, List<String> sources) {
    CompiledModel model(ModelFile file, Status status, Optional<CompiledModel.Result> result) {
      return new CompiledModel(file, status, models, sources, result);
    }
  }

  private Reads reads(RenderedModel rendered) {
    List<InputPlan> all = inputs.of(rendered);
    List<String> sources = all.stream().map(InputPlan::name).filter(inputs::isSource).toList();
    List<String> models =
        all.stream().map(InputPlan::name).filter(n -> !inputs.isSource(n)).toList();
    return new Reads(models, sources);
  }

  /** One model on its way through the steps; each step takes the result of the one before. */
  private final class Run {
    private final RenderedModel rendered;
    private final ModelFile file;
    private final List<Diagnostic> diagnostics;

    Run(RenderedModel rendered, List<Diagnostic> diagnostics) {
      this.rendered = rendered;
      this.file = rendered.model();
      this.diagnostics = diagnostics;
    }

    /**
     * Trees are walked by recursion: one that is deeper than the stack is the model's error, not
     * ours.
     */
    Optional<List<CompiledModel>> resultOrTooDeep() {
      try {
        return result();
      } catch (StackOverflowError tooDeep) {
        diagnostics.add(
            Diagnostic.at(Code.TOO_DEEP, rendered.full().beginning(), "the compiler can follow"));
        return Optional.empty();
      }
    }

    /** The SELECT alone. */
    Optional<Selected> selectedOrTooDeep() {
      try {
        Checked<Optional<Derived>> derived = derivations.derive(rendered);
        diagnostics.addAll(derived.diagnostics());
        List<String> read = inputs.of(rendered).stream().map(InputPlan::name).toList();
        return derived.value().flatMap(this::render).map(sql -> new Selected(sql.plain(), read));
      } catch (StackOverflowError tooDeep) {
        diagnostics.add(
            Diagnostic.at(Code.TOO_DEEP, rendered.full().beginning(), "the compiler can follow"));
        return Optional.empty();
      }
    }

    /** Steps 3 to 6, then 7 and 8 for each part. */
    private Optional<List<CompiledModel>> result() {
      Checked<Optional<Derived>> derived = derivations.derive(rendered);
      diagnostics.addAll(derived.diagnostics());
      derived.value().ifPresent(d -> inputs.compiled(file.name(), d.validated().columns()));
      return derived.value().flatMap(this::parts);
    }

    private Optional<List<CompiledModel>> parts(Derived whole) {
      diagnostics.addAll(UnknownFunctions.warnings(whole.analysis()));
      Optional<Strategy> wanted = AuthorIncrement.wanted(rendered, whole.validated().columns());
      Optional<AuthorIncrement> author = wanted.flatMap(s -> authorIncrement(s, whole));
      Splitting.Split split = split(whole, wanted);
      diagnostics.addAll(split.model().doubts());
      if (!isAsAsked(split.model().certificate()) || author.isPresent() != wanted.isPresent()) {
        return Optional.empty();
      }
      diagnostics.addAll(InputNotes.warnings(file, whole.parsed().rendered(), whole.plans()));
      seenThrough.parsed(file, whole.parsed());
      List<CompiledModel> compiled = new ArrayList<>();
      for (Derived hidden : split.hidden()) {
        seenThrough.hidden(hidden.file().name());
        Optional<ModelSql> sql = render(hidden);
        if (sql.isEmpty()) {
          return Optional.empty();
        }
        compiled.add(compiled(hidden, sql.get(), List.copyOf(compiled), UnaryOperator.identity()));
      }
      Optional<ModelSql> sql = render(split.model());
      if (sql.isPresent() && !split.hidden().isEmpty()) {
        sql = render(whole).map(ModelSql::plain).map(sql.get()::withPlain);
      }
      Optional<ModelSql> increment = author.flatMap(a -> render(ofAuthor(a, split.model())));
      if (sql.isEmpty() || increment.isPresent() != author.isPresent()) {
        return Optional.empty();
      }
      UnaryOperator<ModelPlan> written =
          plan -> author.map(a -> written(plan, a, increment.orElseThrow())).orElse(plan);
      compiled.add(compiled(split.model(), sql.get(), compiled, written));
      return diagnostics.stream().anyMatch(Diagnostic::isError)
          ? Optional.empty()
          : Optional.of(compiled);
    }

    /**
     * The model in parts where no key passes it; one that reads the clock, or that its author keeps
     * up to date, stays whole.
     */
    private Splitting.Split split(Derived whole, Optional<Strategy> wanted) {
      Splitting.Split unsplit = new Splitting.Split(List.of(), asWanted(whole, wanted));
      boolean stays =
          wanted.isPresent()
              || (whole.isIncremental() && !Splitting.hasSets(whole))
              || whole.readsClock()
              || !SeenThrough.isTable(file);
      return stays
          ? unsplit
          : Splitting.of(whole, derivations, inputs)
              .map(split -> new Splitting.Split(split.hidden(), asWanted(split.model(), wanted)))
              .orElse(unsplit);
    }

    private Derived asWanted(Derived whole, Optional<Strategy> wanted) {
      Certificate certificate = whole.certificate();
      boolean recompute =
          Strategy.of(file.configuration().incremental().strategy())
              .equals(Optional.of(Strategy.RECOMPUTE));
      return wanted
          .map(s -> whole.with(certificate.keptBy(s)))
          .orElse(recompute ? whole.with(certificate.recomputing()) : whole);
    }

    /** Steps 3 and 4 for the increment that the author wrote. */
    private Optional<AuthorIncrement> authorIncrement(Strategy strategy, Derived whole) {
      Checked<Optional<AuthorIncrement>> increment =
          AuthorIncrement.of(
              strategy,
              rendered,
              whole.validated().columns(),
              inputs::fields,
              derivations.validation(file));
      diagnostics.addAll(increment.diagnostics());
      increment.value().ifPresent(i -> diagnostics.add(i.warning(file)));
      return increment.value();
    }

    /** The text of the increment, which may read the model's own table. */
    private Derived ofAuthor(AuthorIncrement author, Derived model) {
      List<InputPlan> plans = new ArrayList<>(model.plans());
      plans.add(
          new InputPlan(
              Reference.THIS,
              InputPlan.Kind.STATIC_SOURCE,
              relations.model(file),
              Optional.empty()));
      return new Derived(
          rendered,
          author.parsed(),
          author.validated(),
          model.clock(),
          model.analysis(),
          plans,
          model.certificate(),
          List.of());
    }

    private ModelPlan written(ModelPlan plan, AuthorIncrement author, ModelSql sql) {
      return planner.written(
          plan, file, author.strategy(), author.columns(), sql.pinned(), author.window(file));
    }

    private boolean isAsAsked(Certificate certificate) {
      List<Diagnostic> unmet = new ArrayList<>(AuthorWishes.unmet(file, certificate));
      AuthorIncrement.unusedWindow(rendered).ifPresent(unmet::add);
      diagnostics.addAll(unmet);
      diagnostics.addAll(AuthorWishes.warnings(file, certificate));
      return unmet.isEmpty();
    }

    /** Step 7; absent where what was written does not parse. */
    private Optional<ModelSql> render(Derived derived) {
      Map<String, RelationName> tables = new LinkedHashMap<>();
      derived.plans().forEach(p -> tables.put(p.name(), p.relation()));
      ModelRenderer renderer =
          new ModelRenderer(
              derived.parsed(),
              derived.validated().root(),
              this::fields,
              dialect,
              planner.inputSql(derived.plans(), derived.certificate().flips()),
              planner.keySets(derived.file().name()));
      ModelSql sql =
          renderer
              .render(
                  derived.certificate(),
                  name -> dialect.relation(java.util.Objects.requireNonNull(tables.get(name))))
              .withClock(derived.callsClock(), Statement.NOW, dialect.now());
      return isMiswritten(sql) ? Optional.empty() : Optional.of(sql);
    }

    private List<Field> fields(String input) {
      return inputs.fields(input.equals(Reference.THIS) ? file.name() : input).orElse(List.of());
    }

    /** After render: our own output is parsed again. */
    private boolean isMiswritten(ModelSql sql) {
      List<Diagnostic> problems = new ArrayList<>();
      for (String select : sql.written()) {
        WrittenSql.problem(select)
            .ifPresent(
                p ->
                    problems.add(
                        Diagnostic.at(Code.RENDERED_SQL_INVALID, rendered.full().beginning(), p)));
      }
      diagnostics.addAll(problems);
      return !problems.isEmpty();
    }

    /** Step 8. */
    private CompiledModel compiled(
        Derived derived,
        ModelSql sql,
        List<CompiledModel> hidden,
        UnaryOperator<ModelPlan> written) {
      ModelFile model = derived.file();
      List<String> read = derived.plans().stream().map(InputPlan::name).toList();
      List<CompiledModel> parts = stitched.behind(read, hidden);
      ModelPlan plan =
          written
              .apply(plan(derived, sql, parts))
              .around(surroundings.of(model, outputColumns(derived), sql.plain(), diagnostics));
      List<ModelPlan> before =
          parts.stream().flatMap(h -> h.result().stream()).map(r -> r.plan()).toList();
      CompiledModel.Result result =
          Scripts.result(model, outputColumns(derived), derived, plan, before, sql, scripts);
      return reads(derived.rendered()).model(model, Status.OK, Optional.of(result));
    }

    private ModelPlan plan(Derived derived, ModelSql sql, List<CompiledModel> hidden) {
      ModelFile model = derived.file();
      boolean publishes = SeenThrough.isTable(model) && seenThrough.hasReader(model.name());
      RelationName target = relations.model(model);
      String fingerprint = ModelFingerprint.of(derived, hidden, inputs, target, dialect);
      ModelPlan plan =
          planner.plan(
              model,
              target,
              derived.columns(),
              derived.plans(),
              publishes,
              fingerprint,
              derived.certificate(),
              sql);
      return plan.relyingOn(
              derived.takesAnyChange() || derived.certificate().mergesAlone()
                  ? UsedClaims.of(derived.validated().root(), derived.plans())
                  : List.of())
          .drifting(derived.drift());
    }

    private List<CompiledModel.OutputColumn> outputColumns(Derived derived) {
      List<CompiledModel.OutputColumn> columns = new ArrayList<>();
      List<List<String>> all = derived.analysis().lineage();
      for (int i = 0; i < derived.validated().columns().size(); i++) {
        Field field = derived.validated().columns().get(i);
        List<String> lineage = i < all.size() ? all.get(i) : List.of();
        String type = field.type() == null ? "any" : field.type();
        columns.add(new CompiledModel.OutputColumn(field.name(), type, field.nullable(), lineage));
      }
      return columns;
    }
  }
}
