package dev.accrete.runtime.verify;

import dev.accrete.runtime.execute.RunStrategy;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what was tried: comparisons, by strategy and by operator, and models by whether they are
 * incremental.
 */
public final class Tally {
  private final Map<String, Map<RunStrategy, Long>> byOperator = new TreeMap<>();
  private final Map<RunStrategy, Long> byStrategy = new EnumMap<>(RunStrategy.class);
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, long[]> models = new TreeMap<>();
  private final Map<String, ModelCounts> tables = new TreeMap<>();
  private final Map<String, Map<ChangeKind, Long>> byChange = new TreeMap<>();
  private final Map<IncidentKind, Long> incidents = new EnumMap<>(IncidentKind.class);
  private long counted;
  private long cases;
  private long comparisons;
  private long nonEmpty;
  private long changed;
  private long compiled;
  private long incremental;
  private long untestable;
  private long cut;

  Tally() {}

  void addIncident(IncidentKind kind) {
    incidents.merge(kind, 1L, Long::sum);
  }

  /** How often that happened to a run. */
  public long incidents(IncidentKind kind) {
    return incidents.getOrDefault(kind, 0L);
  }

  /** What was compared of one model. */
  public static final class ModelCounts {
    private final Map<RunStrategy, Long> strategies = new EnumMap<>(RunStrategy.class);
    private long compared;
    private long different;
    private long filled;

    private void add(Observation observation) {
      compared++;
      different += observation.changed() ? 1 : 0;
      filled += observation.nonEmpty() ? 1 : 0;
      strategies.merge(observation.strategy(), 1L, Long::sum);
    }

    /** Comparisons of its table. */
    public long comparisons() {
      return compared;
    }

    /** How many of them came after a run that changed it. */
    public long changed() {
      return different;
    }

    /** How many of them were of a table that has rows: without any, nothing was shown. */
    public long filled() {
      return filled;
    }

    /** How many of them came after a run that took a strategy. */
    public long by(RunStrategy strategy) {
      return strategies.getOrDefault(strategy, 0L);
    }
  }

  void addCase() {
    cases++;
  }

  void addCut() {
    cut++;
  }

  void addUntestable() {
    untestable++;
  }

  /** A model that compiled: its operators, and the refusals that leave it a full rebuild alone. */
  void addModel(List<String> operators, boolean isIncremental, List<String> refused) {
    compiled++;
    incremental += isIncremental ? 1 : 0;
    for (String operator : operators) {
      long[] counts = models.computeIfAbsent(operator, o -> new long[2]);
      counts[0]++;
      counts[1] += isIncremental ? 1 : 0;
    }
    refused.stream().distinct().forEach(r -> refusals.merge(r, 1L, Long::sum));
  }

  void add(Observation observation, List<String> operators) {
    comparisons++;
    nonEmpty += observation.nonEmpty() ? 1 : 0;
    changed += observation.changed() ? 1 : 0;
    counted += observation.counts() ? 1 : 0;
    byStrategy.merge(observation.strategy(), 1L, Long::sum);
    tables.computeIfAbsent(observation.model(), m -> new ModelCounts()).add(observation);
    for (String operator : operators) {
      byOperator
          .computeIfAbsent(operator, o -> new EnumMap<>(RunStrategy.class))
          .merge(observation.strategy(), 1L, Long::sum);
      if (observation.counts()) {
        Map<ChangeKind, Long> kinds =
            byChange.computeIfAbsent(operator, o -> new EnumMap<>(ChangeKind.class));
        observation.changes().forEach(kind -> kinds.merge(kind, 1L, Long::sum));
      }
    }
  }

  /** Comparisons that show something: the table has rows, and the step changed it. */
  public long counted() {
    return counted;
  }

  /** Those of models with an operator, after a change of that kind. */
  public long counted(String operator, ChangeKind kind) {
    return byChange.getOrDefault(operator, Map.of()).getOrDefault(kind, 0L);
  }

  /** Random models that compiled, and those of the project. */
  public long compiled() {
    return compiled;
  }

  /** What was compared, by model; of random models, those of one name count together. */
  public Map<String, ModelCounts> models() {
    return Collections.unmodifiableMap(tables);
  }

  /** Cases that were played. */
  public long cases() {
    return cases;
  }

  /** Tables compared after a step. */
  public long comparisons() {
    return comparisons;
  }

  /** Projects that could not be tested: their queries are not valid. */
  public long untestable() {
    return untestable;
  }

  /** Cases that ended early, as a table would have grown too large. */
  public long cut() {
    return cut;
  }

  /** The share of comparisons whose table had rows. */
  public double shareNonEmpty() {
    return share(nonEmpty, comparisons);
  }

  /** The share of comparisons whose step changed the table. */
  public double shareChanged() {
    return share(changed, comparisons);
  }

  /** The share of models for which more than a full rebuild is sound. */
  public double shareIncremental() {
    return share(incremental, compiled);
  }

  /** Comparisons after runs that took a strategy. */
  public long comparisons(RunStrategy strategy) {
    return byStrategy.getOrDefault(strategy, 0L);
  }

  /** Comparisons of models with an operator after runs that took a strategy. */
  public long comparisons(String operator, RunStrategy strategy) {
    return byOperator.getOrDefault(operator, Map.of()).getOrDefault(strategy, 0L);
  }

  /** Models with an operator. */
  public long models(String operator) {
    return models.getOrDefault(operator, new long[2])[0];
  }

  /** The share of incremental models among those with an operator. */
  public double shareIncremental(String operator) {
    long[] counts = models.getOrDefault(operator, new long[2]);
    return share(counts[1], counts[0]);
  }

  /** How many models fell back to full, by the code of the refusal. */
  public Map<String, Long> refusals() {
    return Collections.unmodifiableMap(refusals);
  }

  private static double share(long part, long all) {
    return all == 0 ? 0 : (double) part / all;
  }

  /** The figures and the table of operators and strategies, for people. */
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%,d comparisons in %,d cases, %,d of them cut short as tables grew; table not empty"
                + " %.0f %%, changed by the step %.0f %%; %,d models, %.0f %% incremental%n",
            comparisons,
            cases,
            cut,
            100 * shareNonEmpty(),
            100 * shareChanged(),
            compiled,
            100 * shareIncremental()));
    if (!incidents.isEmpty()) {
      out.append("runs to which something happened: ").append(incidents).append('\n');
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%-18s %9s %9s %9s %9s %9s %9s %12s%n",
            "operator",
            "append",
            "merge",
            "recompute",
            "full",
            "none",
            "models",
            "incremental"));
    for (String operator : Operators.names()) {
      Map<RunStrategy, Long> counts = byOperator.getOrDefault(operator, Map.of());
      long[] of = models.getOrDefault(operator, new long[2]);
      out.append(
          String.format(
              Locale.ROOT,
              "%-18s %9d %9d %9d %9d %9d %9d %10.0f %%%n",
              operator,
              counts.getOrDefault(RunStrategy.APPEND, 0L),
              counts.getOrDefault(RunStrategy.MERGE, 0L),
              counts.getOrDefault(RunStrategy.RECOMPUTE, 0L),
              counts.getOrDefault(RunStrategy.FULL, 0L),
              counts.getOrDefault(RunStrategy.NONE, 0L),
              of[0],
              100 * share(of[1], of[0])));
    }
    out.append("refusals by code: ").append(refusals).append('\n');
    return out.toString();
  }
}
