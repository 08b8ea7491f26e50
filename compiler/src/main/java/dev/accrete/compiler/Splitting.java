package dev.accrete.compiler;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.check.SplitCheck;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.parse.Blocks;
import dev.accrete.compiler.parse.Blocks.Block;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.PinnedSets;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.template.RenderedModel;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.template.SplitText;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a model whose tree no key passes: a block inside it becomes a hidden model, a table of its
 * own that publishes its changes, and the model reads that. Both are then derived like any model,
 * so the split needs no rule of its own; that the two texts together say what the one said is
 * checked by putting their trees together again.
 *
 * <p>Blocks are tried from the longest to the shortest, as a table after more steps has fewer rows.
 * A block may be split itself.
 */
final class Splitting {
  /** Refusals that hold for any part of a model as well. */
  private static final Set<RefusalCode> FOR_GOOD =
      EnumSet.of(
          RefusalCode.NONDETERMINISTIC,
          RefusalCode.CLOCK,
          RefusalCode.UNKNOWN_FUNCTION,
          RefusalCode.HAND_WRITTEN,
          RefusalCode.TIME_WINDOW,
          RefusalCode.NEVER,
          RefusalCode.NOT_VALIDATED,
          RefusalCode.NO_INPUTS,
          RefusalCode.SOURCE_KIND);

  private static final int DEPTH = 3;
  private static final int TRIES = 24;

  private final Derivations derivations;
  private final ModelInputs inputs;
  private final ModelFile owner;
  private final Map<String, String> names = new HashMap<>();
  private int tries;

  private Splitting(Derivations derivations, ModelInputs inputs, ModelFile owner) {
    this.derivations = derivations;
    this.inputs = inputs;
    this.owner = owner;
  }

  /**
   * A model in parts.
   *
   * @param hidden the hidden models, each after those that it reads
   * @param model the model itself, which reads them
   */
  record Split(List<Derived> hidden, Derived model) {
    Split {
      hidden = List.copyOf(hidden);
    }

    private boolean isSameAs(Derived whole) {
      Map<String, Relation> parts = new HashMap<>();
      hidden.forEach(h -> parts.put(h.file().name(), h.analysis().root()));
      return model.columns().equals(whole.columns())
          && SplitCheck.isSame(whole.analysis().root(), model.analysis().root(), parts);
    }

    /** What SQL leaves open in the whole stays open, wherever a part of it is computed. */
    private Split in(Derived whole) {
      return new Split(
          hidden, model.with(model.certificate().open(whole.analysis().openAnswers())));
    }
  }

  /** The model in parts that can each be kept up to date; absent where there is no such split. */
  static Optional<Split> of(Derived whole, Derivations derivations, ModelInputs inputs) {
    return new Splitting(derivations, inputs, whole.file())
        .split(whole, DEPTH)
        .filter(split -> split.isSameAs(whole))
        .map(split -> split.in(whole));
  }

  private Optional<Split> split(Derived whole, int depth) {
    if (depth == 0 || !canHelp(whole.certificate())) {
      return Optional.empty();
    }
    Optional<Split> bySets = bySets(whole, depth);
    if (bySets.isPresent()) {
      return bySets;
    }
    for (Block block : Blocks.of(whole.parsed())) {
      Optional<Split> split = at(block, whole, depth);
      if (split.isPresent()) {
        return split;
      }
    }
    return Optional.empty();
  }

  private static boolean canHelp(Certificate certificate) {
    return certificate.refusals().stream().noneMatch(r -> FOR_GOOD.contains(r.code()));
  }

  /**
   * A hidden model for each grouping set, and their rows one below the other. That is right of
   * every strategy, so their columns may be left open; they stay so, for what is around a block of
   * them.
   */
  private Optional<Split> bySets(Derived whole, int depth) {
    if (!hasSets(whole)) {
      return Optional.empty();
    }
    // The type checker has put what it takes them for in place of names in GROUP BY.
    ParsedText asWritten =
        SqlTextParser.parse(whole.rendered().full()).value().orElse(whole.parsed());
    Set<String> before = Set.copyOf(names.keySet());
    Optional<Split> byAlias = bySets(whole, PinnedSets.of(asWritten, true), depth);
    if (byAlias.isEmpty()) {
      names.keySet().retainAll(before);
    }
    return byAlias.or(() -> bySets(whole, PinnedSets.of(asWritten, false), depth));
  }

  private Optional<Split> bySets(Derived whole, List<PinnedSets.One> ones, int depth) {
    Map<String, Derived> all = new LinkedHashMap<>();
    List<String> sets = new ArrayList<>();
    // Where the tree tells them apart otherwise, a set may be pinned to no row at all.
    int expressions = groupedBy(whole.validated().root()).size();
    for (PinnedSets.One set : ones) {
      if (set.expressions() != expressions) {
        return Optional.empty();
      }
      ModelFile file = owner.hidden(name(set.name(), set.text()));
      Optional<Split> part = set(new RenderedModel(file, set.text(), Optional.empty()), depth);
      if (part.filter(p -> hasNames(p.model())).isEmpty()) {
        return Optional.empty();
      }
      add(part.get(), all);
      inputs.hidden(file, part.get().model().validated().columns());
      sets.add(file.name());
    }
    RenderedText text = SplitText.union(whole.analysis().root().origin(), sets, whole.columns());
    return sets.isEmpty()
        ? Optional.empty()
        : incremental(new RenderedModel(whole.file(), text, Optional.empty()), depth)
            .map(rest -> new Split(List.copyOf(all.values()), rest.model()).in(whole));
  }

