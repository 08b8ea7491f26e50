package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Check;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.load.YamlValue.Fields;
import dev.accrete.compiler.load.YamlValue.Scalar;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one entry of {@code sources}. What this version cannot honour yet is said, never passed
 * over.
 */
final class SourceReader {
  private static final String STAMP_TYPE = "timestamp";

  private final Section section;
  private final String name;
  private final Span place;

  private SourceReader(Section section, String name, Span place) {
    this.section = section;
    this.name = name;
    this.place = place;
  }

  /** The source; absent where it has no usable name, which is reported. */
  static Optional<SourceDeclaration> read(Section entry) {
    String name = entry.required("name", "");
    Optional<YamlValue> written = entry.value("name");
    if (name.isEmpty() || written.isEmpty()) {
      return Optional.empty();
    }
    if (!name.matches("[^.\"]+(\\.[^.\"]+)?")) {
      entry.wrong("name", "a table or schema.table, without quotes", written.get());
      return Optional.empty();
    }
    Section section = entry.renamed("the source " + name);
    return Optional.of(new SourceReader(section, name, written.get().span()).source());
  }

  private SourceDeclaration source() {
    int dot = name.indexOf('.');
    String schema = section.text("schema").orElse(dot < 0 ? null : name.substring(0, dot));
    Optional<LoadedAt> loadedAt = loadedAt();
    ChangeKind changes = section.choice("changes", ChangeKind.class).orElse(ChangeKind.APPEND);
    checkStamps(changes, loadedAt.isPresent());
    Arrival arrival = arrival(changes);
    List<Column> columns = columns(loadedAt);
    boolean stamped = section.keyPlace("loaded_at").isPresent();
    SourceDeclaration source =
        new SourceDeclaration(
            name,
            schema,
            name.substring(dot + 1),
            section.prose("description"),
            loadedAt,
            changes,
            arrival,
            check(changes, arrival),
            LandingReader.read(section, name, changes),
            columns,
            declared("unique_key", columns),
            ignored(changes, columns),
            sortkeys(changes, columns),
            new FreshnessReader(section, name, place).read(loadedAt),
            place,
            Optional.empty(),
            DeletesReader.read(section, name, changes, loadedAt),
            LoadedWithReader.read(section, name, changes, stamped));
    ColumnsReader.tests(section);
    section.finish();
    return source;
  }

  private Optional<LoadedAt> loadedAt() {
    Optional<YamlValue> value = section.value("loaded_at");
    if (value.isPresent() && value.get() instanceof Scalar) {
      return section.column("loaded_at").map(column -> new LoadedAt(column, Grain.STAMP));
    }
    if (value.isPresent() && value.get() instanceof Fields map) {
      Section below = new Section("loaded_at of " + name, place, map, section.findings());
      String column = ColumnNames.folded(below.required("column", ""));
      Grain grain = below.choice("grain", Grain.class).orElse(Grain.STAMP);
      below.finish();
      return column.isEmpty() ? Optional.empty() : Optional.of(new LoadedAt(column, grain));
    }
    value.ifPresent(
        other -> section.wrong("loaded_at", "a column or a map of column and grain", other));
    return Optional.empty();
  }

  /**
   * Batches are told apart by their stamp: appended rows need one, sources that are compared as a
   * whole have none.
   */
  private void checkStamps(ChangeKind changes, boolean stamped) {
    boolean whole = changes == ChangeKind.SNAPSHOT || changes == ChangeKind.STATIC;
    if (stamped && whole) {
      Optional<YamlValue> written = section.value("changes");
      written.ifPresent(
          value -> section.wrong("changes", "append on a source with loaded_at", value));
    }
    boolean counted =
        section.keyPlace("loaded_at").isPresent() || section.keyPlace("loaded_with").isPresent();
    if (changes == ChangeKind.APPEND && !counted && !section.isMisspelt("loaded_at")) {
      String hint =
          "name the column that holds the ETL timestamp, or say changes: static or changes: snapshot";
      section
          .findings()
          .add(
              Diagnostic.of(Code.MISSING_KEY, place, "the source " + name, "loaded_at")
                  .withHint(hint));
    }
  }

