package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import dev.accrete.runtime.verify.SentStatements.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells a failing case so that a person can follow it: the models, what happened, and what is wrong
 * at the end.
 */
final class Story {
  private final Shrinker.Failure failure;
  private final ModelStatements statements;
  private final StringBuilder out = new StringBuilder();

  private Story(Shrinker.Failure failure, ModelStatements statements) {
    this.failure = failure;
    this.statements = statements;
  }

  /** The story, with the statement that went wrong and the lines to blame where they are known. */
  static String of(Shrinker.Failure failure, ModelStatements statements, Optional<Blame> blame) {
    return new Story(failure, statements).text() + blame.map(b -> "\n" + b.told()).orElse("");
  }

  private String text() {
    Mismatch mismatch = failure.mismatch();
    out.append("seed ")
        .append(failure.test().seed())
        .append(": ")
        .append(headline(mismatch))
        .append("\n\n");
    for (Map.Entry<String, String> file : failure.test().files().entrySet()) {
      if (failure.test().isShown(file.getKey())) {
        out.append("-- ")
            .append(file.getKey())
            .append('\n')
            .append(file.getValue().strip())
            .append("\n\n");
      }
    }
    out.append(steps(failure.test())).append('\n');
    rows("the table of " + mismatch.model() + " lacks", mismatch.missing());
    rows("the table of " + mismatch.model() + " has, and should not", mismatch.surplus());
    statements.wrong().forEach(this::wrong);
    return out.toString();
  }

  private void wrong(Sent sent) {
    out.append("\nthe statement that went wrong in step ")
        .append(failure.mismatch().step() + 1)
        .append(" (")
        .append(sent.purpose())
        .append("):\n")
        .append(sent.sql().strip().indent(4));
  }

  /** What happens in a case, a step a line. */
  static String steps(TestCase test) {
    StringBuilder out = new StringBuilder();
    int number = 0;
    for (Step step : test.steps()) {
      out.append(++number).append(". ").append(sentence(step, test)).append('\n');
    }
    return out.toString();
  }

  private static String headline(Mismatch mismatch) {
    return mismatch.kind() == Kind.WRONG_TABLE
        ? mismatch.model()
            + " differs from its SELECT after step "
            + (mismatch.step() + 1)
            + " ("
            + mismatch.strategy()
            + ")"
        : mismatch.model() + " failed in step " + (mismatch.step() + 1) + ": " + mismatch.message();
  }

  private void rows(String what, List<String> rows) {
    if (!rows.isEmpty()) {
      out.append(what).append(":\n");
      rows.stream().limit(10).forEach(row -> out.append("    ").append(row).append('\n'));
      if (rows.size() > 10) {
        out.append("    and ").append(rows.size() - 10).append(" more\n");
      }
    }
  }

  private static String sentence(Step step, TestCase test) {
    if (step instanceof Step.Write write) {
      return sentence(write, test);
    }
    Step.Run run = (Step.Run) step;
    List<String> parts = new ArrayList<>();
    parts.add("run " + (run.models().isEmpty() ? "all models" : String.join(", ", run.models())));
    if (!run.refreshed().isEmpty()) {
      parts.add("with " + String.join(", ", run.refreshed()) + " rebuilt in full");
    }
    run.incident()
        .ifPresent(
            i ->
                parts.add(
                    switch (i.kind()) {
                      case CRASH ->
                          "the process dies before its statement "
                              + i.statement()
                              + "; another one runs them again";
                      case OTHER_RUNNER ->
                          "before its statement "
                              + i.statement()
                              + " another runner takes the lock and runs them; then run them again";
                      case OTHER_STRATEGIES -> "by other strategies";
                    }));
    run.interruption()
        .ifPresent(
            i ->
                parts.add(
                    "before its statement "
                        + i.statement()
                        + ": "
                        + sentence(i.write(), test)
                        + "\n   then run them again"));
    return String.join("; ", parts);
  }

  private static String sentence(Step.Write write, TestCase test) {
    DataTable table = test.table(write.table());
    String columns =
        table.columns().stream().map(DataTable.DataColumn::name).collect(Collectors.joining(", "));
    String what = write instanceof Step.Load ? "load into " : "delete from ";
    String rows =
        write.rows().stream()
            .map(r -> "\n     " + String.join(", ", r))
            .collect(Collectors.joining());
    return what + write.table() + " (" + columns + ")" + (rows.isEmpty() ? " nothing" : rows);
  }
}
