package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.Status;
import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.analyze.Clock;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.check.CertificateCheck;
import dev.accrete.compiler.check.ClockCheck;
import dev.accrete.compiler.check.Objection;
import dev.accrete.compiler.derive.DerivationRequest;
import dev.accrete.compiler.derive.DerivationRequest.InputKind;
import dev.accrete.compiler.derive.Deriver;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.Dialects;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.parse.WrittenSql;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.compiler.plan.Planner;
import dev.accrete.compiler.plan.ScriptWriter;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.render.ModelRenderer;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.ModelGraph;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.ModelValidator;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Steps 3 to 8 for one model after another, in graph order. */
final class ModelPipeline {
  private final Project project;
  private final TargetRelations relations;
  private final ModelGraph graph;
  private final SeenThrough seenThrough;
  private final ModelInputs inputs;
  private final Functions functions;
  private final Dialect dialect;
  private final Planner planner;
  private final ScriptWriter scripts;
  private final Set<String> broken = new HashSet<>();

  ModelPipeline(
      Project project, TargetSettings target, TargetRelations relations, ModelGraph graph) {
    this.project = project;
    this.relations = relations;
    this.graph = graph;
    this.inputs = new ModelInputs(project, relations);
    this.seenThrough = new SeenThrough(project, graph);
    this.functions = new Functions(deterministic(project));
    this.dialect = Dialects.of(target.engine());
    StateSql state =
        new StateSql(dialect, target.stateSchema(), project.settings().name(), relations.schema());
    this.planner = new Planner(dialect, state);
    this.scripts = Compiler.scripts(project, target, relations);
  }

  private static Set<String> deterministic(Project project) {
    Set<String> names = new TreeSet<>();
    project
        .settings()
        .functions()
        .forEach(
            (name, promise) -> {
              if (promise.equals("deterministic")) {
                names.add(name);
              }
            });
    return names;
  }