  private List<Column> columns(Optional<LoadedAt> loadedAt) {
    if (section.keyPlace("columns").isEmpty() && !section.isMisspelt("columns")) {
      section.missing("columns");
    }
    List<Column> columns = new ArrayList<>(new ColumnsReader(section, name).declared());
    loadedAt
        .map(LoadedAt::column)
        .filter(stamp -> absent(columns, stamp))
        .ifPresent(stamp -> columns.add(new Column(stamp, STAMP_TYPE, true, "")));
    return columns;
  }

  /** What is not compared cannot be kept, as no change of it is ever seen. */
  private List<String> ignored(ChangeKind changes, List<Column> columns) {
    List<String> ignored = declared("ignore", columns);
    Optional<YamlValue> written = section.value("ignore");
    if (written.isPresent() && changes != ChangeKind.SNAPSHOT) {
      section.wrong("ignore", "left out unless changes is snapshot", written.get());
    } else if (written.isPresent() && !columns.isEmpty() && ignored.size() >= columns.size()) {
      section.wrong("ignore", "some of the columns", written.get());
    }
    return ignored;
  }

  /** The order in which rows arrive matters where they are never changed. */
  private List<String> sortkeys(ChangeKind changes, List<Column> columns) {
    String key = EitherKey.of(section, "sortkeys", "sortkey");
    Optional<YamlValue> written = section.value(key);
    if (written.isPresent() && changes != ChangeKind.APPEND && changes != ChangeKind.LANDING) {
      section.wrong(key, "left out unless changes is append", written.get());
    } else if (written.isPresent() && section.keyPlace("loaded_with").isPresent()) {
      section.wrong(key, "left out on a source with loaded_with", written.get());
    }
    return declared(key, columns);
  }

  /** A list of names that must be declared columns. */
  private List<String> declared(String key, List<Column> columns) {
    List<String> listed = section.columns(key);
    List<String> names = columns.stream().map(Column::name).toList();
    for (String column : listed) {
      if (absent(columns, column)) {
        Span span = section.value(key).map(YamlValue::span).orElse(place);
        Diagnostic wrong = Diagnostic.of(Code.WRONG_VALUE, span, key, "declared columns", column);
        String hint = Nearest.hint(column, names);
        section.findings().add(hint == null ? wrong : wrong.withHint(hint));
      }
    }
    return listed;
  }

  private static boolean absent(List<Column> columns, String name) {
    return columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(name));
  }

  /** Only where batches are counted is there less of them to count. */
  private Arrival arrival(ChangeKind changes) {
    Arrival arrival = section.choice("arrival", Arrival.class).orElse(Arrival.ANY);
    Optional<YamlValue> written = section.value("arrival");
    if (written.isPresent() && arrival != Arrival.ANY && changes != ChangeKind.APPEND) {
      section.wrong("arrival", "left out unless changes is append", written.get());
    } else if (arrival != Arrival.ANY) {
      alone("arrival", written.orElseThrow());
    }
    return arrival;
  }

  /** Hashes are of all rows of a batch, so all are read at each freeze. */
  private Check check(ChangeKind changes, Arrival arrival) {
    Check check = section.choice("check", Check.class).orElse(Check.COUNT);
    Optional<YamlValue> written = section.value("check");
    if (check == Check.COUNT || written.isEmpty()) {
      return check;
    }
    if (changes != ChangeKind.APPEND) {
      section.wrong("check", "left out unless changes is append", written.get());
    } else if (arrival != Arrival.ANY) {
      section.wrong(
          "check",
          "left out unless arrival is any",
          written.get(),
          "hashes are of all rows, and arrival: ordered and trusted are there to read few");
    } else {
      alone("check", written.get());
    }
    return check;
  }

  /** Both are about all that a freeze counts of a source by its own stamps. */
  private void alone(String key, YamlValue written) {
    for (String other : List.of("deletes", "loaded_with")) {
      if (section.keyPlace(other).isPresent()) {
        section.wrong(key, "left out on a source with " + other, written);
      }
    }
  }
}
