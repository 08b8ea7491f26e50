package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.ProjectFiles;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Increments that drift for what a call takes out of a column alone, and one that does not. */
class CallShapesTest {
  private static final int CASES = 10;
  private static final int RUNS = 4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SPLIT_PART(url, 'utm_source=', 2) = 'mail'",
        "SPLIT_PART(SPLIT_PART(url, 'utm_source=', 2), '&', 1) IN ('mail', 'ad')",
        "json_extract_string(props, '$.plan') = 'pro'",
        "json_extract_string(props, '$.user.plan') = 'pro'",
        "json_extract_string(props, '$.plan') = 'pro' AND json_extract_string(props, '$.items[1].n')::int > 7",
        "json_extract_string(props, '$.at')::timestamp = TIMESTAMP '2026-01-02 10:00:00'",
        "STRPOS(url, '/checkout') > 1",
        "STARTS_WITH(LOWER(url), 'https:')",
        "regexp_matches(url, '^/p/[0-9]{4}(-old|-new)?$')",
        "SUBSTRING(url, 4, 2) = 'de'",
        "url SIMILAR TO '/(shop|cart)/.*'",
        "EXTRACT(dow FROM seen) IN (0, 6)",
        "DATE_PART('hour', seen) = 23"
      })
  void rowsThatAnIncrementLosesByACallAreMade(String condition) {
    EquivalenceResult result = verify(files("WHERE NOT COALESCE(" + condition + ", FALSE)"));
    assertThat(result.failure()).isPresent();
    assertThat(result.failure().orElseThrow().toString()).contains("differs from its SELECT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "h.props.plan::varchar = 'pro'",
        "h.props.items[1].n::int > 7 AND h.props.user.plan::varchar IN ('pro', 'max')"
      })
  void soAreThoseThatItLosesByAPathIntoASuperValue(String condition) {
    Map<String, String> files =
        new TreeMap<>(files("WHERE NOT COALESCE(" + condition + ", FALSE)"));
    files.replaceAll(
        (path, text) ->
            text.replace("dialect: duckdb", "dialect: redshift")
                .replace("props: varchar", "props: super")
                .replace("ref('raw.hits')}", "ref('raw.hits')} AS h"));
    assertThat(verify(files).failure().orElseThrow().toString())
        .contains("differs from its SELECT");
  }

  @Test
  void anIncrementThatLosesNothingIsNotAccused() {
    assertThat(verify(files("WHERE TRUE OR SPLIT_PART(url, '=', 2) = 'a'")).failure()).isEmpty();
  }

  private static EquivalenceResult verify(Map<String, String> files) {
    return Equivalence.of(ProjectFiles.of(files))
        .withoutOptimizers()
        .shrinking(false)
        .cases(CASES)
        .runs(RUNS)
        .run();
  }

  private static Map<String, String> files(String where) {
    return Map.of(
        "accrete.yml",
        """
            name: calls
            schema: derived
            dialect: duckdb
            target: dev
            targets:
              dev: {engine: duckdb, path: target/dev.duckdb}
            """,
        "models/sources.yml",
        """
            sources:
              - name: raw.hits
                loaded_at: etl
                unique_key: id
                columns:
                  id: {type: integer, nullable: false}
                  url: varchar
                  props: varchar
                  seen: timestamp
                  etl: timestamp
            """,
        "models/hits.sql",
        """
            ---
            unique_key: id
            ---
            SELECT id, url, props, seen
            FROM ${ref('raw.hits')}
            [@incremental]
            %s
            [/@incremental]
            """
            .formatted(where));
  }
}