  /** The model after all steps, or as far as it came. */
  Checked<CompiledModel> compile(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    ModelFile file = rendered.model();
    Reads reads = reads(rendered);
    if (reads.models().stream().anyMatch(broken::contains)) {
      broken.add(file.name());
      return new Checked<>(reads.model(file, Status.UPSTREAM_ERROR, Optional.empty()), diagnostics);
    }
    Checked<Optional<RenderedModel>> whole = seenThrough.of(rendered);
    diagnostics.addAll(whole.diagnostics());
    Optional<CompiledModel.Result> result =
        whole.value().flatMap(model -> new Run(model, diagnostics).resultOrTooDeep());
    if (result.isEmpty()) {
      broken.add(file.name());
    }
    Status status = result.isEmpty() ? Status.ERROR : Status.OK;
    return new Checked<>(reads.model(file, status, result), diagnostics);
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
    Optional<CompiledModel.Result> resultOrTooDeep() {
      try {
        return result();
      } catch (StackOverflowError tooDeep) {
        diagnostics.add(
            Diagnostic.at(Code.TOO_DEEP, rendered.full().beginning(), "the compiler can follow"));
        return Optional.empty();
      }
    }

    private Optional<CompiledModel.Result> result() {
      return parse()
          .flatMap(parsed -> validate(parsed).flatMap(validated -> derived(parsed, validated)));
    }

    /** Step 3. */
    private Optional<ParsedText> parse() {
      return take(SqlTextParser.parse(rendered.full()));
    }

    /** Step 4. */
    private Optional<Validated> validate(ParsedText parsed) {
      Optional<Validated> validated =
          take(ModelValidator.validate(parsed, inputs::fields, validation()));
      validated.ifPresent(v -> inputs.compiled(file.name(), v.columns()));
      return validated;
    }

    private Validation validation() {
      return file.configuration().validation() == null
          ? project.settings().validation()
          : file.configuration().validation();
    }

    /** Steps 5 to 8. */
    private Optional<CompiledModel.Result> derived(ParsedText parsed, Validated validated) {
      Clock clock = Clock.of(validated.root(), functions);
      Analysis analysis = Analyzer.analyze(clock.root(), validated.calls(), functions);
      List<InputPlan> plans = inputs.of(rendered);
      diagnostics.addAll(unknownFunctions(analysis));
      Certificate derived =
          SeenThrough.isTable(file)
              ? verified(validated, analysis, derive(analysis, parsed, plans, clock), plans, clock)
              : Deriver.full(analysis, List.of());
      Optional<Strategy> wanted = AuthorIncrement.wanted(rendered, validated.columns());
      Optional<AuthorIncrement> author = wanted.flatMap(s -> authorIncrement(s, validated));
      Certificate certificate =
          wanted
              .or(() -> Strategy.of(file.configuration().incremental().strategy()))
              .map(s -> s.isOutsideTheLaw() ? derived.keptBy(s) : derived.pinnedTo(s))
              .orElse(derived);
      if (!isAsAsked(certificate) || author.isPresent() != wanted.isPresent()) {
        return Optional.empty();
      }
      diagnostics.addAll(InputNotes.warnings(file, parsed.rendered(), plans));
      seenThrough.parsed(file, parsed);
      ModelSql sql = render(parsed, validated, certificate, plans);
      if (isMiswritten(sql)) {
        return Optional.empty();
      }
      ModelPlan full =
          plan(parsed, validated, certificate, plans, sql)
              .relyingOn(
                  certificate.strategies().contains(Strategy.RECOMPUTE)
                      ? UsedClaims.of(validated.root(), plans)
                      : List.of())
              .byTheClock(isTimed(parsed, validated, certificate, clock));
      Optional<ModelPlan> plan =
          author.isEmpty() ? Optional.of(full) : written(full, author.get(), certificate, plans);
      return plan.map(
          p ->
              Scripts.result(
                  file,
                  outputColumns(validated, analysis),
                  validated,
                  certificate,
                  p,
                  sql,
                  scripts));
    }

    /** Whether only a rebuild can tell which rows another clock gives. */
    private boolean isTimed(
        ParsedText parsed, Validated validated, Certificate certificate, Clock clock) {
      boolean reads =
          parsed.rendered().text().contains(ClockSql.RUN_STARTED_AT)
              || ClockSql.areCalled(validated.calls().keySet());
      boolean marksAlone =
          !clock.isOpen()
              && clock.flips().isEmpty()
              && !(validated.root() instanceof Relation.Opaque);
      return reads && certificate.strategy() == Strategy.FULL && !marksAlone;
    }

    /** Steps 3 and 4 for the increment that the author wrote. */
    private Optional<AuthorIncrement> authorIncrement(Strategy strategy, Validated validated) {
      return take(
          AuthorIncrement.of(
              strategy, rendered, validated.columns(), inputs::fields, validation()));
    }

    /** Steps 7 and 8 for the increment that the author wrote. */
    private Optional<ModelPlan> written(
        ModelPlan full, AuthorIncrement author, Certificate certificate, List<InputPlan> plans) {
      diagnostics.add(author.warning(file));
      List<InputPlan> withThis = new ArrayList<>(plans);
      withThis.add(
          new InputPlan(
              Reference.THIS, InputPlan.Kind.STATIC_SOURCE, full.target(), Optional.empty()));
      ModelSql sql = render(author.parsed(), author.validated(), certificate, withThis);
      return isMiswritten(sql)
          ? Optional.empty()
          : Optional.of(
              planner.written(
                  full,
                  file,
                  author.strategy(),
                  author.columns(),
                  sql.pinned(),
                  author.window(file)));
    }

    private static List<Diagnostic> unknownFunctions(Analysis analysis) {
      return analysis.refusals().stream()
          .filter(r -> r.code() == RefusalCode.UNKNOWN_FUNCTION && r.origin() != null)
          .map(
              r ->
                  Diagnostic.of(
                      Code.UNKNOWN_FUNCTION,
                      r.origin().span(),
                      r.message().replaceFirst("^the function (\\S+) is.*", "$1")))
          .map(
              d ->
                  d.withHint("where it is deterministic, " + RefusalCode.UNKNOWN_FUNCTION.remedy()))
          .toList();
    }

    private Certificate derive(
        Analysis analysis, ParsedText parsed, List<InputPlan> plans, Clock clock) {
      return Deriver.derive(analysis, request(parsed, plans, clock))
          .byTheClock(clock.marks().stream().sorted().toList(), clock.flips());
    }

    private DerivationRequest request(ParsedText parsed, List<InputPlan> plans, Clock clock) {
      Map<String, InputKind> kinds = new LinkedHashMap<>();
      plans.forEach(p -> kinds.put(p.name(), kind(p, clock)));
      List<List<String>> preferred = new ArrayList<>();
      if (!file.configuration().uniqueKey().isEmpty()) {
        preferred.add(file.configuration().uniqueKey());
      }
      preferred.addAll(inputs.claimedKeys(plans));
      return new DerivationRequest(
          kinds,
          preferred,
          file.configuration().incremental().key(),
          AuthorRefusals.of(rendered, parsed, plans, clock.isOpen()),
          clock.marks());
    }

    /** Rows of an input that never changes may still pass a comparison with the clock. */
    private InputKind kind(InputPlan input, Clock clock) {
      boolean flips = clock.flips().stream().anyMatch(f -> f.input().equals(input.name()));
      InputKind kind = inputs.kind(input);
      return flips && kind == InputKind.STATIC ? InputKind.CHANGES : kind;
    }

    /**
     * Between derive and render: whatever a rule said is verified by code that knows no rule; what
     * it rejects is not used.
     */
    private Certificate verified(
        Validated validated,
        Analysis analysis,
        Certificate certificate,
        List<InputPlan> plans,
        Clock clock) {
      Set<String> unchanging = new TreeSet<>();
      plans.stream()
          .filter(p -> kind(p, clock) == InputKind.STATIC)
          .forEach(p -> unchanging.add(p.name()));
      List<Objection> objections =
          new ArrayList<>(CertificateCheck.check(analysis.root(), certificate, unchanging));
      objections.addAll(ClockCheck.check(validated.root(), analysis.root(), certificate));
      if (objections.isEmpty()) {
        return certificate;
      }
      Objection first = objections.get(0);
      Origin place = first.origin() == null ? analysis.root().origin() : first.origin();
      diagnostics.add(Diagnostic.at(Code.NOT_VERIFIED, place, file.name(), first.sentence()));
      return Deriver.full(
          analysis, List.of(Refusal.of(RefusalCode.NOT_VERIFIED, place, first.sentence())));
    }

    private boolean isAsAsked(Certificate certificate) {
      List<Diagnostic> unmet = new ArrayList<>(AuthorWishes.unmet(file, certificate));
      AuthorIncrement.unusedWindow(rendered).ifPresent(unmet::add);
      diagnostics.addAll(unmet);
      diagnostics.addAll(AuthorWishes.warnings(file, certificate));
      return unmet.isEmpty();
    }

    /** Step 7. */
    private ModelSql render(
        ParsedText parsed, Validated validated, Certificate certificate, List<InputPlan> plans) {
      Map<String, RelationName> tables = new LinkedHashMap<>();
      plans.forEach(p -> tables.put(p.name(), p.relation()));
      ModelRenderer renderer =
          new ModelRenderer(
              parsed,
              validated.root(),
              this::fields,
              dialect,
              planner.inputSql(plans, certificate.flips()),
              planner.keySets(file.name()));
      return renderer
          .render(
              certificate,
              name -> dialect.relation(java.util.Objects.requireNonNull(tables.get(name))))
          .withClock(ClockSql.areCalled(validated.calls().keySet()), Statement.NOW, dialect.now());
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
    private ModelPlan plan(
        ParsedText parsed,
        Validated validated,
        Certificate certificate,
        List<InputPlan> plans,
        ModelSql sql) {
      List<String> columns = validated.columns().stream().map(Field::name).toList();
      boolean publishes = SeenThrough.isTable(file) && seenThrough.hasReader(file.name());
      RelationName target = relations.model(file);
      String fingerprint =
          ModelFingerprint.of(rendered, parsed, validated, plans, inputs, target, dialect);
      return planner.plan(file, target, columns, plans, publishes, fingerprint, certificate, sql);
    }

    private List<CompiledModel.OutputColumn> outputColumns(Validated validated, Analysis analysis) {
      List<CompiledModel.OutputColumn> columns = new ArrayList<>();
      for (int i = 0; i < validated.columns().size(); i++) {
        Field field = validated.columns().get(i);
        List<String> lineage =
            i < analysis.lineage().size() ? analysis.lineage().get(i) : List.of();
        String type = field.type() == null ? "any" : field.type();
        columns.add(new CompiledModel.OutputColumn(field.name(), type, field.nullable(), lineage));
      }
      return columns;
    }

    private <T> T take(Checked<T> checked) {
      diagnostics.addAll(checked.diagnostics());
      return checked.value();
    }
  }
}
