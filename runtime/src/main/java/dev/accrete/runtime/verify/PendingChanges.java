package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.plan.InputPlan;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What happened to what each model reads since it was compared last. */
final class PendingChanges {
  private final Map<String, Set<String>> sources = new HashMap<>();
  private final Map<String, EnumSet<ChangeKind>> pending = new HashMap<>();

  PendingChanges(Subject subject) {
    for (CompiledModel model : subject.models()) {
      Set<String> read = new HashSet<>();
      for (InputPlan input : subject.result(model.name()).plan().inputs()) {
        read.add(input.name());
        read.addAll(sources.getOrDefault(input.name(), Set.of()));
      }
      sources.put(model.name(), read);
    }
  }

  /** Something happened to a source. */
  void note(String source, Set<ChangeKind> kinds) {
    sources.forEach(
        (model, read) -> {
          if (read.contains(source)) {
            of(model).addAll(kinds);
          }
        });
  }

  /** A model is rebuilt, which its readers take in. */
  void refreshed(String model) {
    of(model).add(ChangeKind.FULL_REFRESH);
    note(model, Set.of(ChangeKind.FULL_REFRESH));
  }

  /** What happened, which counts as taken in from now on. */
  Set<ChangeKind> taken(String model) {
    Set<ChangeKind> kinds = EnumSet.copyOf(of(model));
    of(model).clear();
    return kinds;
  }

  private EnumSet<ChangeKind> of(String model) {
    return pending.computeIfAbsent(model, m -> EnumSet.noneOf(ChangeKind.class));
  }
}
