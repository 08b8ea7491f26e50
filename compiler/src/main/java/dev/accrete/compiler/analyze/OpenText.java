package dev.accrete.compiler.analyze;

import dev.accrete.compiler.analyze.OpenAnswers.Cause;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Ties;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The open answers of a model whose tree is opaque, from what its text calls: nobody knows where a
 * choice goes, so one leaves every column to the engine; sums of floats leave the floats.
 */
final class OpenText {
  private OpenText() {}

  static List<OpenAnswer> of(List<Field> columns, Set<String> calls, Functions functions) {
    Set<String> names = new TreeSet<>(calls);
    Optional<Cause> choice =
        names.stream().flatMap(name -> choice(name, functions).stream()).findFirst();
    if (choice.isPresent()) {
      return columns.stream().map(column -> choice.get().of(column.name())).toList();
    }
    return names.stream()
        .filter(OpenAnswers::isSum)
        .findFirst()
        .map(name -> Cause.floating(name.toLowerCase(Locale.ROOT)))
        .map(
            floating ->
                columns.stream()
                    .filter(OpenAnswers::isFloat)
                    .map(column -> floating.of(column.name()))
                    .toList())
        .orElse(List.of());
  }

  private static Optional<Cause> choice(String name, Functions functions) {
    return switch (functions.kind(name)) {
      case OPEN_AGGREGATE -> Optional.of(Cause.pick(name.toLowerCase(Locale.ROOT)));
      case CHOICE -> Optional.of(Cause.tie(name));
      case WINDOW -> Ties.arePicked(name) ? Optional.of(Cause.tie(name)) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
