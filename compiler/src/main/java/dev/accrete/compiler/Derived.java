package dev.accrete.compiler;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;

/**
 * A model after steps 3 to 6: parsed, validated, analyzed and derived.
 *
 * @param rendered the text that was derived
 * @param parsed its syntax
 * @param validated its tree and columns
 * @param analysis what was found in the tree
 * @param plans the inputs of the text
 * @param certificate what the derivation found, verified
 * @param doubts what the verification had to say
 */
record Derived(
    RenderedModel rendered,
    ParsedText parsed,
    Validated validated,
    Analysis analysis,
    List<InputPlan> plans,
    Certificate certificate,
    List<Diagnostic> doubts) {
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

  /** The same with another certificate. */
  Derived with(Certificate other) {
    return new Derived(rendered, parsed, validated, analysis, plans, other, doubts);
  }
}
