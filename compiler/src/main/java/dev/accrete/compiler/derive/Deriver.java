package dev.accrete.compiler.derive;

import dev.accrete.compiler.analyze.Analysis;
import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.derive.DerivationRequest.InputKind;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Derives one model: its key, routes and restrictions, or why only a full rebuild is sound. */
public final class Deriver {
  /** The name of the set of touched keys in routes and restrictions. */
  public static final String TOUCHED = "touched";

  private final Analysis analysis;
  private final DerivationRequest request;

  private Deriver(Analysis analysis, DerivationRequest request) {
    this.analysis = analysis;
    this.request = request;
  }

  /** The certificate of a model. */
  public static Certificate derive(Analysis analysis, DerivationRequest request) {
    return new Deriver(analysis, request).derive();
  }

  private Certificate derive() {
    List<Refusal> before = new ArrayList<>(request.forbidden());
    if (before.stream().anyMatch(r -> r.code() == RefusalCode.NO_INPUTS)) {
      return full(before);
    }
    before.addAll(opaque(analysis.root()));
    before.addAll(analysis.refusals());
    before.addAll(unseen());
    if (!before.isEmpty()) {
      return full(before);
    }
    AppendableReadings.Outcome appendable = appendable();
    KeyPassing passing = new KeyPassing(analysis.root(), this::changes);
    KeyChoice.Choice choice = choose(passing);
    if (choice.columns().isEmpty()) {
      return withoutKey(appendable, refusals(choice));
    }
    List<Field> fields = choice.columns().stream().map(analysis.root().fields()::get).toList();
    Relation touched = new Relation.KeySet(TOUCHED, fields, analysis.root().origin());
    List<Restriction> restrictions =
        KeptMinimum.bounded(
            analysis.root(),
            Narrowings.of(passing, analysis.root(), choice.columns(), touched).stream()
                .map(r -> StoredMinimum.bounded(analysis.root(), r))
                .toList(),
            request.ordered());
    MergeableGroups.Outcome mergeable = mergeable(choice.columns());
    List<Refusal> refusals = new ArrayList<>(asked(appendable));
    refusals.addAll(asked(mergeable));
    return new Certificate(
        strategies(appendable, mergeable.merge().isPresent()),
        choice.columns(),
        choice.routes(),
        restrictions,
        methods(choice.columns(), mergeable),
        refusals,
        choice.runnersUp(),
        analysis.openAnswers(),
        appendable.append(),
        mergeable.merge());
  }

  private boolean changes(String input) {
    InputKind kind = request.inputs().get(input);
    return kind == InputKind.CHANGES || kind == InputKind.AMONG_OTHERS;
  }

  /** What needs changed rows exactly is refused for inputs that show them among others. */
  private Optional<Refusal> amongOthers(Strategy strategy) {
    return analysis.root().scans().stream()
        .filter(s -> request.inputs().get(s.relation()) == InputKind.AMONG_OTHERS)
        .findFirst()
        .map(s -> Refusal.of(strategy, RefusalCode.AMONG_OTHERS, s.origin(), s.relation()));
  }

  private MergeableGroups.Outcome mergeable(List<Integer> key) {
    MergeableGroups.Outcome found =
        MergeableGroups.of(analysis.root(), key, this::changes, request.floats());
    Optional<Refusal> refusal = amongOthers(Strategy.MERGE);
    return found.merge().isPresent() && refusal.isPresent()
        ? new MergeableGroups.Outcome(Optional.empty(), refusal, true)
        : found;
  }

  /** Rows are never appended where the engine may choose: it might choose otherwise later. */
  private AppendableReadings.Outcome appendable() {
    if (analysis.openAnswers().isEmpty()) {
      AppendableReadings.Outcome found = AppendableReadings.of(analysis.root(), this::changes);
      Optional<Refusal> refusal = amongOthers(Strategy.APPEND);
      return found.append().isPresent() && refusal.isPresent()
          ? new AppendableReadings.Outcome(Optional.empty(), refusal)
          : found;
    }
    Refusal open = Refusal.of(Strategy.APPEND, RefusalCode.OPEN_CHOICE, analysis.root().origin());
    return new AppendableReadings.Outcome(Optional.empty(), Optional.of(open));
  }

  /** Merge comes first only where it is asked for: otherwise it has to measure faster. */
  private List<Strategy> strategies(AppendableReadings.Outcome appendable, boolean merges) {
    List<Strategy> all = new ArrayList<>();
    appendable.append().ifPresent(append -> all.add(Strategy.APPEND));
    all.add(Strategy.RECOMPUTE);
    if (merges) {
      all.add(isPinned(Strategy.MERGE) ? 0 : all.size(), Strategy.MERGE);
    }
    all.add(Strategy.FULL);
    return all;
  }

  private boolean isPinned(Strategy strategy) {
    return request.pinned().equals(Optional.of(strategy));
  }

  /** A person asks why groups are not merged, and of other models only where they pin it. */
  private List<Refusal> asked(MergeableGroups.Outcome mergeable) {
    return mergeable.refusal().stream()
        .filter(r -> mergeable.isGroups() || isPinned(Strategy.MERGE))
        .toList();
  }

  /**
   * The refusals that a person would ask for: of what is pinned; and where joins alone are in the
   * way, for whoever groups or compares rows expects no appending.
   */
  private List<Refusal> asked(AppendableReadings.Outcome appendable) {
    boolean pinned = isPinned(Strategy.APPEND);
    return appendable.refusal().stream()
        .filter(
            r ->
                pinned
                    || r.code() == RefusalCode.APPEND_ABSENT_PARTNER
                    || r.code() == RefusalCode.APPEND_TWICE
                    || r.code() == RefusalCode.AMONG_OTHERS)
        .toList();
  }

