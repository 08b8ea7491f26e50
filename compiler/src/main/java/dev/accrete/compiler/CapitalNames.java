package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.tree.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds columns whose quoted names have capitals, in projects that are written for PostgreSQL and
 * run there: names are told apart without case, and written in small letters, so such a column
 * would be another one or none. On other engines, and in models of Redshift, the case of letters
 * does not count.
 */
final class CapitalNames {
  private CapitalNames() {}

  /** Whether the case of a quoted name's letters counts. */
  private static boolean count(String dialect, String engine) {
    return dialect.equals("postgres") && engine.equals("postgres");
  }

  private static boolean hasCapitals(String name) {
    return !name.equals(name.toLowerCase(Locale.ROOT));
  }

  /** Declared columns of sources. */
  static List<Diagnostic> ofSources(Project project, String engine) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (count(project.settings().dialect(), engine)) {
      for (SourceDeclaration source : project.sources()) {
        source.columns().stream()
            .filter(column -> hasCapitals(column.name()))
            .map(c -> Diagnostic.of(Code.CAPITAL_COLUMN, source.span(), source.name(), c.name()))
            .map(d -> d.withHint("read the table through a view that gives it another name"))
            .forEach(diagnostics::add);
      }
    }
    return diagnostics;
  }

  /** Output columns of a model. */
  static List<Diagnostic> ofModel(
      ModelFile model, List<Field> columns, String dialect, String engine) {
    return count(dialect, engine)
        ? columns.stream()
            .filter(column -> hasCapitals(column.name()))
            .map(c -> Diagnostic.of(Code.CAPITAL_NAME, model.beginning(), model.name(), c.name()))
            .map(d -> d.withHint("give it a name in small letters with AS"))
            .toList()
        : List.of();
  }
}
