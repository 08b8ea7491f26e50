package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.HelperColumns;
import dev.accrete.compiler.dialect.RelationName;
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

/**
 * Finds names that are taken: models that would write one table, the table of a source or one of
 * Accrete's own, and columns named as those of Accrete's SQL.
 */
final class TableNames {
  private TableNames() {}

  /** Columns of sources that would be taken for helpers of Accrete's SQL. */
  static List<Diagnostic> helpers(Project project) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (SourceDeclaration source : project.sources()) {
      source.columns().stream()
          .filter(column -> HelperColumns.isOne(column.name()))
          .map(c -> Diagnostic.of(Code.HELPER_COLUMN, source.span(), source.name(), c.name()))
          .map(d -> d.withHint("read the table through a view that gives it another name"))
          .forEach(diagnostics::add);
    }
    return diagnostics;
  }

  /** Models and seeds whose table is somebody else's. */
  static List<Diagnostic> clashes(Project project, TargetRelations relations) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    Map<String, String> writers = sources(project, relations, diagnostics);
    // Names that differ by case alone are reported when the project is loaded.
    for (ModelFile model : project.models()) {
      if (model.configuration().materialized() == ModelFile.Materialization.EPHEMERAL) {
        continue;
      }
      String name = "the model " + model.name();
      RelationName table = relations.model(model);
      String other = writers.putIfAbsent(folded(table), name);
      if (other != null && !other.equalsIgnoreCase(name)) {
        diagnostics.add(Diagnostic.of(Code.SAME_TABLE, place(model), other, name, table.plain()));
      }
      if (model.partOf() == null && relations.state().isOwn(table)) {
        diagnostics.add(own(place(model), name, table));
      }
    }
    return diagnostics;
  }

  private static Map<String, String> sources(
      Project project, TargetRelations relations, List<Diagnostic> diagnostics) {
    Map<String, String> writers = new HashMap<>();
    for (SourceDeclaration source : project.sources()) {
      RelationName table = relations.source(source);
      relations
          .landing(source)
          .ifPresent(t -> writers.put(folded(t), "the landing table of " + source.name()));
      writers.put(folded(table), "the source " + source.name());
      if (source.seed().isPresent() && relations.state().isOwn(table)) {
        diagnostics.add(own(source.span(), "the seed " + source.name(), table));
      }
    }
    return writers;
  }

  private static Diagnostic own(Span place, String name, RelationName table) {
    return Diagnostic.of(Code.OWN_TABLE, place, name, table.plain())
        .withHint("give it another name or schema");
  }

  private static Span place(ModelFile model) {
    Span schema = model.configuration().keySpans().get("schema");
    return schema == null ? model.beginning() : schema;
  }

  private static String folded(RelationName table) {
    return table.plain().toLowerCase(Locale.ROOT);
  }
}
