package dev.accrete.runtime.report;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Step;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's shape: what the compiler found out about one model.
 *
 * @param strategies the sound ones, best first
 * @param strategy the first of them
 * @param key the output columns that are the key
 * @param routes how changes of each input reach keys
 * @param restrictions what part of each reading a recompute needs
 * @param columnMethods output column to how it is brought up to date
 * @param refusals why cheaper strategies are ruled out
 * @param runnersUp other keys that would do
 * @param openAnswers columns whose value SQL leaves to the engine
 */
public record Derivation(
    List<String> strategies,
    String strategy,
    List<String> key,
    List<RouteShape> routes,
    List<RestrictionShape> restrictions,
    Map<String, String> columnMethods,
    List<RefusalShape> refusals,
    List<Certificate.RunnerUp> runnersUp,
    List<Certificate.OpenAnswer> openAnswers) {

  /** A route: the changed reading of an input, and the steps by which its rows reach keys. */
  public record RouteShape(String input, int reference, List<StepShape> steps) {}

  /** A restriction: a reading of an input, whether it is read whole, and the steps down to it. */
  public record RestrictionShape(
      String input, int reference, boolean whole, List<StepShape> steps) {}

  /** One step with its reason and the place of the operator that it went through. */
  public record StepShape(
      String rule,
      String sentence,
      @Nullable String path,
      @Nullable Integer line,
      @Nullable Integer column) {
    static StepShape of(Step step) {
      Place place = Place.of(step.origin().span());
      return new StepShape(
          step.rule(), step.sentence(), place.path(), place.line(), place.column());
    }
  }

  /** A refusal: its code, the strategy that it rules out, why, what would help, and where. */
  public record RefusalShape(
      String code,
      String strategy,
      String message,
      String remedy,
      @Nullable String path,
      @Nullable Integer line,
      @Nullable Integer column) {
    static RefusalShape of(Refusal refusal) {
      Place place = Place.of(refusal.origin() == null ? null : refusal.origin().span());
      return new RefusalShape(
          refusal.code().id(),
          refusal.rulesOut().word(),
          refusal.message(),
          refusal.code().remedy(),
          place.path(),
          place.line(),
          place.column());
    }
  }

  /** The shape of what a compiled model's certificate says. */
  public static Derivation of(CompiledModel.Result result) {
    Certificate certificate = result.certificate();
    return new Derivation(
        certificate.strategies().stream().map(strategy -> strategy.word()).toList(),
        certificate.strategy().word(),
        certificate.keyColumns().stream().map(n -> result.columns().get(n).name()).toList(),
        certificate.routes().stream().map(Derivation::route).toList(),
        certificate.restrictions().stream().map(Derivation::restriction).toList(),
        certificate.columnMethods(),
        certificate.refusals().stream().map(RefusalShape::of).toList(),
        certificate.runnersUp(),
        certificate.openAnswers());
  }

  private static RouteShape route(Route route) {
    return new RouteShape(
        route.input(), route.reference(), route.steps().stream().map(StepShape::of).toList());
  }

  private static RestrictionShape restriction(Restriction restriction) {
    return new RestrictionShape(
        restriction.input(),
        restriction.reference(),
        restriction.whole(),
        restriction.steps().stream().map(StepShape::of).toList());
  }
}
