package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.plan.WrittenPlan;
import dev.accrete.runtime.verify.DataTable.DataColumn;
import dev.accrete.runtime.verify.Mentions.Mention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The sources of somebody's project with values that its models tell apart: the lists of {@code
 * accepted_values}, and the constants and spans of time in the models' texts.
 */
final class AimedSources {
  private final Subject subject;
  private final Mentions mentions = new Mentions();
  private final List<Mention> constants;
  private final Set<String> read;
  private final Map<String, Set<String>> lineage = new HashMap<>();

  /** What each model's column is made of, by both names. */
  private final Map<String, Set<String>> origins = new HashMap<>();

  private AimedSources(Subject subject) {
    this.subject = subject;
    this.read = subject.read();
    for (CompiledModel model : subject.models()) {
      CompiledModel.Result result = subject.result(model.name());
      mentions.read(result.select());
      mentions.read(model.file().file().text());
      result.plan().written().map(WrittenPlan::fillNew).ifPresent(s -> mentions.read(s.sql()));
      for (CompiledModel.OutputColumn column : result.columns()) {
        lineage
            .computeIfAbsent(column.name().toLowerCase(Locale.ROOT), n -> new HashSet<>())
            .addAll(column.lineage());
        origins.put(whole(model.name() + "." + column.name()), Set.copyOf(column.lineage()));
      }
    }
    this.constants = mentions.constants();
  }

  static AimedSources of(Subject subject) {
    return new AimedSources(subject);
  }

  List<DataTable> tables() {
    return subject.tables().stream().map(this::table).toList();
  }

