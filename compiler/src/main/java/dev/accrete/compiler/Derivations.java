package dev.accrete.compiler;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.analyze.Clock;
import dev.accrete.compiler.analyze.EngineTypes;
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
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.EngineText;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.ReadAhead;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.MixedBranches;
import dev.accrete.compiler.validate.ModelValidator;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import dev.accrete.compiler.validate.WrongCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Steps 3 to 6 for one text: parse, validate, analyze, derive; and the check of what was derived.
 */
final class Derivations {
  private final Project project;
  private final ModelInputs inputs;
  private final Functions functions;
  private final String engine;
  private final EngineText texts;

  /** For models of which the translation may have read some. */
  Derivations(Project project, ModelInputs inputs, String engine, ReadAhead ahead) {
    this.project = project;
    this.inputs = inputs;
    this.engine = engine;
    this.texts = EngineText.of(project.settings().dialect(), engine, ahead);
    this.functions = new Functions(deterministic(project), engine);
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

  /** The model after these steps; absent where it has errors. */
  Checked<Optional<Derived>> derive(RenderedModel rendered) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    boolean anyTables = validation(rendered.model()) == Validation.OFF;
    Checked<Optional<ParsedText>> parsed =
        anyTables ? texts.parseAnyTables(rendered.full()) : texts.parse(rendered.full());
    Optional<Reference> untold = untold(rendered.full());
    if (parsed.value().isPresent() && untold.isPresent()) {
      String reading = "reading " + untold.get().name() + ", whose columns are not known,";
      return asWritten(
          rendered,
          EngineText.asWritten(rendered.full(), reading, untold.get().origin()),
          diagnostics);
    }
    diagnostics.addAll(parsed.diagnostics());
    List<Diagnostic> found = new ArrayList<>(diagnostics);
    Optional<Derived> derived =
        parsed
            .value()
            .flatMap(p -> validate(rendered.model(), p, found).map(v -> of(rendered, p, v)));
    Optional<ParsedText> unread =
        parsed.value().isPresent() && derived.isEmpty()
            ? texts.unchecked(rendered.full())
            : Optional.empty();
    return unread
        .map(text -> asWritten(rendered, text, diagnostics))
        .orElse(new Checked<>(derived, found));
  }

  /** A text that is left to the engine. */
  private Checked<Optional<Derived>> asWritten(
      RenderedModel rendered, ParsedText text, List<Diagnostic> diagnostics) {
    Optional<Derived> derived =
        validate(rendered.model(), text, diagnostics).map(v -> of(rendered, text, v));
    return new Checked<>(derived, diagnostics);
  }

  /**
   * A model that the text reads, and whose columns only the engine knows; where the engine is not
   * that of the dialect, the text has to be read all the same, as it is written anew.
   */
  private Optional<Reference> untold(RenderedText text) {
    if (!texts.isNative()) {
      return Optional.empty();
    }
    return text.references().stream()
        .filter(r -> inputs.isModel(r.name()))
        .filter(r -> inputs.fields(r.name()).map(List::isEmpty).orElse(false))
        .findFirst();
  }

  private Optional<Validated> validate(
      ModelFile file, ParsedText parsed, List<Diagnostic> diagnostics) {
    boolean ofRedshift = engine.equals("redshift") && validation(file) != Validation.OFF;
    List<Diagnostic> wrong = ofRedshift ? WrongCalls.of(parsed) : List.of();
    diagnostics.addAll(wrong);
    Checked<Optional<Validated>> validated =
        ModelValidator.validate(parsed, inputs::fields, validation(file), engine);
    validated.diagnostics().stream()
        .filter(d -> wrong.isEmpty() || !isToldBy(wrong, d, parsed))
        .forEach(diagnostics::add);
    if (ofRedshift) {
      validated.value().ifPresent(v -> diagnostics.addAll(MixedBranches.of(v.root())));
    }
    return validated
        .value()
        .map(this::onEngine)
        .map(v -> diagnostics.stream().anyMatch(Derivations::isBare) ? readingMore(v) : v);
  }

  /** Whether a doubt of the type checker, here or without a place, is about a wrong call. */
  private static boolean isToldBy(List<Diagnostic> wrong, Diagnostic doubt, ParsedText parsed) {
    return doubt.code() == Code.TYPES_UNKNOWN
        && (parsed.rendered().beginning().span().equals(doubt.span())
            || wrong.stream().anyMatch(w -> Objects.equals(w.span(), doubt.span())));
  }

