package dev.accrete.runtime.sync;

import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceEditor;
import dev.accrete.runtime.sync.SourceTable.FoundColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In what a declaration is behind its table.
 *
 * @param added columns that are not declared
 * @param untyped columns that are declared without a type
 * @param differing columns of another type, or never NULL where the declaration allows it
 * @param gone declared columns that the table lacks
 * @param unwritable columns whose names no declaration can hold, at least not beside the declared
 *     ones
 */
record SourceDifference(
    List<CatalogueColumn> added,
    List<CatalogueColumn> untyped,
    List<Differing> differing,
    List<String> gone,
    List<String> unwritable) {

  /** A column as declared, and as it is. */
  record Differing(Column declared, CatalogueColumn found) {}

  /**
   * Compares a declaration with its table. A claim that a column is never NULL, of which the table
   * knows nothing, is a person's to make; a stamp that is declared by {@code loaded_at} alone needs
   * no line of its own while it is the timestamp that it is taken for.
   */
  static SourceDifference of(SourceDeclaration source, SourceTable table) {
    List<CatalogueColumn> untyped = new ArrayList<>();
    List<Differing> differing = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Column column : source.columns()) {
      if (table.find(column).isEmpty()) {
        gone.add(column.name());
        continue;
      }
      FoundColumn found = table.find(column).get();
      boolean typed = !column.type().equals(Column.UNKNOWN);
      CatalogueColumn written = table.declared(found);
      boolean same = typed && table.hasType(found, column.type());
      CatalogueColumn wanted =
          new CatalogueColumn(
              column.name(),
              same ? column.type() : written.type(),
              column.nullable() && found.nullable());
      if (!typed) {
        untyped.add(wanted);
      } else if (!same || column.nullable() && !found.nullable() && !isStampAlone(source, column)) {
        differing.add(new Differing(column, wanted));
      }
    }
    List<CatalogueColumn> added = new ArrayList<>();
    List<String> unwritable = new ArrayList<>();
    for (FoundColumn found : table.columns()) {
      Optional<Column> declared = source.column(found.name());
      if (declared.flatMap(table::find).filter(found::equals).isPresent()) {
        continue;
      }
      if (declared.isEmpty() && SourceEditor.canName(found.name())) {
        added.add(table.declared(found));
      } else {
        unwritable.add(found.name());
      }
    }
    return new SourceDifference(added, untyped, differing, gone, unwritable);
  }

  private static boolean isStampAlone(SourceDeclaration source, Column column) {
    return source.loadedAt().filter(l -> l.column().equalsIgnoreCase(column.name())).isPresent();
  }
}
