package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.render.ModelRenderer;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** One model on its way through the steps; each step takes the result of the one before. */
final class ModelSteps {
  private final RenderedModel rendered;
  private final ModelFile file;
  private final List<Diagnostic> diagnostics;
  private final StepTools tools;

  ModelSteps(RenderedModel rendered, List<Diagnostic> diagnostics, StepTools tools) {
    this.tools = tools;
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
  Optional<ModelPipeline.Selected> selectedOrTooDeep() {
    try {
      Checked<Optional<Derived>> derived = tools.derivations().derive(rendered);
      diagnostics.addAll(derived.diagnostics());
      List<String> read = tools.inputs().of(rendered).stream().map(InputPlan::name).toList();
      return derived
          .value()
          .flatMap(d -> render(d, this::asModelsRead))
          .map(sql -> new ModelPipeline.Selected(sql.plain(), read));
    } catch (StackOverflowError tooDeep) {
      diagnostics.add(
          Diagnostic.at(Code.TOO_DEEP, rendered.full().beginning(), "the compiler can follow"));
      return Optional.empty();
    }
  }

  /** Steps 3 to 6, then 7 and 8 for each part. */
  private Optional<List<CompiledModel>> result() {
    Checked<Optional<Derived>> derived = tools.derivations().derive(rendered);
    diagnostics.addAll(derived.diagnostics());
    derived.value().ifPresent(d -> tools.inputs().compiled(file.name(), d.validated().columns()));
    return derived.value().flatMap(this::parts);
  }

  private Optional<List<CompiledModel>> parts(Derived whole) {
    String engine = tools.dialect().engine();
    List<Diagnostic> capitals = new ArrayList<>();
    capitals.addAll(
        CapitalNames.ofModel(file, whole.validated().columns(), tools.writtenIn(), engine));
    capitals.addAll(
        CapitalNames.ofInputs(whole, tools.inputs()::fields, tools.writtenIn(), engine));
    if (!capitals.isEmpty()) {
      diagnostics.addAll(capitals);
      return Optional.empty();
    }
    diagnostics.addAll(UnknownFunctions.warnings(whole.analysis()));
    diagnostics.addAll(
        PaddedColumns.warnings(
            whole.analysis().root(), tools.writtenIn(), tools.dialect().engine()));
    Optional<Strategy> wanted = AuthorIncrement.wanted(rendered, whole.validated().columns());
    Optional<AuthorIncrement> author = wanted.flatMap(s -> authorIncrement(s, whole));
    Splitting.Split split = split(whole, wanted);
    diagnostics.addAll(split.model().doubts());
    if (!isAsAsked(split.model().certificate()) || author.isPresent() != wanted.isPresent()) {
      return Optional.empty();
    }
    diagnostics.addAll(InputNotes.warnings(file, whole.parsed().rendered(), whole.plans()));
    tools.seenThrough().parsed(file, whole.parsed());
    List<CompiledModel> compiled = new ArrayList<>();
    for (Derived hidden : split.hidden()) {
      tools.seenThrough().hidden(hidden.file().name());
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
        : Splitting.of(whole, tools.derivations(), tools.inputs())
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
            tools.inputs()::fields,
            tools.derivations().validation(file),
            tools.dialect().engine());
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
            tools.relations().model(file),
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
    return tools
        .planner()
        .written(
            plan, file, author.strategy(), author.columns(), sql.pinned(), author.window(file));
  }

  private boolean isAsAsked(Certificate certificate) {
    List<Diagnostic> unmet = new ArrayList<>(AuthorWishes.unmet(file, certificate));
    AuthorIncrement.unusedWindow(rendered).ifPresent(unmet::add);
    diagnostics.addAll(unmet);
    diagnostics.addAll(AuthorWishes.warnings(file, certificate));
    return unmet.isEmpty();
  }

  /**
   * How a test reads an input: one of models and sources sees the rows that models do, also those
   * that come into a source's table only after them; one of sources alone sees what people do.
   */
  private String asModelsRead(InputPlan input, List<InputPlan> inputs) {
    boolean besideModels = inputs.stream().anyMatch(i -> i.kind() == InputPlan.Kind.MODEL);
    return input.waits() && besideModels
        ? tools.planner().withWaiting(input)
        : asItStands(input, inputs);
  }

  private String asItStands(InputPlan input, List<InputPlan> inputs) {
    return tools.dialect().relation(input.relation());
  }

  private Optional<ModelSql> render(Derived derived) {
    return render(derived, this::asItStands);
  }

  /**
   * Step 7; absent where what was written does not parse.
   *
   * @param plain how an input is read by the SELECT as it stands, one of several
   */
  private Optional<ModelSql> render(
      Derived derived, BiFunction<InputPlan, List<InputPlan>, String> plain) {
    Map<String, String> tables = new LinkedHashMap<>();
    derived.plans().forEach(p -> tables.put(p.name(), plain.apply(p, derived.plans())));
    ModelRenderer renderer =
        new ModelRenderer(
            derived.parsed(),
            derived.validated().root(),
            this::fields,
            tools.dialect(),
            tools.planner().inputSql(derived.plans(), derived.certificate().flips()),
            tools.planner().keySets(derived.file().name()));
    ModelSql sql =
        renderer
            .render(
                derived.certificate(), name -> java.util.Objects.requireNonNull(tables.get(name)))
            .withClock(derived.callsClock(), Statement.NOW, tools.dialect().now());
    boolean asWritten = derived.parsed().unread().isPresent();
    return !asWritten && isMiswritten(sql) ? Optional.empty() : Optional.of(sql);
  }

  private List<Field> fields(String input) {
    return tools
        .inputs()
        .fields(input.equals(Reference.THIS) ? file.name() : input)
        .orElse(List.of());
  }

  /** After render: our own output is parsed again. */
  private boolean isMiswritten(ModelSql sql) {
    List<Diagnostic> problems = new ArrayList<>();
    for (String select : sql.written()) {
      tools
          .writtenSql()
          .problem(select)
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
      Derived derived, ModelSql sql, List<CompiledModel> hidden, UnaryOperator<ModelPlan> written) {
    ModelFile model = derived.file();
    List<String> read = derived.plans().stream().map(InputPlan::name).toList();
    List<CompiledModel> parts = tools.stitched().behind(read, hidden);
    ModelPlan plan =
        written
            .apply(plan(derived, sql, parts))
            .around(
                tools.surroundings().of(model, outputColumns(derived), sql.plain(), diagnostics));
    List<ModelPlan> before =
        parts.stream().flatMap(h -> h.result().stream()).map(r -> r.plan()).toList();
    CompiledModel.Result result =
        Scripts.result(model, outputColumns(derived), derived, plan, before, sql, tools.scripts());
    return Reads.of(derived.rendered(), tools.inputs())
        .model(model, Status.OK, Optional.of(result));
  }

  private ModelPlan plan(Derived derived, ModelSql sql, List<CompiledModel> hidden) {
    ModelFile model = derived.file();
    boolean publishes = SeenThrough.isTable(model) && tools.seenThrough().hasReader(model.name());
    RelationName target = tools.relations().model(model);
    String fingerprint =
        ModelFingerprint.of(derived, hidden, tools.inputs(), target, tools.dialect());
    ModelPlan plan =
        tools
            .planner()
            .plan(
                model,
                target,
                derived.columns(),
                derived.plans(),
                publishes,
                fingerprint,
                derived.certificate(),
                sql);
    return plan.relyingOn(claims(derived, plan.append().isPresent()))
        .drifting(derived.drift())
        .reading(
            ReadSources.of(
                derived.validated().root(),
                derived.parsed().mayReadMore() || derived.rendered().incremental().isPresent(),
                derived.plans(),
                tools.inputs()));
  }

  private List<Claim> claims(Derived derived, boolean appended) {
    Relation root = derived.validated().root();
    List<Claim> claims = new ArrayList<>();
    if (derived.takesAnyChange() || derived.certificate().mergesAlone()) {
      claims.addAll(UsedClaims.of(root, derived.plans()));
    }
    if (appended && tools.dialect().tellsCollations()) {
      claims.addAll(UsedClaims.ofCollations(root, derived.plans()));
    }
    return claims;
  }

  private List<CompiledModel.OutputColumn> outputColumns(Derived derived) {
    List<CompiledModel.OutputColumn> columns = new ArrayList<>();
    List<List<String>> told = derived.analysis().lineage();
    List<List<String>> traced = derived.validated().traced();
    boolean fits = traced.size() == derived.validated().columns().size();
    List<List<String>> all = told.isEmpty() && fits ? traced : told;
    for (int i = 0; i < derived.validated().columns().size(); i++) {
      Field field = derived.validated().columns().get(i);
      List<String> lineage = i < all.size() ? all.get(i) : List.of();
      String type = field.type() == null ? "any" : field.type();
      columns.add(new CompiledModel.OutputColumn(field.name(), type, field.nullable(), lineage));
    }
    return columns;
  }
}
