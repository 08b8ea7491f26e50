package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.YamlValue.Field;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Items;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes columns into the declarations of sources, and leaves everything else in the file as it is.
 */
public final class SourceEditor {
  private static final String COLUMNS = "columns";
  private static final String PLAIN_NAME = "[a-z_][a-z0-9_]*";
  private static final String PLAIN_TYPE = "[a-z][a-z0-9_ (),]*";

  private final SourceFile file;
  private final YamlEdits edits;
  private final Optional<YamlValue> root;

  /** An editor of one file as the project's reader gave it. */
  public SourceEditor(SourceFile file) {
    this.file = file;
    this.edits = new YamlEdits(file);
    this.root = YamlReader.read(file, 0, file.text().length(), new Findings());
  }

  /** The file with all changes so far. */
  public SourceFile edited() {
    return new SourceFile(file.path(), edits.applied());
  }

  /** Whether further sources can be declared in this file: it has a list of them, in lines. */
  public boolean takesSources() {
    Optional<Items> list = sources();
    try {
      return list.isPresent() && !list.get().items().isEmpty() && !edits.isFlow(list.get());
    } catch (NotEditableException e) {
      return false;
    }
  }

  /**
   * Declares another source at the end of the file's list.
   *
   * @param lines of its entry, the first being its name
   */
  public void declare(List<String> lines) throws NotEditableException {
    Items list = sources().orElseThrow(() -> new NotEditableException("it declares no sources"));
    edits.append(list, List.of(lines));
  }

  /** The lines that declare columns below a source's other lines. */
  public static List<String> lines(List<CatalogueColumn> columns) {
    List<String> lines = new ArrayList<>();
    lines.add(COLUMNS + ":");
    columns.forEach(column -> lines.add("  " + field(column, false)));
    return lines;
  }

  /** Whether YAML can hold the name of a column, and be read again. */
  public static boolean canName(String column) {
    return !column.isEmpty()
        && !column.contains("${")
        && column.chars().noneMatch(Character::isISOControl)
        && Characters.forbidden(column).isEmpty();
  }

  /** Adds columns at the end of those of a source. */
  public void add(SourceDeclaration source, List<CatalogueColumn> columns)
      throws NotEditableException {
    Fields entry = entry(source);
    Optional<Field> field = field(entry, COLUMNS);
    if (field.isEmpty()) {
      boolean flow = edits.isFlow(entry);
      edits.append(entry, List.of(flow ? COLUMNS + ": " + braces(columns) : block(columns)));
    } else if (field.get().value() instanceof Fields map) {
      boolean flow = edits.isFlow(map);
      edits.append(map, columns.stream().map(c -> field(c, flow)).toList());
    } else if (field.get().value() instanceof Items list) {
      boolean flow = edits.isFlow(list);
      edits.append(list, columns.stream().map(c -> item(c, flow)).toList());
    } else if (field.get().value() instanceof Scalar text && text.isNothing()) {
      edits.replace(text.span(), braces(columns));
    } else {
      throw standing(field.get().value());
    }
  }

  /**
   * Writes the type of a declared column anew, and that it is never NULL where the table says so.
   */
  public void change(SourceDeclaration source, CatalogueColumn column) throws NotEditableException {
    Fields entry = entry(source);
    Optional<YamlValue> written = field(entry, COLUMNS).map(Field::value);
    if (written.isPresent() && written.get() instanceof Fields map) {
      boolean flow = edits.isFlow(map);
      for (Field field : map.fields()) {
        if (isNamed(field.key().text(), column)) {
          change(field.value(), column, flow);
          return;
        }
      }
    } else if (written.isPresent() && written.get() instanceof Items list) {
      for (YamlValue item : list.items()) {
        if (item instanceof Fields map
            && field(map, "name").filter(f -> isNamed(text(f.value()), column)).isPresent()) {
          change(map, column, edits.isFlow(map));
          return;
        }
      }
    }
    // The stamp of loaded_at needs no line; it has one from now on.
    add(source, List.of(column));
  }

