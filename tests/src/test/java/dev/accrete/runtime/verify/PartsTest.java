package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * The rows of a random model for which a condition is true, false and unknown sum up to the model,
 * after each run. It stands in this package because what makes projects is nobody's library.
 */
class PartsTest {
  private static final int RUNS = 4;

  private static final Map<String, String> PROJECT =
      Map.of(
          "accrete.yml",
          """
          name: parts
          schema: derived
          dialect: duckdb
          target: dev
          targets:
            dev: {engine: duckdb, path: target/dev.duckdb}
          """,
          "models/sources.yml",
          """
          sources:
            - name: raw.numbers
              changes: snapshot
              columns: {n: integer}
          """,
          "models/whole.sql",
          "SELECT n FROM ${ref('raw.numbers')}\n");

  private static long compared;
  private static long changed;
  private static long skipped;

  @AfterContainer
  static void figures() {
    System.out.printf(
        "parts of models: %d tables compared, %d changed by the step; %d projects without parts%n",
        compared, changed, skipped);
  }

  @Property(tries = 2, seed = "1", shrinking = ShrinkingMode.OFF)
  void threePartsOfAModelSumUpToIt(@ForAll @LongRange(min = 1, max = 1_000_000) long seed) {
    Map<String, String> files = ProjectGenerator.project(new Chance(seed), false, "duckdb");
    Map<String, String> parts = Parts.added(files, new Chance(seed));
    if (parts.size() == files.size()) {
      skipped++;
      return;
    }
    EquivalenceResult result =
        Equivalence.of(parts).withoutOptimizers().seed(seed).cases(1).runs(RUNS).run();
    assertThat(result.failure().map(EquivalenceFailure::story)).isEmpty();
    compared += result.tally().comparisons();
    changed += result.tally().counted();
  }

  @Example
  void aRowThatNoPartHasIsTold() {
    Map<String, String> parts = Parts.added(PROJECT, new Chance(1));
    assertThat(parts).hasSize(PROJECT.size() + 3);
    Subject subject = Subject.of(ProjectFiles.of(parts), CompileOptions.DEFAULT);
    Set<String> run = Set.of("whole", "whole_part1", "whole_part2", "whole_part3");
    Map<String, PlainCopy.Contents> tables = new HashMap<>();
    tables.put("whole", rows("1", "2", "NULL"));
    tables.put("whole_part1", rows("2"));
    tables.put("whole_part2", rows("1"));
    tables.put("whole_part3", rows());
    assertThat(Parts.mismatch(3, run, subject, tables).map(Mismatch::missing))
        .contains(List.of("[NULL]"));
    tables.put("whole_part3", rows("NULL", "NULL"));
    assertThat(Parts.mismatch(3, run, subject, tables).map(Mismatch::surplus))
        .contains(List.of("[NULL]"));
    tables.put("whole_part3", rows("NULL"));
    assertThat(Parts.mismatch(3, run, subject, tables)).isEmpty();
  }

  private static PlainCopy.Contents rows(String... values) {
    return new PlainCopy.Contents(List.of(), Stream.of(values).map(List::of).toList());
  }
}
