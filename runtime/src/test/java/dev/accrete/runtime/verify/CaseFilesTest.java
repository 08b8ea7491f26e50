package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.CompileOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The folder of a failing case: it plays the case again, with the old models and with mended ones.
 */
class CaseFilesTest {
  private static final String WATERMARK = "WHERE etl > (SELECT MAX(etl) FROM ${this})";

  @TempDir private Path folder;

  private static Map<String, String> project() {
    return new TreeMap<>(
        Map.of(
            "accrete.yml",
            """
            name: shop
            schema: derived
            dialect: duckdb
            target: dev
            vars: {floor: 0, token: "${env('ACCRETE_TOKEN')}", who: "me, ${env('ACCRETE_TOKEN')}"}
            targets:
              dev: {engine: postgres, url: 'jdbc:postgresql://h/d', password: s3cret-word}
            """,
            "models/sources.yml",
            """
            sources:
              - name: raw.orders
                loaded_at: etl
                columns: {id: integer, account: varchar, etl: timestamp}
              - name: raw.rates
                changes: snapshot
                columns: {account: varchar, rate: integer}
            """,
            "models/other.sql",
            "SELECT account, MAX(rate) AS rate FROM ${ref('raw.rates')} GROUP BY 1",
            "models/counts.sql",
            """
            ---
            unique_key: account
            ---
            SELECT account, COUNT(*) AS n, MAX(etl) AS etl
            FROM ${ref('raw.orders')}
            [@incremental]
            """
                + WATERMARK
                + """

                [/@incremental]
                GROUP BY 1
                """));
  }

  private static final CompileOptions OPTIONS =
      new CompileOptions(Optional.empty(), Map.of(), Map.of("ACCRETE_TOKEN", "t0p-secret"));

  /** Making it small takes longer than all that is done with it. */
  private static final EquivalenceFailure FAILURE =
      Equivalence.of(project())
          .options(OPTIONS)
          .withoutOptimizers()
          .cases(5)
          .run()
          .failure()
          .orElseThrow();

  private static Optional<EquivalenceFailure> again(Map<String, String> files, Path folder) {
    try (EquivalenceRun run = Equivalence.of(files).options(OPTIONS).open()) {
      return run.play(RecordedCase.read(folder));
    }
  }

  @Test
  void itPlaysTheCaseAgain() throws IOException {
    FAILURE.writeTo(folder);
    try (EquivalenceRun run = Equivalence.of(folder).options(OPTIONS).open()) {
      EquivalenceFailure again = run.play(RecordedCase.read(folder)).orElseThrow();
      assertThat(again.headline()).isEqualTo(FAILURE.headline());
      assertThat(again.rows()).isEqualTo(FAILURE.rows());
    }
    assertThat(again(project(), folder)).isPresent();
    Map<String, String> mended = project();
    mended.replaceAll((path, text) -> text.replace(WATERMARK, ""));
    assertThat(again(mended, folder)).isEmpty();
  }

  @Test
  void itIsSmallAndTellsWhichStatementWentWrong() {
    EquivalenceFailure failure = FAILURE;
    assertThat(failure.files().keySet())
        .containsExactlyInAnyOrder(
            "accrete.yml",
            "case.json",
            "models/counts.sql",
            "models/sources.yml",
            "statements.sql",
            "story.txt");
    assertThat(failure.story())
        .contains("the statement that went wrong in step", "SELECT MAX(etl)");
    assertThat(failure.files().get("statements.sql"))
        .containsOnlyOnce("THIS WENT WRONG: The author's own increment");
    assertThat(failure.files().values())
        .noneMatch(text -> text.contains("s3cret-word") || text.contains("//h/d"))
        .noneMatch(text -> text.contains("t0p-secret"));
    assertThat(failure.files().get("accrete.yml"))
        .contains("\"me, ${env('ACCRETE_TOKEN')}\"", "\"floor\": 0");
  }

