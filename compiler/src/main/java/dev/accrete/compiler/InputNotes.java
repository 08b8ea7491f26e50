package dev.accrete.compiler;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.ModelFile.Materialization;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.compiler.template.RenderedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people must know of a model's inputs that its SELECT does not show. */
final class InputNotes {
  private InputNotes() {}

  /** Warnings for the sources of a view, which nothing freezes. */
  static List<Diagnostic> warnings(ModelFile file, RenderedText text, List<InputPlan> inputs) {
    if (file.configuration().materialized() != Materialization.VIEW) {
      return List.of();
    }
    List<Diagnostic> warnings = new ArrayList<>();
    for (InputPlan input : inputs) {
      if (input.isFrozen() && !input.waits()) {
        text.references().stream()
            .filter(r -> r.name().equals(input.name()))
            .findFirst()
            .ifPresent(
                r ->
                    warnings.add(
                        Diagnostic.at(Code.LIVE_VIEW, r.origin(), file.name(), input.name())
                            .withHint("`materialized: ephemeral` serves models alone")));
      }
    }
    return warnings;
  }

  /** Notes on the inputs of a view, or of an ephemeral model. */
  static List<String> ofView(Materialization materialized, List<InputPlan> inputs) {
    return materialized != Materialization.VIEW
        ? List.of()
        : inputs.stream().filter(InputPlan::isFrozen).map(InputNotes::ofView).toList();
  }

  private static String ofView(InputPlan source) {
    return "`"
        + source.name()
        + (source.waits()
            ? "` is a source whose claimed rows wait for its readers (`move: after`): the view shows"
                + " them when they come into its own table."
            : "` is a source: the view shows rows of it that tables do not have yet.");
  }

  /**
   * Notes on the inputs of a table.
   *
   * @param hidden those of them that are parts of the model
   * @param components those of the parts that hold connected components
   */
  static List<String> of(List<InputPlan> inputs, Set<String> hidden, Set<String> components) {
    List<String> notes = new ArrayList<>();
    for (InputPlan input : inputs) {
      if (input.kind() == Kind.STATIC_SOURCE) {
        notes.add(
            "`"
                + input.name()
                + "` is declared never to change (`changes: static`): it is read as it stands, and"
                + " where it changes after all, the table is wrong until it is rebuilt.");
      } else if (input.kind() == Kind.SNAPSHOT_SOURCE) {
        notes.add(
            "`"
                + input.name()
                + "` may change in any way (`changes: snapshot`): each freeze takes the difference"
                + " between it and a copy, and the copy is what is read.");
      } else if (input.landing().isPresent()) {
        notes.add(
            "`"
                + input.name()
                + "` is filled from `"
                + input.landing().get().plain()
                + "` (`changes: landing`): each freeze claims the rows that have arrived there, and"
                + " the claimed rows are its changes. Where its own table has other rows than were"
                + " claimed, its readers are rebuilt; rows that were exchanged for as many others"
                + " are not seen."
                + (input.waits()
                    ? " Claimed rows wait beside its table (`move: after`), where models read them too,"
                        + " and come into it when every reader has taken them in."
                    : ""));
      } else if (input.deleted().isPresent()) {
        String copies = input.deleted().get().name();
        notes.add(
            "Rows that are deleted from `"
                + input.name()
                + "` are known by their copies in `"
                + copies
                + "`: recompute, deleted rows from "
                + copies
                + ". Where a batch lost other rows than came there since the last run, or grew as"
                + " well, the table is rebuilt.");
      } else if (input.companion().isPresent()) {
        String with = input.companion().get().name();
        notes.add(
            "`"
                + input.name()
                + "` has no stamps (`loaded_with`): each freeze counts its rows by the batches of `"
                + with
                + "` that they join. All rows of the batches that grew count as changed, and all that"
                + " join nothing yet. What comes after the freeze is read as well, and taken in by"
                + " the next run. Where rows leave it or `"
                + with
                + "`, its readers are rebuilt; rows of a batch, or of those that join nothing, that"
                + " leave while as many others come are not seen.");
      } else if (input.isHashed()) {
        notes.add(
            "`"
                + input.name()
                + "` is counted and hashed by "
                + hashedBatches(input.loadedAt().orElseThrow().grain())
                + " grew, as hashes do not tell whether its old rows are still there.");
      } else if (input.arrival() != Arrival.ANY) {
        notes.add(arrival(input));
      } else if (components.contains(input.name())) {
        notes.add(
            "`"
                + input.name()
                + "` is a hidden model: the connected components that `components()` names, kept in a"
                + " table of its own, `"
                + input.relation().plain()
                + "`, beside Accrete's state. It is brought up to date first, and says which of its"
                + " rows changed.");
      } else if (hidden.contains(input.name())) {
        notes.add(
            "`"
                + input.name()
                + "` is a hidden model: a block of this model that no key passes, kept in a table of"
                + " its own, `"
                + input.relation().plain()
                + "`, beside Accrete's state. It is brought up to date first, and says which of its"
                + " rows changed.");
      }
    }
    return notes;
  }

  /** The rest of a sentence: what is hashed, and what a change of hashes leads to. */
  private static String hashedBatches(Grain grain) {
    if (grain == Grain.STAMP) {
      return "stamp (`check: hash`): where the rows of a known stamp are others than they were, its"
          + " readers are rebuilt. So they are where a known stamp";
    }
    String batch = grain == Grain.HOUR ? "hour" : "day";
    return "%1$s, the newest two %1$ss by stamp (`check: hash`): where the rows of a known stamp there,"
            .formatted(batch)
        + " or of an older %1$s, are others than they were, its readers are rebuilt. So they are"
            .formatted(batch)
        + " where a known stamp there or an older %s".formatted(batch);
  }

  /** What a freeze that does not count all of a source cannot see. */
  private static String arrival(InputPlan input) {
    String from =
        switch (input.loadedAt().orElseThrow().grain()) {
          case STAMP -> "the newest stamp that it knows";
          case HOUR -> "the two newest hours that it knows";
          case DAY -> "the two newest days that it knows";
        };
    return input.arrival() == Arrival.ORDERED
        ? "`%s` arrives in order (`arrival: ordered`): a freeze counts it from %s on, and of older rows"
                .formatted(input.name(), from)
            + " only how many there are. Where that number is another one, it counts all. Rows that left"
            + " older batches while as many came to older batches, or a batch that shrank while another"
            + " grew by as much, are not seen."
        : "`%s` is trusted to arrive in order (`arrival: trusted`): a freeze counts it from %s on, and"
                .formatted(input.name(), from)
            + " looks at no older row. Where older rows change after all, nobody is told. A batch that"
            + " comes late is never read, by no rebuild either, as rebuilds read known batches alone; a"
            + " row that comes late to a known batch is read where its key is computed again for"
            + " another reason, or all of the table is, and else is not; a row that left an old batch"
            + " stays in the table until then. A run under `arrival: any` finds all of that.";
  }
}
