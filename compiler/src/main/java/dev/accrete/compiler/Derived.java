package dev.accrete.compiler;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.analyze.Clock;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Optional;

/**
 * A model after steps 3 to 6: parsed, validated, analyzed and derived.
 *
 * @param rendered the text that was derived
 * @param parsed its syntax
 * @param validated its tree and columns
 * @param clock the tree without the clock
 * @param analysis what was found in that
 * @param plans the inputs of the text
 * @param certificate what the derivation found, verified
 * @param doubts what the verification had to say
 */
record Derived(
    RenderedModel rendered,
    ParsedText parsed,
    Validated validated,
    Clock clock,
    Analysis analysis,
    List<InputPlan> plans,
    Certificate certificate,
    List<Diagnostic> doubts) {
  private static final String PATH =
      "it reads an array in FROM, or a table of a schema that is called so";

  Derived {
    plans = List.copyOf(plans);
    doubts = List.copyOf(doubts);
  }

  ModelFile file() {
    return rendered.model();
  }

  /** The names of the output columns; none where they are not known. */
  List<String> columns() {
    return validated.columns().stream().map(Field::name).toList();
  }

  boolean isIncremental() {
    return certificate.strategy() != Strategy.FULL;
  }

  /** Whether any change can be taken in without a rebuild. */
  boolean takesAnyChange() {
    return certificate.strategies().contains(Strategy.RECOMPUTE);
  }

  /** Whether the clock is read anywhere that was understood. */
  boolean readsClock() {
    return parsed.rendered().text().contains(ClockSql.RUN_STARTED_AT) || callsClock();
  }

  /** Whether a function reads the clock. */
  boolean callsClock() {
    return ClockSql.areCalled(validated.calls().keySet());
  }

  /** Why its rows may differ without any change of an input, and only a rebuild can tell how. */
  Optional<String> drift() {
    if (certificate.strategy() != Strategy.FULL) {
      return Optional.empty();
    }
    boolean marksAlone =
        !clock.isOpen()
            && clock.flips().isEmpty()
            && !(validated.root() instanceof Relation.Opaque);
    if (parsed.hasPath()) {
      return Optional.of(PATH);
    }
    return readsClock() && !marksAlone ? Optional.of(Analyzer.CLOCK) : analysis.drift();
  }

  /** The same with another certificate. */
  Derived with(Certificate other) {
    return new Derived(rendered, parsed, validated, clock, analysis, plans, other, doubts);
  }
}
