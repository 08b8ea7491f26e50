package dev.accrete.compiler.template;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.Span;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.template.TemplateException;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says in one sentence of ours what FreeMarker says in a page of its own. */
@SuppressWarnings("deprecation") // FreeMarker's own types
final class TemplateErrors {
  private static final Pattern NUMBER_BEFORE = Pattern.compile("\\$\\{\\s*([0-9][0-9.,\\s]*)$");
  private static final Map<String, String> OTHER_TOOLS =
      Map.of(
          "source", "a source is read by ref('schema.table')",
          "config", "settings stand in the front matter",
          "adapter", "Accrete has no adapter: write the SQL of your dialect");

  private final Collection<String> names;
  private final Set<String> variables;
  private final Set<String> lostNames;
  private final boolean complete;

  /**
   * @param names the functions and macros that templates may call, for hints
   * @param variables the variables of the project, for hints
   * @param lostNames the macros of broken files: nothing is said of their absence
   * @param complete whether all files could be read; if not, nothing is said of any absent name
   */
  TemplateErrors(
      Collection<String> names, Set<String> variables, Set<String> lostNames, boolean complete) {
    this.names = List.copyOf(names);
    this.variables = Set.copyOf(variables);
    this.lostNames = Set.copyOf(lostNames);
    this.complete = complete;
  }

  /** For templates that know no names but {@code var} and {@code env}. */
  static TemplateErrors ofValues() {
    return new TemplateErrors(List.of("var", "env"), Set.of(), Set.of(), true);
  }

  /** Reports a template that does not parse. */
  void report(ParseException problem, TemplatePlaces places, Findings findings) {
    Span span = parsePlace(problem, places);
    String before = span.file().text().substring(places.start().start(), span.start());
    Matcher number = NUMBER_BEFORE.matcher(before);
    if (number.find()) {
      findings.add(numberInterpolation(span, number.group(1).strip() + "…"));
      return;
    }
    String message = FreeMarkerMessages.sentence(problem.getEditorMessage());
    findings.add(Diagnostic.of(Code.TEMPLATE_SYNTAX, span, message));
  }

  private static Span parsePlace(ParseException problem, TemplatePlaces places) {
    int line = problem.getLineNumber();
    int column = problem.getColumnNumber();
    if (line < 1) {
      return places.start();
    }
    boolean ends = problem.getEndLineNumber() >= line;
    return places.span(
        line,
        column,
        ends ? problem.getEndLineNumber() : line,
        ends ? problem.getEndColumnNumber() : column);
  }

  /** The finding for a bare number in an interpolation. */
  static Diagnostic numberInterpolation(Span span, String number) {
    return Diagnostic.of(Code.NUMBER_INTERPOLATION, span, number)
        .withHint(
            "to keep it as text, as in a regular expression, write ${r\"${" + number + "}\"}");
  }

  /** Reports a rendering that failed at an element. */
  void report(TemplateException problem, Origin element, ElementTrace trace, Findings findings) {
    if (Reported.isCauseOf(problem)) {
      return;
    }
    Origin origin = blamed(problem, element, trace);
    if (problem.getCause() instanceof IOException absent) {
      report(absent, origin, findings);
    } else if (problem instanceof InvalidReferenceException) {
      reportNothingThere(problem.getBlamedExpressionString(), origin, findings);
    } else {
      String message = FreeMarkerMessages.sentence(problem.getMessageWithoutStackTop());
      findings.add(Diagnostic.at(Code.TEMPLATE_FAILED, origin, message));
    }
  }

  /** Reports a file that is not there; no other reading happens while a template is rendered. */
  void report(IOException problem, Origin origin, Findings findings) {
    String name =
        problem instanceof TemplateNotFoundException absent ? absent.getTemplateName() : "";
    String message = name.isEmpty() ? "a file cannot be read" : "no macro file " + name;
    findings.add(Diagnostic.at(Code.TEMPLATE_FAILED, origin, message));
  }

  /** Reports what FreeMarker did not expect itself. */
  void report(RuntimeException problem, Origin origin, Findings findings) {
    String message = FreeMarkerMessages.sentence(problem.getMessage());
    findings.add(Diagnostic.at(Code.TEMPLATE_FAILED, origin, message));
  }

  private void reportNothingThere(@Nullable String blamed, Origin origin, Findings findings) {
    String name = blamed == null ? "" : blamed.strip();
    if (lostNames.contains(name) || !complete && name.matches("\\w+")) {
      return; // the file that may define it is reported
    }
    String sentence = name.isEmpty() ? "a value is missing" : "nothing is named " + name;
    Diagnostic missing = Diagnostic.at(Code.TEMPLATE_FAILED, origin, sentence);
    String hint = hint(name);
    findings.add(hint == null ? missing : missing.withHint(hint));
  }

  private @Nullable String hint(String name) {
    if (variables.contains(name)) {
      return "write ${var('" + name + "')}";
    }
    String other = OTHER_TOOLS.get(name);
    return other == null ? Nearest.hint(name, names) : other;
  }

  /** The origin narrowed to the expression that FreeMarker blames. */
  private static Origin blamed(TemplateException problem, Origin element, ElementTrace trace) {
    Integer line = problem.getLineNumber();
    String template = problem.getTemplateName();
    if (line == null || template == null) {
      return element;
    }
    Span narrow =
        trace
            .places(template)
            .span(
                line,
                problem.getColumnNumber(),
                problem.getEndLineNumber(),
                problem.getEndColumnNumber());
    List<Span> through = new ArrayList<>(element.through());
    if (through.isEmpty()) {
      return new Origin(narrow, through);
    }
    Span last = through.get(through.size() - 1);
    if (last.file().path().equals(narrow.file().path())) {
      through.set(through.size() - 1, narrow);
    }
    return new Origin(element.span(), through);
  }
}
