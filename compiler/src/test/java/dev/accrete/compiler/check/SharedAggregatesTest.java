package dev.accrete.compiler.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledProject;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An aggregate that all keys share has to go by its rows as a bag, whatever stands around it. */
class SharedAggregatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAX(x) | true",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) | true",
        "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY x DESC) | true",
        "COUNT(*) FILTER (WHERE x > 1) | true",
        "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FILTER (WHERE x > 1) | true",
        "MODE() WITHIN GROUP (ORDER BY x) | false",
        "STRING_AGG(s, ',') | false",
        "STRING_AGG(s, ',') FILTER (WHERE x > 1) | false",
        "ANY_VALUE(x) | false"
      })
  void isDerivedWhereNoRowIsPicked(String aggregate, boolean isClosed) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "accrete.yml",
        "name: p\nschema: derived\ndialect: duckdb\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: d}\n");
    files.put(
        "models/sources.yml",
        "sources:\n  - name: raw.t\n    loaded_at: etl\n    columns: {k: integer, x: integer, s: varchar, etl: timestamp}\n");
    files.put(
        "models/a.sql",
        "SELECT k, (SELECT " + aggregate + " FROM ${ref('raw.t')}) AS m FROM ${ref('raw.t')}\n");
    Checked<Optional<CompiledProject>> compiled =
        Compiler.compile(ProjectFiles.of(files), CompileOptions.DEFAULT);
    assertThat(compiled.diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain(Code.NOT_VERIFIED);
    CompiledModel.Result model =
        compiled.value().flatMap(p -> p.model("a")).flatMap(CompiledModel::result).orElseThrow();
    assertThat(model.certificate().strategies().contains(Strategy.RECOMPUTE)).isEqualTo(isClosed);
  }
}