  private Certificate withoutKey(AppendableReadings.Outcome appendable, List<Refusal> refusals) {
    List<Refusal> all = new ArrayList<>(refusals);
    if (appendable.append().isPresent()) {
      return without(Strategy.APPEND, all, appendable.append(), Optional.empty());
    }
    all.addAll(asked(appendable));
    MergeableGroups.Outcome oneRow = mergeable(List.of());
    all.addAll(asked(oneRow));
    return oneRow.merge().isPresent()
        ? without(Strategy.MERGE, all, Optional.empty(), oneRow.merge())
        : full(all);
  }

  /** The certificate of a model without a key, for which one strategy is sound all the same. */
  private Certificate without(
      Strategy strategy, List<Refusal> refusals, Optional<Append> append, Optional<Merge> merge) {
    Map<String, String> methods = new LinkedHashMap<>();
    analysis.root().fields().forEach(f -> methods.put(f.name(), method(strategy)));
    return new Certificate(
        List.of(strategy, Strategy.FULL),
        List.of(),
        List.of(),
        List.of(),
        methods,
        refusals,
        List.of(),
        analysis.openAnswers(),
        append,
        merge);
  }

  private KeyChoice.Choice choose(KeyPassing passing) {
    KeyChoice choice = new KeyChoice(passing, analysis.root(), request.timed());
    if (request.pinnedKey().isEmpty()) {
      return choice.choose(
          request.preferredKeys().stream().map(this::numbers).filter(k -> !k.isEmpty()).toList());
    }
    List<Integer> pinned = numbers(request.pinnedKey());
    if (pinned.stream().anyMatch(request.timed()::contains)) {
      Refusal timed = Refusal.of(RefusalCode.CLOCK, analysis.root().origin(), "the key");
      return new KeyChoice.Choice(List.of(), List.of(), List.of(), List.of(timed));
    }
    KeyPassing.Outcome outcome = passing.routes(pinned);
    List<Refusal> refusals = outcome.refusal().map(List::of).orElse(List.of());
    List<Integer> columns = refusals.isEmpty() ? pinned : List.of();
    return new KeyChoice.Choice(columns, outcome.routes(), List.of(), refusals);
  }

  /** The numbers of named output columns; empty where one of them does not exist. */
  private List<Integer> numbers(List<String> names) {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      int found = -1;
      for (int i = 0; i < analysis.root().fields().size(); i++) {
        if (analysis.root().fields().get(i).name().equalsIgnoreCase(name)) {
          found = i;
        }
      }
      if (found < 0) {
        return List.of();
      }
      numbers.add(found);
    }
    return numbers;
  }

  private List<Refusal> refusals(KeyChoice.Choice choice) {
    if (choice.refusals().isEmpty()) {
      return List.of(Refusal.of(RefusalCode.KEY_NOT_STORED, analysis.root().origin()));
    }
    boolean aggregatesAlone =
        choice.refusals().stream().allMatch(r -> r.code() == RefusalCode.KEY_OF_AGGREGATE);
    if (aggregatesAlone) {
      return List.of(Refusal.of(RefusalCode.KEY_NOT_STORED, choice.refusals().get(0).origin()));
    }
    return choice.refusals().stream()
        .filter(r -> r.code() != RefusalCode.KEY_OF_AGGREGATE)
        .toList();
  }

  private static List<Refusal> opaque(Relation node) {
    if (node instanceof Relation.Opaque opaque) {
      return List.of(OpaqueRefusals.of(opaque));
    }
    return node.inputs().stream().flatMap(i -> opaque(i).stream()).toList();
  }

  private List<Refusal> unseen() {
    Map<String, Refusal> refusals = new LinkedHashMap<>();
    for (Relation.Scan scan : analysis.root().scans()) {
      if (request.inputs().get(scan.relation()) == InputKind.UNSEEN) {
        refusals.putIfAbsent(
            scan.relation(), Refusal.of(RefusalCode.SOURCE_KIND, scan.origin(), scan.relation()));
      }
    }
    return List.copyOf(refusals.values());
  }

  private Map<String, String> methods(List<Integer> keys, MergeableGroups.Outcome mergeable) {
    boolean merges = isPinned(Strategy.MERGE);
    List<Integer> rest = mergeable.merge().map(Merge::restColumns).orElse(List.of());
    Map<String, String> methods = new LinkedHashMap<>();
    for (int i = 0; i < analysis.root().fields().size(); i++) {
      boolean added = merges && mergeable.merge().isPresent() && !rest.contains(i);
      String way = method(added ? Strategy.MERGE : Strategy.RECOMPUTE);
      methods.put(analysis.root().fields().get(i).name(), keys.contains(i) ? "key" : way);
    }
    return methods;
  }

  private static String method(Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT);
  }

  /** The certificate of a model that is always rebuilt in full, for these reasons. */
  public static Certificate full(Analysis analysis, List<Refusal> refusals) {
    return new Deriver(analysis, new DerivationRequest(Map.of(), List.of(), List.of(), List.of()))
        .full(refusals);
  }

  private Certificate full(List<Refusal> refusals) {
    Map<String, String> methods = new LinkedHashMap<>();
    analysis.root().fields().forEach(f -> methods.put(f.name(), method(Strategy.FULL)));
    return new Certificate(
        List.of(Strategy.FULL),
        List.of(),
        List.of(),
        List.of(),
        methods,
        refusals,
        List.of(),
        analysis.openAnswers());
  }
}
