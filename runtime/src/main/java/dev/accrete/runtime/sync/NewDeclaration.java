package dev.accrete.runtime.sync;

import dev.accrete.compiler.load.CatalogueColumn;
import dev.accrete.compiler.load.SourceEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The declaration of a table that no person has said anything of. Until somebody decides how its
 * changes can be known, it is compared as a whole, which is right whatever happens to it.
 */
final class NewDeclaration {
  private static final int SHOWN = 6;

  private NewDeclaration() {}

  /** The lines of the entry. */
  static List<String> lines(String name, List<CatalogueColumn> columns) {
    List<String> lines = new ArrayList<>();
    lines.add("name: " + (name.matches("[A-Za-z_][A-Za-z0-9_.]*") ? name : quoted(name)));
    lines.add("# To decide, and then to delete:");
    lines.add(
        "# - changes: append with loaded_at, where rows only come and a column says when"
            + stamps(columns));
    lines.add(
        "#   each was loaded; landing, static: docs/sources.md. snapshot keeps a copy of the table");
    lines.add(
        "#   and compares all of it in each run: right in every case, and slow for large tables.");
    lines.add("# - unique_key: the columns in which no two rows agree, if there are such.");
    lines.add("changes: snapshot");
    lines.addAll(SourceEditor.lines(columns));
    return lines;
  }

  private static String stamps(List<CatalogueColumn> columns) {
    String names =
        columns.stream()
            .filter(c -> c.type().startsWith("timestamp") && c.name().matches("\\w+"))
            .map(CatalogueColumn::name)
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : " (of type timestamp: " + names + ")";
  }

  private static String quoted(String name) {
    return "'" + name.replace("'", "''") + "'";
  }
}
