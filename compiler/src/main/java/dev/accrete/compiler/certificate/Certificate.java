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
 * @param marks numbers of the output columns that tell by the clock when a row was last written
 * @param flips comparisons with the clock: rows for which they flip count as changed
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
    Optional<Merge> merge,
    List<Integer> marks,
    List<Flip> flips) {
  /** A certificate of a model that reads no clock. */
  public Certificate(
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
    this(
        strategies,
        keyColumns,
        routes,
        restrictions,
        columnMethods,
        refusals,
        runnersUp,
        openAnswers,
        append,
        merge,
        List.of(),
        List.of());
  }

  public Certificate {
    marks = List.copyOf(marks);
    flips = List.copyOf(flips);
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
        openAnswers,
        Optional.empty(),
        Optional.empty(),
        marks,
        flips);
  }

  /** The first refusal of a strategy, if there is one. */
  public Optional<Refusal> refusalOf(Strategy strategy) {
    return refusals.stream().filter(r -> r.rulesOut() == strategy).findFirst();
  }

  /** Whether changes can be merged, and touched keys cannot be computed again. */
  public boolean mergesAlone() {
    return strategies.contains(Strategy.MERGE) && !strategies.contains(Strategy.RECOMPUTE);
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
        merge,
        marks,
        flips);
  }

  /**
   * The same for a table that its author keeps up to date in a way of his own, which nothing
   * derives.
   */
  public Certificate keptBy(Strategy author) {
    Map<String, String> methods = new java.util.LinkedHashMap<>();
    columnMethods.keySet().forEach(column -> methods.put(column, author.word()));
    return new Certificate(
        List.of(author, Strategy.FULL),
        List.of(),
        List.of(),
        List.of(),
        methods,
        refusals,
        List.of(),
        openAnswers,
        Optional.empty(),
        Optional.empty(),
        marks,
        List.of());
  }

  /**
   * The same for a model that reads the clock. A row that flips is there already, so nothing is
   * appended; and what marks when rows were written is computed by the author's SELECT alone.
   *
   * @param written the numbers of the columns that mark when a row was last written
   * @param comparisons what flips
   */
  public Certificate byTheClock(List<Integer> written, List<Flip> comparisons) {
    if (written.isEmpty() && comparisons.isEmpty()) {
      return this;
    }
    Map<String, String> methods = new java.util.LinkedHashMap<>(columnMethods);
    List<String> names = List.copyOf(methods.keySet());
    boolean derived = strategies.contains(Strategy.RECOMPUTE);
    if (!derived) {
      methods.replaceAll((column, method) -> Strategy.FULL.word());
    }
    written.forEach(i -> methods.put(names.get(i), "clock"));
    return new Certificate(
        derived ? List.of(Strategy.RECOMPUTE, Strategy.FULL) : List.of(Strategy.FULL),
        keyColumns,
        routes,
        restrictions,
        methods,
        refusals,
        runnersUp,
        openAnswers,
        Optional.empty(),
        Optional.empty(),
        written,
        derived ? comparisons : List.of());
  }

  /** The same without appending, where the author pinned the recompute. */
  public Certificate recomputing() {
    return new Certificate(
        strategies.stream().filter(s -> s != Strategy.APPEND).toList(),
        keyColumns,
        routes,
        restrictions,
        columnMethods,
        refusals,
        runnersUp,
        openAnswers,
        Optional.empty(),
        merge,
        marks,
        flips);
  }

  /** A key that would do as well, and what it costs beside the chosen one. */
  public record RunnerUp(List<String> columns, String why) {}

  /** A column whose value the engine may choose, why, and the tie-break that closes it. */
  public record OpenAnswer(String column, String reason, String remedy) {}
}
