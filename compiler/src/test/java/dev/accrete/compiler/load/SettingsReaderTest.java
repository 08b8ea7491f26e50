package dev.accrete.compiler.load;

import static dev.accrete.compiler.load.Loading.messages;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ProjectSettings.OnBreach;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {
  private static final String FULL =
      """
      # accrete.yml
      name: web
      schema: derived
      dialect: redshift
      target: dev
      vars: {site: shop}
      validate: warn
      on_change: fail
      functions: {F_Geo: deterministic}
      on_breach: fail
      targets:
        dev:  {engine: duckdb, path: target/dev.duckdb}
        ci:   {engine: postgres, url: "jdbc:postgresql://localhost/ci", user: ci, password: "${env('CI_PASSWORD')}", schema: ci}
        prod: {engine: redshift, url: "jdbc:redshift://x", user: etl, password: "${env('REDSHIFT_PASSWORD')}",
               state_schema: state, threads: 4, sources: {atomic: raw}, on_change: fail}
      """;

  @Test
  void readsEveryKey() {
    Checked<Project> loaded = Loading.settings(FULL);
    ProjectSettings settings = loaded.value().settings();
    assertThat(messages(loaded)).isEmpty();
    assertThat(settings.name()).isEqualTo("web");
    assertThat(settings.schema()).isEqualTo("derived");
    assertThat(settings.dialect()).isEqualTo("redshift");
    assertThat(settings.defaultTarget()).isEqualTo("dev");
    assertThat(settings.variables()).isEqualTo(Map.of("site", "shop"));
    assertThat(settings.validation()).isEqualTo(Validation.WARN);
    assertThat(settings.onChange()).isEqualTo(OnChange.FAIL);
    assertThat(settings.onBreach()).isEqualTo(OnBreach.FAIL);
    assertThat(settings.functions()).isEqualTo(Map.of("f_geo", "deterministic"));
    assertThat(settings.targets().keySet()).containsExactly("dev", "ci", "prod");
  }

  @Test
  void keepsSecretsOfTargetsAsTemplates() {
    TargetSettings prod = Loading.settings(FULL).value().settings().targets().get("prod");
    assertThat(prod.connection())
        .containsEntry("password", "${env('REDSHIFT_PASSWORD')}")
        .containsEntry("threads", "4")
        .containsEntry("user", "etl");
    assertThat(prod.stateSchema()).isEqualTo("state");
    assertThat(prod.sources()).isEqualTo(Map.of("atomic", "raw"));
    assertThat(prod.onChange()).isEqualTo(OnChange.FAIL);
  }

  @Test
  void keepsTextTextFirst() {
    String vars =
        "vars: {a: no, b: 010, c: '1:30', d: 1:30, e: 12, f: true, g: 1.50, h: '12', i: 1e3, j: [1, x], k: Null}\n";
    Map<String, Object> variables =
        Loading.settings(Loading.SETTINGS + vars).value().settings().variables();
    assertThat(variables)
        .containsEntry("a", "no")
        .containsEntry("b", "010")
        .containsEntry("c", "1:30")
        .containsEntry("d", "1:30")
        .containsEntry("e", 12L)
        .containsEntry("f", true)
        .containsEntry("g", new BigDecimal("1.50"))
        .containsEntry("h", "12")
        .containsEntry("i", "1e3")
        .containsEntry("j", List.of(1L, "x"))
        .containsEntry("k", "Null");
    assertThat(variables.keySet()).startsWith("a", "b", "c");
  }

  @Test
  void evaluatesTemplatesOutsideTargets() {
    Checked<Project> loaded =
        Loading.settings(Loading.SETTINGS.replace("derived", "${x}") + "vars: {a: '${y}'}\n");
    assertThat(loaded.value().settings().schema()).isEqualTo("<x>");
    assertThat(loaded.value().settings().variables()).containsEntry("a", "<y>");
  }

  @Test
  void namesTheNearestKey() {
    assertThat(messages(Loading.settings(Loading.SETTINGS + "dialekt: redshift\n")))
        .containsExactly(
            "E002 accrete.yml:5:1 unknown key dialekt in accrete.yml; did you mean dialect?");
  }

  @Test
  void namesTheNearestKeyOfATarget() {
    String text = Loading.SETTINGS.replace("path:", "paht:");
    assertThat(messages(Loading.settings(text)))
        .containsExactly(
            "E005 accrete.yml:4:3 the target dev lacks path",
            "E002 accrete.yml:4:25 unknown key paht in the target dev; did you mean path?");
  }

  @Test
  void saysWhatAValueMustBe() {
    assertThat(messages(Loading.settings(Loading.SETTINGS + "validate: strickt\n")))
        .containsExactly(
            "E004 accrete.yml:5:11 validate must be one of strict, warn, off, not strickt; did you mean strict?");
  }

  @Test
  void saysThatAValueIsMissing() {
    assertThat(messages(Loading.settings(Loading.SETTINGS + "target:\n")))
        .containsExactly("E004 accrete.yml:5:8 target must be a text, not nothing");
  }

  @Test
  void missesNameAndSchema() {
    assertThat(messages(Loading.settings("dialect: duckdb\n")))
        .containsExactly(
            "E005 accrete.yml:1:1 accrete.yml lacks name",
            "E005 accrete.yml:1:1 accrete.yml lacks schema");
  }

  @Test
  void reportsAnUnknownTarget() {
    assertThat(messages(Loading.settings(Loading.SETTINGS + "target: dve\n")))
        .containsExactly("E011 accrete.yml:5:9 no target dve in accrete.yml; did you mean dev?");
    assertThat(messages(Loading.settings(Loading.SETTINGS + "target: prod\n")))
        .containsExactly("E011 accrete.yml:5:9 no target prod in accrete.yml; there is dev");
  }

  @Test
  void takesTheFirstTargetByDefault() {
    assertThat(Loading.settings(Loading.SETTINGS).value().settings().defaultTarget())
        .isEqualTo("dev");
  }

  @Test
  void reportsAKeyThatStandsTwice() {
    Checked<Project> loaded = Loading.settings(Loading.SETTINGS + "name: other\n");
    assertThat(messages(loaded)).containsExactly("E003 accrete.yml:5:1 the key name stands twice");
    assertThat(loaded.diagnostics().get(0).notes().get(0).span().line()).isEqualTo(1);
    assertThat(loaded.value().settings().name()).isEqualTo("web");
  }

  @Test
  void reportsBrokenYamlWithItsPlace() {
    assertThat(messages(Loading.settings("name: web\nschema: [a\nb: c\n")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E006 accrete.yml:3:2 not valid YAML: ");
  }

  @Test
  void reportsAnEmptyFile() {
    assertThat(messages(Loading.settings("# nothing\n")))
        .containsExactly("E005 accrete.yml:1:1 accrete.yml lacks name");
  }

  @Test
  void reportsAFileThatIsNoMap() {
    assertThat(messages(Loading.settings("- a\n")))
        .containsExactly("E004 accrete.yml:1:1 accrete.yml must be a map, not a list");
  }

  @Test
  void reportsEverythingInOnePass() {
    String text = "nam: web\nschema: [a]\nvalidate: x\ntargets: {dev: {engine: mysql}}\n";
    // nam is what stands for name: that the name is missing is not said on top
    assertThat(messages(Loading.settings(text)))
        .map(m -> m.substring(0, 4))
        .containsExactlyInAnyOrder("E002", "E004", "E004", "E004");
  }

  @Test
  void acceptsAnEmptyPassword() {
    String text = Loading.SETTINGS + "  pg: {engine: postgres, url: x, user: u, password: ''}\n";
    Checked<Project> loaded = Loading.settings(text);
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().settings().targets().get("pg").connection())
        .containsEntry("password", "");
  }

  @Test
  void acceptsAnchorsAndMergeKeys() {
    String text =
        """
        name: web
        schema: s
        targets:
          a: &a {engine: postgres, url: x, user: u}
          b: {<<: *a, user: v}
        """;
    Checked<Project> loaded = Loading.settings(text);
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().settings().targets().get("b").connection())
        .containsEntry("url", "x")
        .containsEntry("user", "v");
  }
}
