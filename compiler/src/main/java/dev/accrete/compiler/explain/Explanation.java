package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Flip;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Step;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.dialect.ClockSql;
import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a model is kept up to date, and why, as a colleague would. The same subject gives the
 * same bytes.
 */
public final class Explanation {
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private static final String OUTSIDE =
      "Outside the law: its author says what an incremental run writes, and nothing shows that the"
          + " table then equals its SELECT. `verify` compares them.";

  private final Subject subject;
  private final Certificate certificate;
  private final Labels labels;
  private final Phrases phrases;
  private final List<String> paragraphs = new ArrayList<>();

  private Explanation(Subject subject) {
    this.subject = subject;
    this.certificate = subject.certificate();
    this.labels = Labels.of(subject.root());
    this.phrases = new Phrases(labels);
  }

  /**
   * What is told.
   *
   * @param model the model's name
   * @param description the author's own, or null
   * @param columns the output columns
   * @param root the model's tree
   * @param notes what must be known of the inputs
   * @param author how its author keeps it up to date, and what that misses; empty where Accrete
   *     derives it
   * @param scripts shown at the end, in order
   */
  public record Subject(
      String model,
      @Nullable String description,
      List<String> columns,
      Relation root,
      Certificate certificate,
      List<String> notes,
      List<String> author,
      List<Script> scripts) {
    public Subject {
      columns = List.copyOf(columns);
      notes = List.copyOf(notes);
      author = List.copyOf(author);
      scripts = List.copyOf(scripts);
    }

    /** Without notes on the inputs. */
    public Subject(
        String model,
        @Nullable String description,
        List<String> columns,
        Relation root,
        Certificate certificate,
        List<Script> scripts) {
      this(model, description, columns, root, certificate, List.of(), List.of(), scripts);
    }
  }

  /** A script by its file name. */
  public record Script(String name, String text) {}

  /** The explanation in Markdown; ends with a line end. */
  public static String of(Subject subject) {
    Explanation explanation = new Explanation(subject);
    explanation.tell();
    return String.join("\n\n", explanation.paragraphs) + "\n";
  }

  /**
   * The explanation of a view or an ephemeral model, of which no table is kept.
   *
   * @param stored whether the engine has it as a view
   */
  public static String ofView(
      String model,
      @Nullable String description,
      boolean stored,
      List<String> notes,
      List<Script> scripts) {
    List<String> paragraphs = new ArrayList<>(List.of("# " + model));
    if (description != null && !description.isBlank()) {
      paragraphs.add(description.strip());
    }
    paragraphs.add(
        stored
            ? "**A view.** It shows what its SELECT returns when somebody reads it. Tables that read"
                + " it are derived from its text, as if they had it themselves."
            : "**Ephemeral.** Nothing is stored: its text stands in the models that read it, which"
                + " are derived as if they had it themselves.");
    paragraphs.addAll(notes(notes));
    paragraphs.addAll(scripts(scripts));
    return String.join("\n\n", paragraphs) + "\n";
  }

  private void tell() {
    paragraphs.add("# " + subject.model());
    if (subject.description() != null && !subject.description().isBlank()) {
      paragraphs.add(subject.description().strip());
    }
    if (certificate.strategy() == Strategy.FULL) {
      paragraphs.add(
          "**Strategy: full.** No cheaper way is known to be sound, so each run rebuilds the"
              + " table.");
    } else if (certificate.strategy().isOutsideTheLaw()) {
      paragraphs.add("**Strategy: " + strategies() + ".** " + OUTSIDE);
      paragraphs.add(String.join("\n", subject.author().stream().map(l -> "- " + l).toList()));
    } else {
      paragraphs.add("**Strategy: " + strategies() + ".**");
      paragraphs.addAll(Appending.of(certificate));
      paragraphs.addAll(Merging.of(certificate));
    }
    if (certificate.strategies().contains(Strategy.RECOMPUTE)) {
      key();
      changes();
      recompute();
    }
    paragraphs.addAll(notes(subject.notes()));
    columns();
    paragraphs.addAll(Reservations.of(certificate));
    paragraphs.addAll(scripts(subject.scripts()));
  }

  private void key() {
    String key = Phrases.tuple(keyNames().stream().map(k -> "`" + k + "`").toList());
    paragraphs.add(
        onePerKey()
            ? "One row per "
                + key
                + ". A run finds the touched ones, deletes their rows and computes them again."
            : "The table splits by "
                + key
                + ", which several rows may share. A run finds the touched ones, deletes their rows"
                + " and computes them again.");
  }

  private String strategies() {
    return String.join(", else ", certificate.strategies().stream().map(Strategy::word).toList());
  }

  private List<String> keyNames() {
    return certificate.keyColumns().stream().map(subject.columns()::get).toList();
  }

