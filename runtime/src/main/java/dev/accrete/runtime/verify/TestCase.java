package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A project, its sources and what happens to them.
 *
 * @param seed makes the same case again
 * @param files the project's texts by path
 * @param tables the sources
 * @param steps the history
 * @param names of the models that it is about; empty where it is about all
 */
record TestCase(
    long seed,
    Map<String, String> files,
    List<DataTable> tables,
    List<Step> steps,
    Optional<Set<String>> names) {
  TestCase(long seed, Map<String, String> files, List<DataTable> tables, List<Step> steps) {
    this(seed, files, tables, steps, Optional.empty());
  }

  TestCase {
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
  }

  DataTable table(String name) {
    return tables.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }

  /** How many rows are loaded, those during a run included. */
  int loadedRows() {
    return loads().stream().mapToInt(load -> load.rows().size()).sum();
  }

  /** How many loads bring rows. */
  int batches() {
    return (int) loads().stream().filter(load -> !load.rows().isEmpty()).count();
  }

  private List<Step.Load> loads() {
    List<Step.Load> loads = new ArrayList<>();
    for (Step step : steps) {
      Step write =
          step instanceof Step.Run run
              ? run.interruption().<Step>map(Step.Interruption::write).orElse(run)
              : step;
      if (write instanceof Step.Load load) {
        loads.add(load);
      }
    }
    return loads;
  }

  /** Whether some run keeps models in other ways. */
  boolean hasOtherStrategies() {
    return steps.stream()
        .anyMatch(
            step ->
                step instanceof Step.Run run
                    && run.incident()
                        .filter(i -> i.kind() == IncidentKind.OTHER_STRATEGIES)
                        .isPresent());
  }

  TestCase with(List<Step> others) {
    return new TestCase(seed, files, tables, others, names);
  }

  /** The same about some models alone. */
  TestCase of(Set<String> models) {
    return new TestCase(seed, files, tables, steps, Optional.of(models));
  }

  /** Whether a file is none of a model that it is not about. */
  boolean isShown(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
    return path.endsWith(".sql") && names.map(n -> n.contains(name)).orElse(true);
  }

  TestCase withFiles(Map<String, String> others) {
    return new TestCase(seed, others, tables, steps, names);
  }
}
