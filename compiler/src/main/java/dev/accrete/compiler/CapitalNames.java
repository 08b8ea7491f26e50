package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

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

  /**
   * Columns of its inputs whose names would stand in what is written for a model: those that it
   * reads, and all of an input that is copied, or read by a text that is not understood.
   *
   * @param fields the columns of an input, by its name
   */
  static List<Diagnostic> ofInputs(
      Derived model,
      Function<String, Optional<List<Field>>> fields,
      String dialect,
      String engine) {
    if (!count(dialect, engine)) {
      return List.of();
    }
    Relation root = model.validated().root();
    Set<String> read = new TreeSet<>();
    names(root, ReadFields.named(root), read);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (InputPlan input : model.plans()) {
      boolean whole =
          input.kind() == InputPlan.Kind.SNAPSHOT_SOURCE
              || root instanceof Relation.Opaque
              || model.parsed().mayReadMore();
      Optional<String> stamp = input.loadedAt().map(at -> at.column());
      fields.apply(input.name()).orElse(List.of()).stream()
          .map(Field::name)
          .filter(CapitalNames::hasCapitals)
          .filter(
              name ->
                  whole
                      || read.contains(input.name() + "." + name)
                      || stamp.equals(Optional.of(name)))
          .map(
              name ->
                  Diagnostic.of(
                          Code.CAPITAL_COLUMN,
                          model.file().beginning(),
                          model.file().name(),
                          name,
                          input.name())
                      .withHint("read the table through a view that gives it another name"))
          .forEach(diagnostics::add);
    }
    return diagnostics;
  }

  private static void names(Relation node, ReadFields fields, Set<String> read) {
    if (node instanceof Relation.Scan scan) {
      for (int i = 0; i < scan.fields().size(); i++) {
        if (fields.isRead(scan, i)) {
          read.add(scan.relation() + "." + scan.fields().get(i).name());
        }
      }
    }
    node.inputs().forEach(input -> names(input, fields, read));
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
