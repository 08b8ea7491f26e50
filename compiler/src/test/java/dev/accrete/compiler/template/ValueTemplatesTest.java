package dev.accrete.compiler.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectLoader;
import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Templates in YAML values, and in targets. */
class ValueTemplatesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ACCRETE_SCHEMA", "mine", "DB_PASSWORD", "s3cret", "USER", "eva");

  private static Checked<Project> load(String settings, String model) {
    YamlTemplates templates = new YamlTemplates(Map.of("site", "other"), ENVIRONMENT);
    return new ProjectLoader(templates)
        .load(ProjectFiles.of(Map.of("accrete.yml", settings, "models/m.sql", model)));
  }

  private static List<String> messages(Checked<?> checked) {
    return checked.diagnostics().stream().map(DiagnosticPrinter::sentence).toList();
  }

  private static TargetSettings target(String keys) {
    String settings =
        "name: a\nschema: s\ntargets:\n  ci: {engine: postgres, url: x, " + keys + "}\n";
    Checked<Project> loaded = load(settings, "SELECT 1 AS a");
    assertThat(messages(loaded)).isEmpty();
    return loaded.value().settings().targets().get("ci");
  }

  private static TargetTemplates templates() {
    return new TargetTemplates(Map.of(), ENVIRONMENT);
  }

  @Test
  void evaluatesValuesAfterParsing() {
    Checked<Project> loaded =
        load(
            "name: a\nschema: \"${env('ACCRETE_SCHEMA')}\"\nvars: {site: shop, b: true}\n",
            "---\ntags: [\"${var('site')}\"]\ncontract: ${var('b')}\n---\nSELECT 1 AS a");
    assertThat(messages(loaded)).isEmpty();
    assertThat(loaded.value().settings().schema()).isEqualTo("mine");
    assertThat(loaded.value().models().get(0).configuration().tags()).containsExactly("other");
    assertThat(loaded.value().models().get(0).configuration().contract()).isTrue();
  }

  @Test
  void refusesOtherVariablesOfTheEnvironment() {
    assertThat(messages(load("name: a\nschema: \"${env('DB_PASSWORD')}\"\n", "SELECT 1 AS a")))
        .containsExactly(
            "E105 accrete.yml:2:9 env('DB_PASSWORD') stands outside targets and its name does not begin with ACCRETE_");
  }

  @Test
  void reportsBrokenTemplatesAtTheirValue() {
    assertThat(messages(load("name: a\nschema: \"${\"\n", "SELECT 1 AS a")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E101 accrete.yml:2:9 the template does not parse: ");
    assertThat(messages(load("name: a\nschema: ${nothing}\n", "SELECT 1 AS a")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E102 accrete.yml:2:9 ");
    assertThat(messages(load("name: a\nschema: a${2}\n", "SELECT 1 AS a")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E108 accrete.yml:2:9 ");
  }

  @Test
  void evaluatesTheSchemasOfATarget() {
    TargetSettings target =
        target("schema: \"dev_${env('USER')}\", password: \"${env('DB_PASSWORD')}\"");
    assertThat(target.schema()).isEqualTo("dev_${env('USER')}");
    Checked<TargetSettings> named = templates().names(target);
    assertThat(named.value().schema()).isEqualTo("dev_eva");
    assertThat(named.value().connection()).containsEntry("password", "${env('DB_PASSWORD')}");
  }

  @Test
  void resolvesAConnectionAndKnowsItsSecrets() {
    TargetSettings target =
        target("user: \"${env('USER')}\", password: \"x${env('DB_PASSWORD')}\"");
    Checked<ConnectionSettings> connection = templates().connection(target);
    assertThat(messages(connection)).isEmpty();
    assertThat(connection.value().values())
        .containsEntry("password", "xs3cret")
        .containsEntry("user", "eva");
    assertThat(connection.value().secrets()).containsExactly("eva", "s3cret", "xs3cret");
    assertThat(connection.value().toString()).doesNotContain("s3cret").doesNotContain("eva");
  }

  @Test
  void reportsAMissingSecretAtItsTarget() {
    assertThat(messages(templates().connection(target("password: \"${env('NONE')}\""))))
        .containsExactly("E106 accrete.yml:4:3 the environment has no NONE");
  }
}
