package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.plan.InputPlan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns that tables of sources have at a freeze, and which sources that stops. */
final class FrozenShapes {
  private final RunContext context;
  private final Map<String, String> refused = new HashMap<>();

  FrozenShapes(RunContext context) {
    this.context = context;
  }

  /** The columns of a table by a query of the catalogue: names as they are, types, in order. */
  Map<String, String> of(InputPlan source, String query) {
    Map<String, String> types = new LinkedHashMap<>();
    context
        .session()
        .query(
            "look at the columns of " + source.name(),
            query,
            row -> types.put(row.text(1), row.text(2)));
    return types;
  }

  /** The same by names in lower case. */
  static Map<String, String> folded(Map<String, String> columns) {
    Map<String, String> folded = new HashMap<>();
    columns.forEach((name, type) -> folded.put(folded(name), type));
    return folded;
  }

  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /**
   * Those columns that a source declares, by names in lower case; absent where one is missing.
   *
   * @param table what the columns are of, for people
   */
  Optional<Map<String, String>> declared(
      InputPlan source, RelationName table, Map<String, String> columns) {
    Map<String, String> types = folded(columns);
    Map<String, String> declared = new HashMap<>();
    for (Column column : source.compared()) {
      String type = types.get(folded(column.name()));
      if (type == null) {
        refuse(
            source.name(),
            "the table "
                + table.plain()
                + " has no column "
                + column.name()
                + ", which the source "
                + source.name()
                + " declares");
        return Optional.empty();
      }
      declared.put(folded(column.name()), type);
    }
    return Optional.of(declared);
  }

  /**
   * Whether a source has all columns that it declares, and so has the table of its deleted rows;
   * where one is missing its readers cannot run.
   */
  boolean holdsCopies(InputPlan source) {
    accept(source.name());
    RelationName copies = source.deleted().orElseThrow().relation();
    return Stream.of(source.relation(), copies)
        .allMatch(
            table ->
                declared(source, table, of(source, context.tables().dialect().columnsOf(table)))
                    .isPresent());
  }

  /** From now on the readers of a source cannot run, for this reason. */
  void refuse(String source, String why) {
    refused.put(source, why);
  }

  /** A freeze could look at the source. */
  void accept(String source) {
    refused.remove(source);
  }

  /** Why the freeze could not look at a source, absent where it could. */
  Optional<String> whyNot(String source) {
    return Optional.ofNullable(refused.get(source));
  }
}
