package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.CompiledTest;
import dev.accrete.compiler.load.DataTest;
import dev.accrete.compiler.plan.WrittenPlan;
import dev.accrete.runtime.verify.DataTable.DataColumn;
import dev.accrete.runtime.verify.Mentions.Mention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The sources of somebody's project with values that its models tell apart: the lists of {@code
 * accepted_values}, and the constants and spans of time in the models' texts.
 */
final class AimedSources {
  private final Subject subject;
  private final Mentions mentions = new Mentions();
  private final Map<String, Set<String>> lineage = new HashMap<>();

  private AimedSources(Subject subject) {
    this.subject = subject;
    for (CompiledModel model : subject.models()) {
      CompiledModel.Result result = subject.result(model.name());
      mentions.read(result.select());
      mentions.read(model.file().file().text());
      result.plan().written().map(WrittenPlan::fillNew).ifPresent(s -> mentions.read(s.sql()));
      for (CompiledModel.OutputColumn column : result.columns()) {
        lineage
            .computeIfAbsent(column.name().toLowerCase(Locale.ROOT), n -> new HashSet<>())
            .addAll(column.lineage());
      }
    }
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

  private DataTable table(DataTable table) {
    List<DataColumn> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      DataColumn column = table.columns().get(i);
      columns.add(i == table.loadedAt() ? column : column(table, column));
    }
    return table.with(columns);
  }

  private DataColumn column(DataTable table, DataColumn column) {
    List<String> accepted = accepted(table, column);
    if (!accepted.isEmpty()) {
      return column.with(accepted, column.nulls());
    }
    List<Mention> own =
        mentions.constants().stream()
            .filter(mention -> isOf(mention.column(), table, column, new HashSet<>()))
            .toList();
    return AimedValues.with(column, own, mentions.spans());
  }

  /** Whether a name in a model's text stands for the column, or for what a model made of it. */
  private boolean isOf(String name, DataTable table, DataColumn column, Set<String> seen) {
    if (name.equalsIgnoreCase(column.name())) {
      return true;
    }
    String whole = table.name() + "." + column.name();
    for (String from : lineage.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of())) {
      String last = from.substring(from.lastIndexOf('.') + 1);
      if (from.equalsIgnoreCase(whole) || seen.add(last) && isOf(last, table, column, seen)) {
        return true;
      }
    }
    return false;
  }

  /** The list that a test of the source names for the column. */
  private List<String> accepted(DataTable table, DataColumn column) {
    for (CompiledTest compiled : subject.project().tests()) {
      DataTest test = compiled.test();
      if (test.kind().equals("accepted_values")
          && test.on().filter(table.name()::equalsIgnoreCase).isPresent()
          && test.column().filter(column.name()::equalsIgnoreCase).isPresent()
          && test.arguments().get("values") instanceof List<?> values) {
        return values.stream().map(value -> literal(column, value.toString())).toList();
      }
    }
    return List.of();
  }

  private static String literal(DataColumn column, String value) {
    boolean isPlain = column.kind() == ValueKind.BOOLEAN || value.matches("-?\\d+(\\.\\d+)?");
    return isPlain && column.kind() != ValueKind.TEXT
        ? value
        : "'" + value.replace("'", "''") + "'";
  }
}
