package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.load.ModelFile.Incremental;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.RenderedModel;
import java.util.ArrayList;
import java.util.List;

/** What the author's file itself rules out, whatever its SELECT says. */
final class AuthorRefusals {
  private AuthorRefusals() {}

  static List<Refusal> of(
      RenderedModel rendered, ParsedText parsed, List<InputPlan> inputs, boolean openClock) {
    List<Refusal> refusals = new ArrayList<>();
    Incremental incremental = rendered.model().configuration().incremental();
    Origin start = parsed.rendered().beginning();
    Span key = rendered.model().configuration().keySpans().get("incremental");
    Origin declared = key == null ? start : new Origin(key, List.of());
    if (incremental.mode() == IncrementalMode.NEVER) {
      refusals.add(Refusal.of(RefusalCode.NEVER, declared, "incremental: never"));
    } else if (Strategy.FULL.word().equals(incremental.strategy())) {
      refusals.add(Refusal.of(RefusalCode.NEVER, declared, "strategy: full"));
    }
    if (incremental.timeWindow().isPresent()) {
      refusals.add(Refusal.of(RefusalCode.TIME_WINDOW, declared));
    }
    if (rendered.handWritten()) {
      refusals.add(Refusal.of(RefusalCode.HAND_WRITTEN, start));
    }
    String clock = ClockSql.RUN_STARTED_AT;
    int at = openClock ? rendered.full().text().indexOf(clock) : -1;
    if (at >= 0) {
      refusals.add(
          Refusal.of(
              RefusalCode.CLOCK,
              rendered.full().origin(at, at + clock.length()),
              "run_started_at()"));
    }
    if (inputs.isEmpty()) {
      refusals.add(Refusal.of(RefusalCode.NO_INPUTS, start));
    }
    return refusals;
  }
}