  private Validated onEngine(Validated validated) {
    return new Validated(
        validated.root(),
        EngineTypes.of(validated.root(), validated.columns(), project.settings().dialect(), engine),
        validated.calls(),
        validated.traced());
  }

  private static boolean isBare(Diagnostic diagnostic) {
    return diagnostic.code() == Code.BARE_TABLE_WARNING;
  }

  /** Nothing is known of a table that is no input, so each run has to look again. */
  private static Validated readingMore(Validated validated) {
    Map<String, Origin> calls = new LinkedHashMap<>(validated.calls());
    calls.put("A TABLE WITHOUT REF()", validated.root().origin());
    return new Validated(validated.root(), validated.columns(), calls, validated.traced());
  }

  /** How strictly a model is validated: its own word counts before the project's. */
  Validation validation(ModelFile file) {
    Validation own = file.configuration().validation();
    return own == null ? project.settings().validation() : own;
  }

  private Derived of(RenderedModel rendered, ParsedText parsed, Validated validated) {
    Clock clock = Clock.of(validated.root(), functions);
    Analysis analysis =
        Analyzer.analyze(clock.root(), validated.columns(), validated.calls(), functions);
    List<InputPlan> plans = inputs.of(rendered);
    Certificate certificate =
        SeenThrough.isTable(rendered.model())
            ? Deriver.derive(analysis, request(rendered, parsed, plans, clock))
                .byTheClock(clock.marks().stream().sorted().toList(), clock.flips())
            : Deriver.full(analysis, List.of());
    return verified(
        new Derived(rendered, parsed, validated, clock, analysis, plans, certificate, List.of()));
  }

  private DerivationRequest request(
      RenderedModel rendered, ParsedText parsed, List<InputPlan> plans, Clock clock) {
    ModelFile file = rendered.model();
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
        Strategy.of(file.configuration().incremental().strategy()),
        clock.marks(),
        inputs.ordered(plans),
        (rows, aggregate) ->
            EngineTypes.floats(rows, aggregate, project.settings().dialect(), engine));
  }

  /** Rows of an input that never changes may still pass a comparison with the clock. */
  private InputKind kind(InputPlan input, Clock clock) {
    boolean flips = clock.flips().stream().anyMatch(f -> f.input().equals(input.name()));
    InputKind kind = inputs.kind(input);
    return flips && kind == InputKind.STATIC ? InputKind.CHANGES : kind;
  }

  /** Whatever a rule said is verified by code that knows no rule; what it rejects is not used. */
  private Derived verified(Derived derived) {
    List<Objection> objections = objections(derived);
    if (!SeenThrough.isTable(derived.file()) || objections.isEmpty()) {
      return derived;
    }
    Derived byKeys = derived.with(derived.certificate().byKeysAlone());
    if (!byKeys.equals(derived) && objections(byKeys).isEmpty()) {
      return byKeys;
    }
    Objection first = objections.get(0);
    Origin place = first.origin() == null ? derived.analysis().root().origin() : first.origin();
    Certificate full =
        Deriver.full(
            derived.analysis(),
            List.of(Refusal.of(RefusalCode.NOT_VERIFIED, place, first.sentence())));
    return with(
        derived,
        full,
        List.of(Diagnostic.at(Code.NOT_VERIFIED, place, derived.file().name(), first.sentence())));
  }

  private List<Objection> objections(Derived derived) {
    Relation timeless = derived.analysis().root();
    List<Objection> objections =
        new ArrayList<>(
            CertificateCheck.check(
                timeless,
                derived.certificate(),
                named(derived, InputKind.STATIC),
                named(derived, InputKind.AMONG_OTHERS)));
    objections.addAll(
        ClockCheck.check(derived.validated().root(), timeless, derived.certificate()));
    return objections;
  }

  private Set<String> named(Derived derived, InputKind kind) {
    Set<String> names = new TreeSet<>();
    derived.plans().stream()
        .filter(p -> kind(p, derived.clock()) == kind)
        .forEach(p -> names.add(p.name()));
    return names;
  }

  private static Derived with(
      Derived derived, Certificate certificate, List<Diagnostic> diagnostics) {
    return new Derived(
        derived.rendered(),
        derived.parsed(),
        derived.validated(),
        derived.clock(),
        derived.analysis(),
        derived.plans(),
        certificate,
        diagnostics);
  }
}
