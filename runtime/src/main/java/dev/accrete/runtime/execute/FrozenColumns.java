package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.ColumnChange;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.dialect.state.SourceColumnSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Deleted;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.state.StateStore.SourceColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The columns that counted sources had at each freeze. Counts do not show that a column became
 * narrower, and so that its values are others than those that models took in. For several threads
 * once the freeze is done.
 */
final class FrozenColumns {
  private final RunContext context;
  private final DeclaredTypes types;
  private final Map<String, Map<String, List<SourceColumn>>> known = new HashMap<>();
  private List<SourceColumn> news = List.of();

  /**
   * What is known.
   *
   * @param types the types that the columns have now
   * @param known the types that they had
   */
  FrozenColumns(RunContext context, DeclaredTypes types, List<SourceColumn> known) {
    this.context = context;
    this.types = types;
    known.stream().sorted(Comparator.comparingLong(SourceColumn::freezeId)).forEach(this::add);
  }

  private void add(SourceColumn column) {
    knownOf(column).add(column);
  }

  private List<SourceColumn> knownOf(SourceColumn column) {
    return known
        .computeIfAbsent(column.source(), source -> new TreeMap<>())
        .computeIfAbsent(column.name(), name -> new ArrayList<>());
  }

  /**
   * Notes, in a freeze, the columns that differ from what was known; whether there are any. What an
   * earlier attempt at the freeze noted was taken back.
   */
  boolean note(Collection<InputPlan> sources, long freezeId) {
    news.forEach(column -> knownOf(column).remove(column));
    Set<RelationName> tables = new HashSet<>();
    for (InputPlan source : sources) {
      if (source.isCounted()) {
        tables.add(source.relation());
        source.deleted().map(Deleted::relation).ifPresent(tables::add);
      }
    }
    List<SourceColumnSql.Found> found = new ArrayList<>();
    tables.forEach(table -> differences(table, found));
    if (!found.isEmpty()) {
      context.execute(new SourceColumnSql(context.tables()).note(found), context.bindings());
    }
    news =
        found.stream()
            .map(c -> new SourceColumn(c.source().plain(), c.name(), c.type(), freezeId))
            .toList();
    news.forEach(this::add);
    return !found.isEmpty();
  }

  private void differences(RelationName table, List<SourceColumnSql.Found> found) {
    Map<String, String> now = types.sized(context.session(), table);
    if (now.isEmpty()) {
      return;
    }
    Map<String, List<SourceColumn>> before = known.getOrDefault(table.plain(), Map.of());
    Set<String> names = new HashSet<>(now.keySet());
    names.addAll(before.keySet());
    for (String name : names.stream().sorted().toList()) {
      List<SourceColumn> had = before.getOrDefault(name, List.of());
      String old = had.isEmpty() ? ColumnChange.ABSENT : had.get(had.size() - 1).type();
      String type = now.getOrDefault(name, ColumnChange.ABSENT);
      ColumnChange change = ColumnChange.of(old, type);
      if (change != ColumnChange.NONE) {
        found.add(new SourceColumnSql.Found(table, name, type, change));
      }
    }
  }

  /** Whether a table has no such column, as far as that is known. */
  boolean lacks(RelationName table, String column) {
    Map<String, String> columns = types.sized(context.session(), table);
    return !columns.isEmpty()
        && !FrozenShapes.folded(columns).containsKey(FrozenShapes.folded(column));
  }

  /**
   * Looks whether a source has the columns that a model reads, as far as that is known.
   *
   * @throws NotRunnableException if one is not there
   */
  void requireRead(ModelPlan plan, InputPlan input) {
    if (plan.written().isEmpty()) {
      plan.reads().columns().getOrDefault(input.name(), Set.of()).stream()
          .filter(column -> lacks(input.relation(), column))
          .min(Comparator.naturalOrder())
          .ifPresent(
              column -> {
                throw new NotRunnableException(
                    "the table "
                        + input.relation().plain()
                        + " has no column "
                        + column
                        + ", which "
                        + plan.model()
                        + " reads: give it back, or take it out of the model and the source");
              });
    }
  }

  /**
   * Why a model has values that a rebuild would not give: a column that it reads became narrower
   * since it took the source in, or another kind, or is gone; or is wider, and something is made of
   * it that comes out otherwise.
   *
   * @param position the freeze up to which it took the source in
   */
  Optional<String> changed(ModelPlan plan, InputPlan input, long position) {
    return input.deleted().stream()
        .flatMap(copies -> broken(plan, input, copies.relation(), position).stream())
        .findFirst()
        .or(() -> broken(plan, input, input.relation(), position));
  }

  private Optional<String> broken(
      ModelPlan plan, InputPlan input, RelationName table, long position) {
    return known.getOrDefault(table.plain(), Map.of()).entrySet().stream()
        .filter(e -> plan.mayRead(input.name(), e.getKey().toLowerCase(Locale.ROOT)))
        .flatMap(
            e ->
                broken(e.getValue(), position, plan.reads().usesOf(input.name(), e.getKey()))
                    .stream())
        .findFirst();
  }

  private static Optional<String> broken(
      List<SourceColumn> column, long position, Set<ValueUse> uses) {
    for (int i = 1; i < column.size(); i++) {
      SourceColumn old = column.get(i - 1);
      SourceColumn now = column.get(i);
      ColumnChange change = ColumnChange.of(old.type(), now.type());
      if (now.freezeId() > position && change.breaks(uses)) {
        return Optional.of(told(old, now));
      }
    }
    return Optional.empty();
  }

  private static String told(SourceColumn old, SourceColumn now) {
    String column = "the column " + now.name() + " of " + now.source();
    return now.type().equals(ColumnChange.ABSENT)
        ? column + " was gone"
        : column + " was " + lower(old.type()) + " and became " + lower(now.type());
  }

  private static String lower(String type) {
    return type.toLowerCase(Locale.ROOT);
  }

  /** What to do where a model has values that a rebuild would not give. */
  static String advice(String model, String changed) {
    int hidden = model.indexOf(ModelFile.HIDDEN);
    String owner = hidden < 0 ? model : model.substring(0, hidden);
    return changed
        + ", and "
        + owner
        + " has values of before: run it with `accrete run --full-refresh -s "
        + owner
        + "`";
  }

  /** The columns that came into a source with this run's freeze, where it was known before. */
  List<String> arrived(InputPlan input) {
    String source = input.relation().plain();
    Collection<List<SourceColumn>> columns = known.getOrDefault(source, Map.of()).values();
    return news.stream()
        .filter(column -> column.source().equals(source))
        .filter(column -> columns.stream().anyMatch(c -> c.get(0).equals(column)))
        .filter(column -> columns.stream().anyMatch(c -> c.get(0).freezeId() < column.freezeId()))
        .map(SourceColumn::name)
        .toList();
  }
}
