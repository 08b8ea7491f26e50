package dev.accrete.compiler;

import dev.accrete.compiler.CompiledModel.OutputColumn;
import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.dialect.ValueUse;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputReads;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells each model what those do with its columns that read it: a number of a source that a model
 * shows, and that a reader of it makes a text of, is to come out as a rebuild of both gives it.
 */
final class UsesBehind {
  private final Map<String, CompiledModel> models = new HashMap<>();
  private final Map<String, Map<String, Set<ValueUse>>> behind = new HashMap<>();
  private final Map<String, ModelPlan> plans = new HashMap<>();

  private UsesBehind() {}

  /** Of models, each behind those that it reads. */
  static UsesBehind of(List<CompiledModel> models) {
    UsesBehind uses = new UsesBehind();
    models.forEach(m -> uses.models.put(m.name(), m));
    for (int i = models.size() - 1; i >= 0; i--) {
      uses.pass(models.get(i));
    }
    return uses;
  }

  /** The models, with what is done with their inputs behind them. */
  List<CompiledModel> told(List<CompiledModel> all) {
    return all.stream().map(this::told).toList();
  }

  /** Keys of the models that tell what their files depend on: also on this. */
  Map<String, String> keyed(Map<String, String> keys) {
    Map<String, String> keyed = new HashMap<>(keys);
    keyed.replaceAll(
        (model, key) -> {
          Map<String, Set<ValueUse>> uses = behind.getOrDefault(model, Map.of());
          return uses.isEmpty() ? key : new CacheKey().text(key).text(text(uses)).hash();
        });
    return keyed;
  }

  private static String text(Map<String, Set<ValueUse>> uses) {
    Map<String, Set<ValueUse>> ordered = new TreeMap<>();
    uses.forEach((column, some) -> ordered.put(column, new TreeSet<>(some)));
    return ordered.toString();
  }

  private void pass(CompiledModel model) {
    if (model.result().isEmpty()) {
      return;
    }
    ModelPlan plan = model.result().get().plan();
    InputReads reads = plan.reads().with(behind.getOrDefault(model.name(), Map.of()));
    plans.put(model.name(), plan.reading(reads));
    for (InputPlan input : plan.inputs()) {
      CompiledModel read = models.get(input.name());
      if (read != null && read.result().isPresent()) {
        pass(reads, read);
      }
    }
  }

  private void pass(InputReads reads, CompiledModel read) {
    Map<String, Set<ValueUse>> found = behind.computeIfAbsent(read.name(), n -> new HashMap<>());
    for (OutputColumn column : read.result().orElseThrow().columns()) {
      Set<ValueUse> uses = reads.usesOf(read.name(), column.name());
      if (!uses.isEmpty()) {
        for (String origin : origins(read, column)) {
          found.computeIfAbsent(origin, o -> new HashSet<>()).addAll(uses);
        }
      }
    }
  }

  /** Of what is not understood it is not known from what its columns are made. */
  private static List<String> origins(CompiledModel model, OutputColumn column) {
    boolean known = !model.result().orElseThrow().plan().reads().uses().containsKey(InputReads.ANY);
    return known
        ? column.lineage().stream().map(l -> l.toLowerCase(Locale.ROOT)).toList()
        : List.of(InputReads.ANY);
  }

  private CompiledModel told(CompiledModel model) {
    return new CompiledModel(
        model.file(),
        model.status(),
        model.readsModels(),
        model.readsSources(),
        model.result().map(r -> told(model.name(), r)));
  }

  private CompiledModel.Result told(String model, CompiledModel.Result result) {
    ModelPlan plan = plans.getOrDefault(model, result.plan());
    ModelTexts texts = result.texts();
    if (texts instanceof ModelTexts.OfTable table) {
      List<ModelPlan> hidden = new ArrayList<>(table.hidden());
      hidden.replaceAll(h -> plans.getOrDefault(h.model(), h));
      texts = new ModelTexts.OfTable(table.writer(), hidden, plan, table.told());
    }
    return new CompiledModel.Result(
        result.columns(), result.certificate(), plan, result.select(), texts);
  }
}
