package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.source.Origin;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rendering of one variant of a model knows and meets: the state behind the functions that
 * its template calls.
 */
final class ModelScope {
  /** The two texts of a model. */
  enum Variant {
    FULL,
    INCREMENTAL
  }

  /** Whether the text stands around a model, where {@code this} is its table. */
  boolean isHook() {
    return hook;
  }

  private final ModelFile model;
  private final Variant variant;
  private final ElementTrace trace;
  private final Findings findings;
  private final ComponentCalls components;
  private final boolean hook;
  private final List<Call> calls = new ArrayList<>();
  private boolean hasIncrementalText;
  private boolean handWritten;
  private boolean failed;
  private int blocks;

  ModelScope(
      ModelFile model,
      Variant variant,
      ElementTrace trace,
      Findings findings,
      ComponentCalls components,
      boolean hook) {
    this.components = components;
    this.hook = hook;
    this.model = model;
    this.variant = variant;
    this.trace = trace;
    this.findings = findings;
  }

  ModelFile model() {
    return model;
  }

  Variant variant() {
    return variant;
  }

  /** Every call so far, by the numbers in their marks. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The mark of a new call, to be written into the text. */
  String mark(String name, String quoted) {
    calls.add(new Call(name, quoted, trace.origin()));
    return Marks.of(calls.size() - 1);
  }

  /** The hidden model that holds the components of a relation. */
  String components(String relation, String first, String second) {
    return components.call(relation, first, second, trace.origin()).model();
  }

  /** Whether the place is inside a block of either variant. */
  boolean inBlock() {
    return blocks > 0;
  }

  void enterBlock() {
    blocks++;
  }

  void leaveBlock() {
    blocks--;
  }

  /** Notes that the incremental variant has a text of its own. */
  void noteIncrementalText() {
    hasIncrementalText = true;
  }

  /** Notes that the author wrote a block of the incremental variant. */
  void noteHandWritten() {
    handWritten = true;
    noteIncrementalText();
  }

  boolean isHandWritten() {
    return handWritten;
  }

  boolean hasIncrementalText() {
    return hasIncrementalText;
  }

  /** Reports at the place that is being rendered. */
  void report(Diagnostic diagnostic) {
    findings.add(diagnostic);
  }

  /** Reports at the place that is being rendered, and ends the function that met it. */
  Reported refuse(Code code, Object... arguments) {
    report(Diagnostic.at(code, origin(), arguments));
    return new Reported();
  }

  Origin origin() {
    return trace.origin();
  }

  /** Notes that the text is of no use, for a reason that others have reported. */
  void fail() {
    failed = true;
  }

  boolean failed() {
    return failed;
  }
}
