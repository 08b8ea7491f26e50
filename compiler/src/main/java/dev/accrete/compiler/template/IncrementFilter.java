package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.dialect.WindowSql;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import dev.accrete.compiler.template.ModelScope.Variant;
import freemarker.template.TemplateModelException;
import java.util.List;
import java.util.Optional;

/**
 * {@code increment_filter('expr')}: in the full variant true, in the incremental one the rows from
 * so many grains before the newest row of the table on. Approximate by nature: what comes later
 * than the lookback is missed.
 */
record IncrementFilter(ModelScope scope) {
  private static final String EVERYTHING = "1 = 1";

  String of(List<?> arguments) throws TemplateModelException {
    String expression =
        new Arguments(FunctionName.INCREMENT_FILTER.written(), arguments).text(0, 1, 1);
    Optional<TimeWindow> window = scope.model().configuration().incremental().timeWindow();
    if (window.isEmpty()) {
      throw scope.refuse(
          Code.MISSING_KEY,
          "the front matter of " + scope.model().name(),
          "incremental: {column, grain, lookback}");
    }
    scope.noteIncrementalText();
    return scope.variant() == Variant.FULL ? EVERYTHING : since(expression, window.get());
  }

  private String since(String expression, TimeWindow window) {
    String self = scope.mark(Reference.THIS, SqlName.quoted(Reference.THIS));
    return expression + " >= " + WindowSql.start(window, SqlName.quoted(window.column()), self);
  }
}
