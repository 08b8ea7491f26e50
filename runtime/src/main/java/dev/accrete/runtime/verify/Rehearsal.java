package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Loads all rows of a case into the plain copies and looks which models have none then, or too
 * many: the runs of a random project leave most of these out, as they show little or cost much.
 */
final class Rehearsal {
  /** How often in a hundred a model without rows is run all the same. */
  private static final int EMPTY_KEPT = 10;

  private Rehearsal() {}

  /**
   * Models to leave out, and those that read them.
   *
   * @param most how many rows a table may have
   */
  static Set<String> leftOut(PlainCopy copy, Subject subject, TestCase test, int most) {
    copy.clear();
    for (DataTable table : test.tables()) {
      copy.create(table);
      for (Step step : test.steps()) {
        if (step instanceof Step.Load load && load.table().equals(table.name())) {
          copy.insert(table, load.rows());
        }
      }
    }
    Map<String, Long> sizes = copy.sizes(subject.plain(), most);
    Chance chance = new Chance(test.seed());
    Set<String> left = new HashSet<>();
    for (CompiledModel model : subject.project().models()) {
      Long rows = sizes.get(model.name());
      boolean whole = model.file().partOf() == null;
      if (model.readsModels().stream().anyMatch(left::contains)
          || (rows != null && rows > most)
          || (rows != null && rows == 0 && whole && !chance.percent(EMPTY_KEPT))) {
        left.add(whole ? model.name() : model.file().partOf());
      }
    }
    return left;
  }
}
