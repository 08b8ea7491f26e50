package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.state.StateTables;
import dev.accrete.compiler.plan.SideTable;
import dev.accrete.runtime.execute.ModelResult;
import dev.accrete.runtime.state.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares each side table that a model's position names with what its own SELECT returns. */
record SideComparison(Playground ground, Subject subject, StateTables state) {

  /** The first that differs after a step. */
  Optional<Mismatch> compare(int number, ModelResult result) {
    String model = result.model();
    if (subject.result(model).plan().sideTables().isEmpty()) {
      return Optional.empty();
    }
    Set<String> kept = new StateStore(ground.other(), state).standing(model).positions().keySet();
    for (SideTable side : subject.result(model).plan().sideTables()) {
      if (kept.contains(side.position())) {
        List<List<String>> wanted = ground.copy().select(side.select(), side.columns().size());
        List<List<String>> actual =
            PlainCopy.rows(
                ground.other(),
                ground.database().dialect(),
                "read " + side.position(),
                side.held(),
                side.columns().size());
        String what = result.strategy().word() + ", " + side.position();
        Optional<Mismatch> mismatch =
            mayLieFarther(model, side)
                ? Mismatch.of(number, model, what, FartherBounds.missing(wanted, actual), List.of())
                : Mismatch.of(
                    number,
                    model,
                    what,
                    PlainCopy.bag(wanted, side.columns(), Set.of()),
                    PlainCopy.bag(actual, side.columns(), Set.of()));
        if (mismatch.isPresent()) {
          return mismatch;
        }
      }
    }
    return Optional.empty();
  }

  private boolean mayLieFarther(String model, SideTable side) {
    return side.position().startsWith("side table bounds")
        && subject.result(model).plan().inputs().stream().anyMatch(i -> i.deleted().isPresent());
  }
}
