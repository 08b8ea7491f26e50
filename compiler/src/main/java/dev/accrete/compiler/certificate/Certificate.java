package dev.accrete.compiler.certificate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a derivation found out about one model. Everything that is shown, rendered, planned and
 * checked comes from here.
 *
 * @param strategies the sound ones, best first; the last is always full
 * @param keyColumns numbers of the output columns that are the key, in order; empty where only full
 *     is sound
 * @param routes how changes reach keys; complete: every reading of a changing input has one
 * @param restrictions what each reading needs when touched keys are recomputed; one for each
 *     reading
 * @param columnMethods output column to the way it is brought up to date
 * @param refusals why cheaper strategies are ruled out
 * @param runnersUp other keys that would do, best first
 * @param openAnswers output columns whose value SQL leaves to the engine
 * @param append which readings may grow, where appending is sound
 * @param merge what is kept of each group, where merging is sound
 */
public record Certificate(
    List<Strategy> strategies,
    List<Integer> keyColumns,
    List<Route> routes,
    List<Restriction> restrictions,
    Map<String, String> columnMethods,
    List<Refusal> refusals,
    List<RunnerUp> runnersUp,
    List<OpenAnswer> openAnswers,
    Optional<Append> append,
    Optional<Merge> merge) {
  public Certificate {
    strategies = List.copyOf(strategies);
    keyColumns = List.copyOf(keyColumns);
    routes = List.copyOf(routes);
    restrictions = List.copyOf(restrictions);
    columnMethods =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(columnMethods));
    refusals = List.copyOf(refusals);
    runnersUp = List.copyOf(runnersUp);
    openAnswers = List.copyOf(openAnswers);
  }

  /** A certificate by which nothing is appended or merged. */
  public Certificate(
      List<Strategy> strategies,
      List<Integer> keyColumns,
      List<Route> routes,
      List<Restriction> restrictions,
      Map<String, String> columnMethods,
      List<Refusal> refusals,
      List<RunnerUp> runnersUp,
      List<OpenAnswer> openAnswers) {
    this(
        strategies,
        keyColumns,
        routes,
        restrictions,
        columnMethods,
        refusals,
        runnersUp,
        openAnswers,
        Optional.empty(),
        Optional.empty());
  }

  /** The same by which nothing is appended or merged. */
  public Certificate byKeysAlone() {
    return new Certificate(
        strategies.stream().filter(s -> s == Strategy.RECOMPUTE || s == Strategy.FULL).toList(),
        keyColumns,
        routes,
        restrictions,
        columnMethods,
        refusals,
        runnersUp,
        openAnswers);
  }

  /** The first refusal of a strategy, if there is one. */
  public Optional<Refusal> refusalOf(Strategy strategy) {
    return refusals.stream().filter(r -> r.rulesOut() == strategy).findFirst();
  }

  /** The first sound strategy. */
  public Strategy strategy() {
    return strategies.get(0);
  }

  /** The same with other open answers. */
  public Certificate open(List<OpenAnswer> others) {
    return new Certificate(
        strategies,
        keyColumns,
        routes,
        restrictions,
        columnMethods,
        refusals,
        runnersUp,
        others,
        append,
        merge);
  }

  /** A key that would do as well, and what it costs beside the chosen one. */
  public record RunnerUp(List<String> columns, String why) {}

  /** A column whose value the engine may choose, why, and the tie-break that closes it. */
  public record OpenAnswer(String column, String reason, String remedy) {}
}
