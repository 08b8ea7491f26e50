package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.plan.TargetRelations;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds models that would write one table, or the table of a source. */
final class TableNames {
  private TableNames() {}

  static List<Diagnostic> clashes(Project project, TargetRelations relations) {
    Map<String, String> writers = new HashMap<>();
    for (SourceDeclaration source : project.sources()) {
      writers.put(
          relations.source(source).plain().toLowerCase(Locale.ROOT), "the source " + source.name());
    }
    // Names that differ by case alone are reported when the project is loaded.
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (ModelFile model : project.models()) {
      if (model.configuration().materialized() == ModelFile.Materialization.EPHEMERAL) {
        continue;
      }
      String table = relations.model(model).plain();
      String other =
          writers.putIfAbsent(table.toLowerCase(Locale.ROOT), "the model " + model.name());
      if (other != null && !other.equalsIgnoreCase("the model " + model.name())) {
        Span schema = model.configuration().keySpans().get("schema");
        Span place = schema == null ? model.beginning() : schema;
        diagnostics.add(
            Diagnostic.of(Code.SAME_TABLE, place, other, "the model " + model.name(), table));
      }
    }
    return diagnostics;
  }
}
