package dev.accrete.compiler;

import dev.accrete.compiler.analyze.PaddedText;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Map;

/** Warns of comparisons of CHAR columns on DuckDB, which keeps and counts blanks at the end. */
final class PaddedColumns {
  private PaddedColumns() {}

  /**
   * One warning for a model, at the first comparison.
   *
   * @param dialect what the model is written in
   * @param engine what it runs on
   */
  static List<Diagnostic> warnings(Relation root, String dialect, String engine) {
    if (!engine.equals("duckdb") || dialect.equals("duckdb")) {
      return List.of();
    }
    Map<String, Origin> compared = PaddedText.compared(root);
    return compared.isEmpty()
        ? List.of()
        : List.of(
            Diagnostic.at(
                    Code.PADDED_TEXT,
                    compared.values().iterator().next(),
                    String.join(", ", compared.keySet()),
                    engine,
                    dialect)
                .withHint("load them without such blanks, or compare RTRIM of them"));
  }
}