  /** The longest time that models look back, where more may come late; nothing where none does. */
  Duration longestSpan() {
    return mentions.spans().stream()
        .filter(span -> span.compareTo(AimedValues.LONGEST_SPAN) <= 0)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** What models join of these sources, as far as they read them. */
  JoinedColumns joined(List<DataTable> tables) {
    List<DataTable> known = tables.stream().filter(t -> read.contains(t.name())).toList();
    JoinedColumns joined = new JoinedColumns();
    joined.add(mentions.joined(), name -> places(name, known));
    return joined;
  }

  /** The columns of a name, or those that the models' columns of that name are made of. */
  private List<JoinedColumns.Place> places(String name, List<DataTable> tables) {
    List<JoinedColumns.Place> named =
        places(tables, (table, column) -> column.name().equalsIgnoreCase(name));
    if (!named.isEmpty()) {
      return named;
    }
    Set<String> from = new HashSet<>();
    for (CompiledModel model : subject.models()) {
      addSources(model.name() + "." + name, from, new HashSet<>());
    }
    return places(
        tables, (table, column) -> from.contains(whole(table.name() + "." + column.name())));
  }

  private List<JoinedColumns.Place> places(
      List<DataTable> tables, BiPredicate<DataTable, DataColumn> isMeant) {
    List<JoinedColumns.Place> places = new ArrayList<>();
    for (DataTable table : tables) {
      for (int i = 0; i < table.columns().size(); i++) {
        DataColumn column = table.columns().get(i);
        if (isMeant.test(table, column) && accepted(table, column).isEmpty()) {
          places.add(new JoinedColumns.Place(table, i));
        }
      }
    }
    return places;
  }

  /** Adds what a model's column is made of. */
  private void addSources(String column, Set<String> sources, Set<String> seen) {
    Set<String> from = origins.getOrDefault(whole(column), Set.of());
    if (from.isEmpty()) {
      sources.add(whole(column));
    } else if (seen.add(whole(column))) {
      from.forEach(other -> addSources(other, sources, seen));
    }
  }

  private static String whole(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  private DataTable table(DataTable table) {
    List<DataColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      DataColumn column = table.columns().get(i);
      columns.add(i == table.loadedAt() ? column : column(table, column));
    }
    return table.with(columns);
  }

  private DataColumn column(DataTable table, DataColumn column) {
    return valued(table, column).with(parent(table, column));
  }

  /**
   * The column that a test of relationships names, of a source that some model reads: the others
   * never have rows. Of a model's column, the one that it hands on.
   */
  private Optional<DataTable.Parent> parent(DataTable table, DataColumn column) {
    return tests("relationships", table, column)
        .flatMap(test -> referred(test, table, column).stream())
        .findFirst();
  }

  private Optional<DataTable.Parent> referred(
      CompiledTest test, DataTable table, DataColumn column) {
    List<String> others = test.reads().stream().filter(n -> !n.equals(table.name())).toList();
    String name = others.isEmpty() ? table.name() : others.get(0);
    return referred(name, String.valueOf(test.test().arguments().get("field")), column.kind());
  }

  private Optional<DataTable.Parent> referred(String name, String field, ValueKind kind) {
    Optional<DataTable> source =
        subject.tables().stream().filter(t -> t.name().equals(name)).findFirst();
    if (source.isPresent()) {
      return source.filter(s -> read.contains(name)).flatMap(s -> field(s, field, kind));
    }
    return subject.models().stream()
        .filter(model -> model.name().equals(name))
        .flatMap(model -> subject.result(name).columns().stream())
        .filter(c -> c.name().equalsIgnoreCase(field) && c.lineage().size() == 1)
        .flatMap(c -> c.lineage().stream())
        .flatMap(from -> referred(table(from), named(from), kind).stream())
        .findFirst();
  }

  private static String table(String column) {
    return column.substring(0, column.lastIndexOf('.'));
  }

  private static String named(String column) {
    return column.substring(column.lastIndexOf('.') + 1);
  }

  private static Optional<DataTable.Parent> field(DataTable to, String field, ValueKind kind) {
    for (int i = 0; i < to.columns().size(); i++) {
      DataColumn other = to.columns().get(i);
      if (other.name().equalsIgnoreCase(field) && other.kind() == kind) {
        return Optional.of(new DataTable.Parent(to.name(), i));
      }
    }
    return Optional.empty();
  }

  private DataColumn valued(DataTable table, DataColumn column) {
    List<String> accepted = accepted(table, column);
    if (!accepted.isEmpty()) {
      return column.with(accepted, column.nulls());
    }
    List<Mention> own =
        constants.stream()
            .filter(mention -> isOf(mention.column(), table, column, new HashSet<>()))
            .toList();
    return AimedValues.with(withNamesakes(table, column), own, mentions.spans());
  }

  /**
   * The column with what the lists of columns of its name say: a join on the two would never meet
   * its usual values alone.
   */
  private DataColumn withNamesakes(DataTable table, DataColumn column) {
    Set<String> values = new LinkedHashSet<>(column.values());
    for (DataTable other : subject.tables()) {
      other.columns().stream()
          .filter(
              c -> !other.name().equals(table.name()) && c.name().equalsIgnoreCase(column.name()))
          .filter(c -> c.kind() == column.kind() && c.type().equalsIgnoreCase(column.type()))
          .forEach(c -> values.addAll(accepted(other, c)));
    }
    return values.size() == column.values().size()
        ? column
        : column.with(List.copyOf(values), column.nulls());
  }

  /** Whether a name in a model's text stands for the column, or for what a model made of it. */
  private boolean isOf(String name, DataTable table, DataColumn column, Set<String> seen) {
    if (name.equalsIgnoreCase(column.name())) {
      return true;
    }
    String whole = table.name() + "." + column.name();
    for (String from : lineage.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of())) {
      String last = named(from);
      if (from.equalsIgnoreCase(whole) || seen.add(last) && isOf(last, table, column, seen)) {
        return true;
      }
    }
    return false;
  }

  /** The list that a test of the source names for the column. */
  private List<String> accepted(DataTable table, DataColumn column) {
    return tests("accepted_values", table, column)
        .map(test -> test.test().arguments().get("values"))
        .filter(values -> values instanceof List<?>)
        .map(values -> (List<?>) values)
        .findFirst()
        .map(list -> list.stream().map(value -> literal(column, value.toString())).toList())
        .orElse(List.of());
  }

  /** The tests of a kind that all rows of a source are to pass, and that are about a column. */
  private Stream<CompiledTest> tests(String kind, DataTable table, DataColumn column) {
    return subject.project().tests().stream()
        .filter(compiled -> compiled.test().kind().equals(kind))
        .filter(compiled -> compiled.test().on().filter(table.name()::equals).isPresent())
        .filter(
            compiled ->
                compiled.test().column().filter(column.name()::equalsIgnoreCase).isPresent())
        .filter(compiled -> compiled.test().settings().where().isEmpty());
  }

  private static String literal(DataColumn column, String value) {
    boolean isPlain = column.kind() == ValueKind.BOOLEAN || value.matches("-?\\d+(\\.\\d+)?");
    return isPlain && column.kind() != ValueKind.TEXT
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