  /** The expressions that a query's outermost groupings are by. */
  private static Set<Expression> groupedBy(Relation node) {
    Set<Expression> expressions = new HashSet<>();
    if (node instanceof Relation.Aggregate aggregate) {
      aggregate.keys().stream()
          .map(Named::expression)
          .filter(key -> !isOfOtherSets(key))
          .forEach(expressions::add);
    } else {
      node.inputs().forEach(input -> expressions.addAll(groupedBy(input)));
    }
    return expressions;
  }

  /** Whether a key has no value, as it is one of other sets alone. */
  private static boolean isOfOtherSets(Expression key) {
    return key instanceof Expression.Call call
        && call.operator().equals("CASE")
        && call.operands().get(0).equals(Expression.NEVER);
  }

  /** Whether a model has grouping sets without a common expression, whose rows no key tells. */
  static boolean hasSets(Derived whole) {
    Relation node = whole.validated().root();
    while (node instanceof Relation.Project || node instanceof Relation.Filter) {
      node = node.inputs().get(0);
    }
    return node instanceof Relation.SetOperation && !PinnedSets.of(whole.parsed(), true).isEmpty();
  }

  /** The rows of one set; the one row of the set of nothing may have to be computed each time. */
  private Optional<Split> set(RenderedModel rendered, int depth) {
    if (tries++ >= TRIES) {
      return Optional.empty();
    }
    Optional<Derived> derived = derivations.derive(rendered).value();
    return derived.flatMap(
        d -> {
          boolean oneRow =
              d.certificate().refusals().stream().anyMatch(r -> r.code() == RefusalCode.ONE_ROW);
          return d.takesAnyChange() || oneRow
              ? Optional.of(new Split(List.of(), d))
              : split(d, depth - 1);
        });
  }

  private static void add(Split part, Map<String, Derived> all) {
    part.hidden().forEach(h -> all.putIfAbsent(h.file().name(), h));
    all.putIfAbsent(part.model().file().name(), part.model());
  }

  private Optional<Split> at(Block block, Derived whole, int depth) {
    if (tries++ >= TRIES) {
      return Optional.empty();
    }
    RenderedText text =
        SplitText.block(
            whole.rendered().full(),
            block.query(),
            block.tables().stream().map(Blocks.Table::stretch).toList());
    ModelFile file = owner.hidden(name(block.name().isEmpty() ? "block" : block.name(), text));
    return incremental(new RenderedModel(file, text, Optional.empty()), depth)
        .filter(part -> isWhole(part.model()))
        .flatMap(part -> around(block, part, whole, depth));
  }

  /** Whether a table can hold what a block is: its columns have names, and nothing is left open. */
  private static boolean isWhole(Derived block) {
    return hasNames(block) && block.certificate().openAnswers().isEmpty();
  }

  private static boolean hasNames(Derived block) {
    List<String> columns = block.columns().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    return !columns.isEmpty() && Set.copyOf(columns).size() == columns.size();
  }

  private Optional<Split> around(Block block, Split part, Derived whole, int depth) {
    Derived hidden = part.model();
    inputs.hidden(hidden.file(), hidden.validated().columns());
    RenderedText text =
        SplitText.around(
            whole.rendered().full(), block.query(), hidden.file().name(), hidden.columns());
    return incremental(new RenderedModel(whole.file(), text, Optional.empty()), depth)
        .map(
            rest -> {
              Map<String, Derived> all = new LinkedHashMap<>();
              add(part, all);
              rest.hidden().forEach(h -> all.putIfAbsent(h.file().name(), h));
              return new Split(List.copyOf(all.values()), rest.model());
            });
  }

  /** A text as it is, or in further parts, if it can be kept up to date. */
  private Optional<Split> incremental(RenderedModel rendered, int depth) {
    Optional<Derived> derived = derivations.derive(rendered).value();
    return derived.flatMap(
        d -> d.takesAnyChange() ? Optional.of(new Split(List.of(), d)) : split(d, depth - 1));
  }

  /** Named after what it holds; the same text has the same name. */
  private String name(String holds, RenderedText text) {
    return names.computeIfAbsent(
        text.text(),
        t -> {
          String wanted = owner.name() + ModelFile.HIDDEN + holds;
          String name = wanted;
          for (int i = 2; names.containsValue(name) || inputs.isModel(name); i++) {
            name = wanted + "_" + i;
          }
          return name;
        });
  }
}