  private void change(YamlValue written, CatalogueColumn column, boolean flow)
      throws NotEditableException {
    if (written instanceof Fields map) {
      boolean inside = edits.isFlow(map);
      Optional<Field> type = field(map, "type").or(() -> field(map, "data_type"));
      Optional<Field> nullable = field(map, "nullable");
      List<String> more = new ArrayList<>();
      if (type.isPresent()) {
        overwrite(type.get().value(), type(column.type(), inside));
      } else {
        more.add("type: " + type(column.type(), inside));
      }
      if (!column.nullable() && nullable.isPresent()) {
        overwrite(nullable.get().value(), "false");
      } else if (!column.nullable()) {
        more.add("nullable: false");
      }
      if (!more.isEmpty()) {
        edits.append(map, more);
      }
    } else {
      overwrite(written, value(column, flow));
    }
  }

  /** What people compute is theirs. */
  private void overwrite(YamlValue written, String text) throws NotEditableException {
    if (text(written).equals(text)) {
      return;
    }
    if (!(written instanceof Scalar) || text(written).contains("${")) {
      throw standing(written);
    }
    edits.replace(written.span(), text);
  }

  private NotEditableException standing(YamlValue written) {
    Span place = new Span(file, written.span().start(), written.span().end());
    return new NotEditableException(written.described() + " stands at " + place.location());
  }

  private static String text(YamlValue value) {
    return value instanceof Scalar scalar ? scalar.text() : "";
  }

  private static boolean isNamed(String written, CatalogueColumn column) {
    return ColumnNames.folded(written).equalsIgnoreCase(column.name());
  }

  private Optional<Items> sources() {
    return root.filter(Fields.class::isInstance)
        .flatMap(value -> field((Fields) value, "sources"))
        .map(Field::value)
        .filter(Items.class::isInstance)
        .map(Items.class::cast);
  }

  private Fields entry(SourceDeclaration source) throws NotEditableException {
    int place = source.span().start();
    return sources().stream()
        .flatMap(list -> list.items().stream())
        .filter(Fields.class::isInstance)
        .map(Fields.class::cast)
        .filter(
            map -> field(map, "name").filter(f -> f.value().span().start() == place).isPresent())
        .findFirst()
        .orElseThrow(() -> new NotEditableException("its entry is not found in the file"));
  }

  private static Optional<Field> field(Fields map, String key) {
    return map.fields().stream().filter(f -> f.key().text().equals(key)).findFirst();
  }

  private static String block(List<CatalogueColumn> columns) {
    return String.join("\n", lines(columns));
  }

  private static String braces(List<CatalogueColumn> columns) {
    return "{" + String.join(", ", columns.stream().map(c -> field(c, true)).toList()) + "}";
  }

  private static String field(CatalogueColumn column, boolean flow) {
    return name(column.name()) + ": " + value(column, flow);
  }

  private static List<String> item(CatalogueColumn column, boolean flow) {
    List<String> lines = new ArrayList<>();
    lines.add("name: " + name(column.name()));
    lines.add("type: " + type(column.type(), flow));
    if (!column.nullable()) {
      lines.add("nullable: false");
    }
    return lines;
  }

  private static String value(CatalogueColumn column, boolean flow) {
    return column.nullable()
        ? type(column.type(), flow)
        : "{type: " + type(column.type(), true) + ", nullable: false}";
  }

  /** A name that is folded when it is read, or else one in double quotes inside YAML's. */
  private static String name(String name) {
    return name.matches(PLAIN_NAME) ? name : quoted("\"" + name.replace("\"", "\"\"") + "\"");
  }

  private static String type(String type, boolean flow) {
    boolean plain = type.matches(PLAIN_TYPE) && !(flow && type.contains(","));
    return plain ? type : quoted(type);
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
