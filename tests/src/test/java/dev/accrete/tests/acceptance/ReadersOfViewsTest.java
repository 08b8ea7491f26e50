package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.cli.InMemory;
import dev.accrete.runtime.cli.InMemory.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reads a view or an ephemeral model stands behind it, though it is derived from its text. */
class ReadersOfViewsTest {
  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private Outcome accrete(String command) {
    return InMemory.run(folder, Map.of(), command.split(" "));
  }

  @BeforeEach
  void project() throws IOException {
    write(
        "accrete.yml",
        "name: t\nschema: derived\ndialect: redshift\ntarget: dev\n"
            + "targets:\n  dev: {engine: duckdb, path: target/dev.duckdb}\n");
    write(
        "models/sources.yml",
        "sources: [{name: raw.ev, loaded_at: etl, columns: {id: integer, usr: varchar(20)}}]\n");
    write("models/base.sql", "SELECT id, usr FROM ${ref('raw.ev')}\n");
    write(
        "models/v.sql",
        "---\nmaterialized: view\ntests: [{unique: {column_name: id}}]\n---\n"
            + "SELECT id, usr, NVL(usr, 'none') AS u2 FROM ${ref('base')}\n");
    write(
        "models/inline.sql", "---\nmaterialized: ephemeral\n---\nSELECT id, u2 FROM ${ref('v')}\n");
    write("models/rd.sql", "SELECT u2, COUNT(*) AS n FROM ${ref('inline')} GROUP BY u2\n");
    write("models/other.sql", "SELECT usr, COUNT(*) AS n FROM ${ref('base')} GROUP BY usr\n");
    write("1.csv", "id,usr\n1,a\n2,b\n,a\n");
    write("2.csv", "id,usr\n3,a\n1,a\n");
  }

  @Test
  void aTestOfAViewThatFailsStopsWhatReadsIt() throws IOException {
    assertThat(accrete("load raw.ev 1.csv").code()).isZero();
    assertThat(accrete("build").code()).isZero();
    assertThat(accrete("load raw.ev 2.csv").code()).isZero();
    Outcome build = accrete("build");
    assertThat(build.code()).isEqualTo(1);
    assertThat(build.out() + build.err())
        .containsPattern("ERROR +v ")
        .containsPattern("SKIP +rd")
        .containsPattern("OK +other");
    assertThat(accrete("show rd").out()).contains("a", "b", "2 rows").doesNotContain("3");
    assertThat(accrete("run").code()).isZero();
    assertThat(accrete("diff rd rd:full").out()).contains("Equal");
  }

  @Test
  void selectionsFollowThem() {
    assertThat(accrete("load raw.ev 1.csv").code()).isZero();
    assertThat(accrete("run -s +rd").code()).isZero();
    assertThat(accrete("show v").code()).isZero();
    assertThat(listed("+rd")).containsExactlyInAnyOrder("base", "v", "inline", "rd");
    assertThat(listed("v+")).containsExactlyInAnyOrder("v", "inline", "rd");
    assertThat(listed("1+rd")).containsExactlyInAnyOrder("inline", "rd");
    assertThat(listed("base+1")).containsExactlyInAnyOrder("base", "v", "other");
  }

  private List<String> listed(String selection) {
    Outcome outcome = accrete("ls -s " + selection);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    List<String> names = new ArrayList<>();
    outcome.out().lines().map(l -> l.strip().split("\\s+")[0]).forEach(names::add);
    return names.stream().filter(n -> n.matches("base|v|inline|rd|other")).toList();
  }

  @Test
  void theManifestNamesThem() throws IOException {
    assertThat(accrete("compile").code()).isZero();
    JsonNode manifest = new JsonMapper().readTree(folder.resolve("target/manifest.json").toFile());
    assertThat(manifest.path("parent_map").path("model.t.rd").toString())
        .isEqualTo("[\"model.t.inline\"]");
    assertThat(manifest.path("child_map").path("model.t.v").toString())
        .isEqualTo("[\"model.t.inline\",\"test.t.unique_v_id\"]");
    assertThat(manifest.path("parent_map").path("model.t.base").toString())
        .isEqualTo("[\"source.t.raw.ev\"]");
  }
}