  /** Whether the model is groups, and the key holds all that they are grouped by. */
  private boolean onePerKey() {
    Relation relation = subject.root();
    Set<Integer> key = new TreeSet<>(certificate.keyColumns());
    while (relation instanceof Filter || relation instanceof Project) {
      if (relation instanceof Project project) {
        Set<Integer> below = new TreeSet<>();
        key.stream()
            .map(k -> project.columns().get(k).expression())
            .forEach(e -> e.match(c -> below.add(c.index()), l -> false, c -> false));
        key = below;
      }
      relation = relation.inputs().get(0);
    }
    return relation instanceof Aggregate aggregate
        && !aggregate.keys().isEmpty()
        && java.util.stream.IntStream.range(0, aggregate.keys().size()).allMatch(key::contains);
  }

  private void changes() {
    paragraphs.add("## What a change touches");
    List<String> lines = new ArrayList<>();
    for (Route route : certificate.routes()) {
      lines.add(
          "- A changed row of `"
              + route.input()
              + "` touches "
              + phrases.values(route.keys())
              + ".");
      reasons(route.steps(), lines);
    }
    certificate.flips().stream().map(this::flip).distinct().forEach(lines::add);
    paragraphs.add(String.join("\n", lines));
    paragraphs.add(new Picture(labels).of(certificate.routes(), keyNames()));
  }

  private String flip(Flip flip) {
    String condition = ExpressionSql.print(flip.condition(), i -> flip.fields().get(i).name());
    return "- A row of `"
        + flip.input()
        + "` for which `"
        + ClockSql.bind(condition, false, "run_started_at()").replaceAll("\\s+", " ")
        + "` flips between the clock of the last run and that of this one counts as changed.";
  }

  private void recompute() {
    paragraphs.add("## What the touched keys are computed from");
    List<String> lines = new ArrayList<>();
    for (Restriction restriction : certificate.restrictions()) {
      lines.add(
          restriction.whole()
              ? "- All rows of `" + restriction.input() + "`."
              : "- The rows of `" + restriction.input() + "` whose " + needed(restriction) + ".");
      reasons(restriction.steps(), lines);
    }
    paragraphs.add(String.join("\n", lines));
  }

  private String needed(Restriction restriction) {
    List<Relation> scans = Scans.of(subject.root(), restriction.reference());
    String what =
        scans.isEmpty() ? "values" : phrases.tuple(restriction.expressions(), scans.get(0));
    String among = what + " is among " + phrases.values(restriction.set().get(0));
    return restriction
        .bound()
        .map(b -> among + ", " + notLess(scans.get(0).fields().get(b.field()).name(), b))
        .orElse(among);
  }

  private String notLess(String field, TimeBound bound) {
    return "and whose `"
        + field
        + "` is not less than the least "
        + (bound instanceof TimeBound.Stored stored
            ? "`"
                + subject.columns().get(stored.output())
                + "` that the table has for these keys or a changed row brings"
            : "that a side table has for these values or a changed row brings: it is the input's sort"
                + " key, and no column of the model is its least value over all their rows");
  }

  /** Each reason once: the branches of a UNION have the same one. */
  private void reasons(List<Step> steps, List<String> lines) {
    steps.stream().map(this::reason).distinct().forEach(lines::add);
  }

  private String reason(Step step) {
    int line = step.origin().span().line();
    return "  - " + step.sentence() + " (" + step.rule() + ", " + file(step) + "line " + line + ")";
  }

  /** The file, where it is not the model's own: that of a view which the model sees through. */
  private String file(Step step) {
    String path = step.origin().span().file().path();
    String own = "/" + subject.model() + ".sql";
    return path.endsWith(own) || !path.startsWith("models/") ? "" : path + " ";
  }

  private static List<String> notes(List<String> notes) {
    return notes.isEmpty()
        ? List.of()
        : List.of("## Inputs", String.join("\n", notes.stream().map(note -> "- " + note).toList()));
  }

  private void columns() {
    if (!certificate.columnMethods().isEmpty()) {
      paragraphs.add("## Columns");
      List<String> lines =
          new ArrayList<>(List.of("| column | brought up to date by |", "| --- | --- |"));
      certificate
          .columnMethods()
          .forEach((c, m) -> lines.add("| `" + cell(c) + "` | " + cell(m) + " |"));
      paragraphs.add(String.join("\n", lines));
    }
  }

  private static String cell(String text) {
    return SPACE.matcher(text.replace("|", "\\|")).replaceAll(" ");
  }

  /** An explanation that ends without scripts, with some behind it. */
  public static String withScripts(String told, List<Script> scripts) {
    List<String> paragraphs = new ArrayList<>(List.of(told.substring(0, told.length() - 1)));
    paragraphs.addAll(scripts(scripts));
    return String.join("\n\n", paragraphs) + "\n";
  }

  /** The scripts at the end of an explanation. */
  private static List<String> scripts(List<Script> scripts) {
    List<String> told = new ArrayList<>();
    if (!scripts.isEmpty()) {
      told.add("## Scripts");
    }
    for (Script script : scripts) {
      told.add("`" + script.name() + "`");
      told.add(fenced(script.text().stripTrailing()));
    }
    return told;
  }

  /** A code block whose fence is longer than any in the text. */
  private static String fenced(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "sql\n" + text + "\n" + fence;
  }
}
