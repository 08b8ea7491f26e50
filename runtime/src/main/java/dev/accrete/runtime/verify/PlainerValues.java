package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Takes out of a case what its values do not matter for: a column gets one value in all rows. */
final class PlainerValues {
  private PlainerValues() {}

  /** The history with one value in a column of a source, whatever stood there. */
  static List<Step> with(List<Step> steps, DataTable table, int column) {
    List<String> values = table.columns().get(column).values();
    String value = values.get(Math.min(1, values.size() - 1));
    UnaryOperator<Step.Write> plain =
        write ->
            write.table().equals(table.name()) ? write.with(rows(write, column, value)) : write;
    List<Step> plainer = new ArrayList<>();
    for (Step step : steps) {
      plainer.add(step instanceof Step.Write write ? plain.apply(write) : run(step, plain));
    }
    return plainer;
  }

  private static Step run(Step step, UnaryOperator<Step.Write> plain) {
    Step.Run run = (Step.Run) step;
    Optional<Step.Interruption> interruption =
        run.interruption().map(i -> new Step.Interruption(i.statement(), plain.apply(i.write())));
    return new Step.Run(run.models(), run.refreshed(), interruption, run.incident());
  }

  private static List<List<String>> rows(Step.Write write, int column, String value) {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : write.rows()) {
      List<String> copy = new ArrayList<>(row);
      copy.set(column, value);
      rows.add(copy);
    }
    return rows;
  }
}
