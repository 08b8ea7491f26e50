package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories do to each kind of source what may happen to it, and nothing else. */
class HistoryGeneratorTest {
  private static final String EVENTS = "raw.events";
  private static final String PAGES = "raw.pages";

  @Test
  void exchangesRowsOfABatchOnlyWhereItsContentsAreCompared() {
    assertThat(exchanges(histories("check: hash"))).isGreaterThan(20);
    assertThat(exchanges(histories("check: count"))).isZero();
  }

  @Test
  void loadsRowsThatBelongToOthersAtAnyTimeAndTakesThemAway() {
    int loads = 0;
    int deletions = 0;
    int runs = 0;
    for (List<Step> history : histories("check: count")) {
      for (Step step : history.subList(4, history.size())) {
        runs += step instanceof Step.Run ? 1 : 0;
        loads += step instanceof Step.Load load && load.table().equals(PAGES) ? 1 : 0;
        deletions += step instanceof Step.Delete gone && gone.table().equals(PAGES) ? 1 : 0;
      }
    }
    assertThat(loads).isGreaterThan(runs / 5);
    assertThat(deletions).isBetween(1, loads / 5);
  }

  /** What came and what left of rows that belong to others cancel out between two freezes. */
  @Test
  void neitherAddsToRowsThatBelongToOthersNorTakesFromThemInOneStep() {
    for (List<Step> history : histories("check: count")) {
      Set<Class<?>> kinds = new HashSet<>();
      for (Step step : history) {
        if (step instanceof Step.Run run && run.runs("viewed")) {
          kinds.clear();
        } else if (step instanceof Step.Write write && write.table().equals(PAGES)) {
          kinds.add(write.getClass());
          assertThat(kinds).hasSize(1);
        }
      }
    }
  }

  private static int exchanges(List<List<Step>> histories) {
    int found = 0;
    for (List<Step> history : histories) {
      for (int i = 1; i < history.size(); i++) {
        boolean exchange =
            history.get(i - 1) instanceof Step.Delete gone
                && history.get(i) instanceof Step.Load come
                && gone.table().equals(EVENTS)
                && come.table().equals(EVENTS)
                && gone.rows().size() == come.rows().size()
                && !gone.rows().isEmpty()
                && stamps(gone).equals(stamps(come));
        found += exchange ? 1 : 0;
      }
    }
    return found;
  }

  private static List<String> stamps(Step.Write write) {
    return write.rows().stream().map(row -> row.get(2)).toList();
  }

  private static List<List<Step>> histories(String check) {
    Map<String, String> files =
        Map.of(
            "accrete.yml",
            """
            name: kinds
            schema: derived
            dialect: duckdb
            target: dev
            targets:
              dev: {engine: duckdb, path: target/dev.duckdb}
            """,
            "models/sources.yml",
            """
            sources:
              - name: raw.events
                loaded_at: etl
                %s
                columns: {id: varchar, n: integer, etl: timestamp}
              - name: raw.pages
                %s
                columns: {root_id: varchar, page: varchar}
            """
                .formatted(
                    check,
                    check.equals("check: count")
                        ? "loaded_with: {source: raw.events, on: root_id = id}"
                        : "changes: static"),
            "models/viewed.sql",
            """
            SELECT e.id, e.n, p.page
            FROM ${ref('raw.events')} AS e
            JOIN ${ref('raw.pages')} AS p ON p.root_id = e.id
            """);
    Subject subject = Subject.of(ProjectFiles.of(files), CompileOptions.DEFAULT);
    List<List<Step>> histories = new ArrayList<>();
    for (long seed = 0; seed < 40; seed++) {
      TestCase test = new TestCase(seed, files, subject.tables(), List.of());
      HistoryGenerator generator =
          new HistoryGenerator(
              new Chance(seed), test, subject.readBy(), Set.of(), subject.read(), Map.of());
      histories.add(seed % 2 == 0 ? generator.busy(10) : generator.history(10));
    }
    return histories;
  }
}
