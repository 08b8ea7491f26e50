package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectTest {
  private static final Map<String, String> FILES =
      Map.of(
          "accrete.yml",
          """
          name: hidden
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
              columns: {k: integer, n: integer, etl: timestamp}
            - name: raw.users
              changes: snapshot
              columns: {k: integer, s: varchar}
          """,
          "models/counted.sql",
          """
          SELECT d.times, COUNT(*) AS keys
          FROM (
            SELECT e.k, COUNT(*) AS times
            FROM ${ref('raw.events')} AS e
            JOIN ${ref('raw.users')} AS u ON u.k = e.k
            GROUP BY e.k
          ) AS d
          GROUP BY d.times
          """);

  @Test
  void aHiddenModelFreezesItsSourcesWithTheModelThatItBelongsTo() {
    Subject subject = Subject.of(ProjectFiles.of(FILES), CompileOptions.DEFAULT);
    assertThat(subject.models()).extracting(CompiledModel::name).contains("counted$d", "counted");
    assertThat(subject.readBy()).containsOnlyKeys("counted");
    assertThat(subject.readBy().get("counted")).containsExactly("raw.events", "raw.users");
  }
}
