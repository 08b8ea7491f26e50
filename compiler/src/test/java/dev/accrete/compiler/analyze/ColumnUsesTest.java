package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of one engine do to a column what the standard's forms of the same meaning do. */
class ColumnUsesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NVL(x, 0) | COALESCE(x, 0)",
        "NVL2(x, x, 0) | CASE WHEN x IS NOT NULL THEN x ELSE 0 END",
        "DECODE(x, 1, y, 0) | CASE WHEN x = 1 THEN y ELSE 0 END",
        "NVL(x, 0) / 7 | COALESCE(x, 0) / 7",
        "NVL2(y, x, 0) / 7 | CASE WHEN y IS NOT NULL THEN x ELSE 0 END / 7",
      })
  void asTheStandardHasIt(String one, String other) {
    assertThat(uses(one, "x")).isEqualTo(uses(other, "x")).isNotEmpty();
  }

  private static Set<ValueUse> uses(String expression, String column) {
    Map<String, String> texts =
        Map.of(
            "accrete.yml",
            "name: uses\nschema: derived\ndialect: redshift\ntarget: dev\ntargets:\n"
                + "  dev: {engine: redshift, url: \"jdbc:redshift://localhost/test\"}\n",
            "models/sources.yml",
            "sources:\n  - {name: raw.a, loaded_at: etl, columns: {x: 'decimal(8,2)', y: 'decimal(8,2)', etl: timestamp}}\n",
            "models/m.sql",
            "SELECT " + expression + " AS v FROM ${ref('raw.a')}\n");
    CompiledProject project =
        Compiler.compile(ProjectFiles.of(texts), CompileOptions.DEFAULT).value().orElseThrow();
    return project
        .model("m")
        .orElseThrow()
        .result()
        .orElseThrow()
        .plan()
        .reads()
        .usesOf("raw.a", column);
  }
}
