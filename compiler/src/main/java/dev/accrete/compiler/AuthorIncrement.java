package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.IncrementalMode;
import dev.accrete.compiler.load.ModelFile.TimeWindow;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.Catalogue;
import dev.accrete.compiler.validate.ModelValidator;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The increment that the author of a model wrote: a hand-written block, or a time window. Nothing
 * is derived from it; it is parsed and validated as any SQL is.
 *
 * @param strategy hand-written or time window
 * @param parsed the text of the incremental variant
 * @param validated its tree
 * @param columns the names of its columns, in its own order
 */
record AuthorIncrement(
    Strategy strategy, ParsedText parsed, Validated validated, List<String> columns) {
  AuthorIncrement {
    columns = List.copyOf(columns);
  }

  /**
   * How the author of a model wants it to be kept up to date; absent where derivation, or a full
   * rebuild, has to do: without such a text, where the front matter asks for full rebuilds, and
   * where nobody knows the columns, so that rows cannot be put in by name.
   *
   * @param columns the columns of the full variant, empty where they are not known
   */
  static Optional<Strategy> wanted(RenderedModel rendered, List<Field> columns) {
    ModelFile.Incremental asked = rendered.model().configuration().incremental();
    boolean full =
        asked.mode() == IncrementalMode.NEVER || Strategy.FULL.word().equals(asked.strategy());
    if (rendered.incremental().isEmpty()
        || columns.isEmpty()
        || full
        || !SeenThrough.isTable(rendered.model())) {
      return Optional.empty();
    }
    return Optional.of(rendered.handWritten() ? Strategy.HAND_WRITTEN : Strategy.TIME_WINDOW);
  }

  /**
   * Parses and validates the incremental variant.
   *
   * @param catalogue the inputs; {@code this} is the model's own table
   * @param engine what is to read the text
   */
  static Checked<Optional<AuthorIncrement>> of(
      Strategy strategy,
      RenderedModel rendered,
      List<Field> columns,
      Catalogue catalogue,
      Validation validation,
      String engine) {
    Findings findings = new Findings();
    Checked<Optional<ParsedText>> parsed =
        SqlTextParser.parse(rendered.incremental().orElseThrow());
    findings.addAll(parsed.diagnostics());
    Catalogue withThis =
        name -> name.equals(Reference.THIS) ? Optional.of(columns) : catalogue.fields(name);
    Optional<AuthorIncrement> increment =
        parsed
            .value()
            .flatMap(
                text -> {
                  Checked<Optional<Validated>> validated =
                      ModelValidator.validate(text, withThis, validation, engine);
                  findings.addAll(validated.diagnostics());
                  return validated.value().map(v -> of(strategy, text, v));
                });
    increment.ifPresent(i -> i.check(rendered.model(), columns, findings));
    return findings.with(findings.hasErrors() ? Optional.empty() : increment);
  }

  private static AuthorIncrement of(Strategy strategy, ParsedText text, Validated validated) {
    List<String> names = validated.columns().stream().map(Field::name).toList();
    return new AuthorIncrement(strategy, text, validated, names);
  }

  /** The window of a model whose front matter has one and whose SELECT does not use it. */
  static Optional<Diagnostic> unusedWindow(RenderedModel rendered) {
    ModelFile file = rendered.model();
    return file.configuration().incremental().timeWindow().isPresent()
            && rendered.incremental().isEmpty()
        ? Optional.of(
            Diagnostic.of(Code.WINDOW_WITHOUT_FILTER, place(file))
                .withHint(
                    "write WHERE ${increment_filter('expr')} where the input is read, or delete column, grain and lookback"))
        : Optional.empty();
  }

  /** What everybody must know of such a model. */
  Diagnostic warning(ModelFile file) {
    String by =
        strategy == Strategy.HAND_WRITTEN
            ? "its author's [@incremental] block"
            : "a time window, which misses what comes later than its lookback";
    return Diagnostic.of(Code.OUTSIDE_LAW, place(file), file.name(), by)
        .withHint("the plain SELECT alone is kept up to date by derivation where that is sound");
  }

  private void check(ModelFile file, List<Field> full, Findings findings) {
    List<String> names = full.stream().map(Field::name).toList();
    if (!lower(names).equals(lower(columns)) || names.size() != columns.size()) {
      findings.add(
          Diagnostic.at(
              Code.VARIANTS_DIFFER,
              parsed.rendered().beginning(),
              String.join(", ", columns),
              String.join(", ", names)));
    }
    window(file)
        .map(TimeWindow::column)
        .filter(column -> !lower(names).contains(column.toLowerCase(Locale.ROOT)))
        .ifPresent(column -> findings.add(unknown(file, column, names)));
  }

  private static Diagnostic unknown(ModelFile file, String column, List<String> names) {
    Diagnostic unknown =
        Diagnostic.of(Code.UNKNOWN_COLUMN, place(file), column, "the output of " + file.name());
    String hint = Nearest.hint(column, names);
    return hint == null ? unknown : unknown.withHint(hint);
  }

  /** The window by which rows are put in place; none where that is done by the unique key. */
  Optional<TimeWindow> window(ModelFile file) {
    return strategy == Strategy.TIME_WINDOW
        ? file.configuration().incremental().timeWindow()
        : Optional.empty();
  }

  private static TreeSet<String> lower(List<String> names) {
    TreeSet<String> lower = new TreeSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return lower;
  }

  private static Span place(ModelFile file) {
    Span span = file.configuration().keySpans().get("incremental");
    return span == null ? file.beginning() : span;
  }
}