  /** A row that stays was not found; the insert, which other rows come by, is not to blame. */
  @Test
  void ofARowThatStaysItIsTheStatementThatFindsKeys() {
    Map<String, String> files = project();
    files.remove("models/counts.sql");
    files.put(
        "models/rates.sql",
        """
        ---
        unique_key: account
        ---
        SELECT account, rate FROM ${ref('raw.rates')} WHERE rate > 1 GROUP BY account, rate
        [@incremental]
        HAVING rate > 2
        [/@incremental]
        """);
    EquivalenceFailure failure =
        Equivalence.of(files)
            .options(OPTIONS)
            .withoutOptimizers()
            .cases(9)
            .run()
            .failure()
            .orElseThrow();
    assertThat(failure.story()).contains("the statement that went wrong in step");
    assertThat(failure.files().get("statements.sql")).contains("THIS WENT WRONG");
  }

  /**
   * Files that name other models stay, and those models with them; what is wrong there is not
   * looked at.
   */
  @Test
  void modelsThatOtherFilesNameAreNotRun() throws IOException {
    Map<String, String> files = project();
    files.put("models/other.yml", "models:\n  - name: other\n    description: Rates.\n");
    files.put("models/broken.sql", "SELECT FROM WHERE");
    EquivalenceFailure failure =
        Equivalence.of(files)
            .options(OPTIONS)
            .withoutOptimizers()
            .models(Set.of("counts"))
            .cases(5)
            .run()
            .failure()
            .orElseThrow();
    assertThat(failure.model()).isEqualTo("counts");
    assertThat(failure.story()).contains("models/counts.sql").doesNotContain("models/other.sql");
    failure.writeTo(folder);
    try (EquivalenceRun run =
        Equivalence.of(folder).options(OPTIONS).models(Set.of("counts")).open()) {
      assertThat(run.play(RecordedCase.read(folder)).orElseThrow().rows())
          .isEqualTo(failure.rows());
    }
    assertThatThrownBy(() -> Equivalence.of(files).options(OPTIONS).models(Set.of("broken")).open())
        .isInstanceOf(NotTestableException.class)
        .hasMessageContaining("E201");
  }

  @Test
  void whatIsNoCaseIsToldWithItsPlace() throws IOException {
    assertThatThrownBy(() -> RecordedCase.read(folder))
        .isInstanceOf(NotTestableException.class)
        .hasMessageContaining("there is no case in");
    refused("{\"seed\": 1,\n\"model\": ]", "line 2");
    refused("{\"seed\": 1, \"model\": \"m\", \"steps\": [{\"load\": \"raw.orders\"}]}", "step 1");
    refused(
        "{\"seed\": 1, \"model\": \"m\", \"steps\": [{\"run\": []}, {\"load\": \"raw.orders\","
            + " \"columns\": [\"id\"], \"rows\": [[\"1\", \"2\"]]}]}",
        "step 2: a row has a value for each");
    refused("{\"seed\": 1, \"model\": \"m\", \"steps\": [], \"more\": 1}", "more");
    refused("{\"seed\": 1, \"model\": \"m\"}", "a case has seed, model and steps");
    refused("{\"seed\": 1, \"steps\": []}", "a case has seed, model and steps");
    Files.writeString(
        folder.resolve("case.json"),
        "{\"seed\": 1, \"model\": \"m\", \"steps\": [{\"load\": \"raw.gone\","
            + " \"columns\": [\"id\"], \"rows\": [[\"1\"]]}, {\"run\": []}]}");
    assertThatThrownBy(() -> again(project(), folder))
        .isInstanceOf(NotTestableException.class)
        .hasMessageContaining("raw.gone, which is no source");
  }

  private void refused(String text, String why) throws IOException {
    Files.writeString(folder.resolve("case.json"), text);
    assertThatThrownBy(() -> RecordedCase.read(folder))
        .isInstanceOf(NotTestableException.class)
        .hasMessageContaining(why);
  }
}
