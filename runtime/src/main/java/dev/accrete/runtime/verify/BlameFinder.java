package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.plan.WrittenPlan;
import dev.accrete.compiler.source.Span;
import dev.accrete.runtime.verify.AuthorBlocks.Segment;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the line of a hand-written block or time window that a wrong table comes from, by trial:
 * the case is played again without this line or that, and the fewest lines without which the table
 * is right are to blame.
 */
final class BlameFinder {
  private static final int LONGEST_RANGE = 6;
  private static final int MOST_TRIALS = 80;

  private final Shrinker.Failure failure;
  private final List<TestCase> others;
  private final Function<TestCase, Optional<Boolean>> isRight;
  private final String path;
  private final String text;
  private final Map<String, Optional<Boolean>> played = new HashMap<>();

  /**
   * With a case, and a function that plays one: whether its tables are right, nothing where it does
   * not compile.
   *
   * @param others longer cases: what is right on few rows may be so by chance
   */
  BlameFinder(
      Shrinker.Failure failure,
      List<TestCase> others,
      Function<TestCase, Optional<Boolean>> isRight) {
    this.failure = failure;
    this.others = List.copyOf(others);
    this.isRight = isRight;
    this.path = model().map(m -> m.file().file().path()).orElse("");
    this.text = failure.test().files().getOrDefault(path, "");
  }

  private Optional<CompiledModel> model() {
    return failure.subject().project().model(failure.mismatch().model());
  }

  /** The lines to blame; nothing where the table is kept by derivation, or its run failed. */
  Optional<Blame> find() {
    Optional<Strategy> strategy =
        model()
            .flatMap(CompiledModel::result)
            .flatMap(r -> r.plan().written())
            .map(WrittenPlan::strategy);
    if (strategy.isEmpty() || text.isEmpty() || failure.mismatch().kind() != Kind.WRONG_TABLE) {
      return Optional.empty();
    }
    return strategy.get() == Strategy.TIME_WINDOW ? window() : block();
  }

  private Optional<Blame> window() {
    String longer = text.replaceFirst("lookback:\\s*\\d+", "lookback: 100000");
    if (!longer.equals(text) && rightWith(longer)) {
      return Optional.of(
          key("incremental", "A window that reached back to the first row would be right."));
    }
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("increment_filter(")) {
        return Optional.of(
            Blame.of(
                path,
                text,
                i + 1,
                i + 1,
                "However far it reaches back, it leaves out rows that the table should have."));
      }
    }
    return Optional.of(
        key("incremental", "The window leaves out rows that the table should have."));
  }

  private Blame key(String name, String why) {
    Span span = model().orElseThrow().file().configuration().keySpans().get(name);
    int line = span == null ? 1 : span.line();
    return Blame.of(path, text, line, line, why);
  }

  private Optional<Blame> block() {
    AuthorBlocks blocks = new AuthorBlocks(text);
    Optional<Boolean> whole = blocks.whole().flatMap(this::played);
    if (whole.isPresent() && !whole.get()) {
      return Optional.of(
          key(
              "unique_key",
              "Even the whole SELECT in place of the block would not do: a row stays as long as no"
                  + " row with its key comes."));
    }
    List<Segment> segments = blocks.segments();
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    return withoutLines(blocks, segments, true)
        .or(() -> differingColumn(segments))
        .or(() -> withoutLines(blocks, segments, false))
        .or(() -> Optional.of(blame(segments, "Without this block the table would be right.")));
  }

  private Optional<Blame> withoutLines(
      AuthorBlocks blocks, List<Segment> segments, boolean onAllRows) {
    for (int length = 1; length <= Math.min(LONGEST_RANGE, segments.size()); length++) {
      for (int from = 0; from + length <= segments.size(); from++) {
        List<Segment> range = segments.subList(from, from + length);
        String changed = blocks.without(range);
        if (rightWith(changed)
            && (!onAllRows
                || others.stream().allMatch(test -> right(test, changed).orElse(false)))) {
          String them = length == 1 ? "this line" : "these lines";
          return Optional.of(blame(range, "Without " + them + " the table would be right."));
        }
      }
    }
    return Optional.empty();
  }

  private Blame blame(List<Segment> range, String why) {
    return Blame.of(path, text, range.get(0).line(), range.get(range.size() - 1).line(), why);
  }

  /** The line that names the first column in which a row differs from what it should be. */
  private Optional<Blame> differingColumn(List<Segment> segments) {
    for (String column : DifferingColumns.of(failure.mismatch(), uniqueKey())) {
      Pattern named =
          Pattern.compile("\\bAS\\s+\"?" + Pattern.quote(column) + "\\b", Pattern.CASE_INSENSITIVE);
      for (Segment segment : segments) {
        if (named.matcher(text.substring(segment.start(), segment.end())).find()) {
          return Optional.of(
              blame(
                  List.of(segment),
                  "What it computes for " + column + " is not what the SELECT does."));
        }
      }
    }
    return Optional.empty();
  }

  private List<String> uniqueKey() {
    List<String> key = new ArrayList<>();
    model()
        .orElseThrow()
        .file()
        .configuration()
        .uniqueKey()
        .forEach(name -> key.add(name.toLowerCase(Locale.ROOT)));
    return key;
  }

  private boolean rightWith(String changed) {
    return played(changed).orElse(false);
  }

  /** Whether the small case is right with another text; each text is played once. */
  private Optional<Boolean> played(String changed) {
    return played.size() > MOST_TRIALS
        ? Optional.empty()
        : played.computeIfAbsent(changed, t -> right(failure.test(), t));
  }

  private Optional<Boolean> right(TestCase test, String changed) {
    Map<String, String> files = new TreeMap<>(failure.test().files());
    files.put(path, changed);
    return isRight.apply(test.withFiles(files));
  }
}
