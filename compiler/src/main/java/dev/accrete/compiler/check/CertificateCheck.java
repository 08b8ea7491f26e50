package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Verifies that a certificate is sound for a model's tree. */
public final class CertificateCheck {
  private CertificateCheck() {}

  /** What is not shown by the certificate; empty where it is accepted. Every input may change. */
  public static List<Objection> check(Relation root, Certificate certificate) {
    return check(root, certificate, Set.of());
  }

  /**
   * What is not shown by the certificate; empty where it is accepted. Changes are known exactly.
   *
   * @param unchanging names of inputs that never change, which need no routes
   */
  public static List<Objection> check(
      Relation root, Certificate certificate, Set<String> unchanging) {
    return check(root, certificate, unchanging, Set.of());
  }

  /**
   * What is not shown by the certificate; empty where it is accepted.
   *
   * @param unchanging names of inputs that never change, which need no routes
   * @param amongOthers names of inputs whose changed rows are known to be among others alone
   */
  public static List<Objection> check(
      Relation root, Certificate certificate, Set<String> unchanging, Set<String> amongOthers) {
    List<Strategy> strategies = certificate.strategies();
    if (strategies.isEmpty() || strategies.get(strategies.size() - 1) != Strategy.FULL) {
      return List.of(new Objection("the last strategy is not the full rebuild", null));
    }
    if (strategies.size() == 1) {
      return List.of();
    }
    if (strategies.stream().distinct().count() < strategies.size()) {
      return List.of(new Objection("a strategy is listed twice", null));
    }
    List<Objection> objections = new ArrayList<>(Understood.tree(root));
    if (objections.isEmpty() && strategies.contains(Strategy.RECOMPUTE)) {
      objections.addAll(keyColumns(root, certificate));
      objections.addAll(Understood.certificate(certificate));
      if (objections.isEmpty()) {
        objections.addAll(proof(root, certificate, unchanging));
      }
    }
    if (objections.isEmpty()
        && (strategies.contains(Strategy.APPEND) != certificate.append().isPresent()
            || strategies.contains(Strategy.MERGE) != certificate.merge().isPresent()
            || strategies.contains(Strategy.RECOMPUTE) == certificate.keyColumns().isEmpty())) {
      objections.add(new Objection("a strategy and what it rests on do not match", root.origin()));
    }
    boolean exact = strategies.contains(Strategy.APPEND) || strategies.contains(Strategy.MERGE);
    if (objections.isEmpty() && exact) {
      objections.addAll(known(root, amongOthers));
    }
    certificate
        .merge()
        .filter(merge -> objections.isEmpty())
        .ifPresent(
            merge ->
                objections.addAll(new MergeCheck(root, certificate, unchanging).objections(merge)));
    certificate
        .append()
        .filter(append -> objections.isEmpty())
        .ifPresent(append -> objections.addAll(new AppendCheck(root).objections(append)));
    return List.copyOf(objections);
  }

  /** Rows are added and merged once each, so old ones must not be among the changed ones. */
  private static List<Objection> known(Relation root, Set<String> amongOthers) {
    return root.scans().stream()
        .map(Relation.Scan::relation)
        .filter(amongOthers::contains)
        .distinct()
        .map(
            input ->
                new Objection(
                    "changed rows are added or merged, and those of "
                        + input
                        + " are known among others alone",
                    root.origin()))
        .toList();
  }

  private static List<Objection> proof(
      Relation root, Certificate certificate, Set<String> unchanging) {
    Set<Integer> key = new TreeSet<>(certificate.keyColumns());
    List<Objection> found =
        new ArrayList<>(new OpenChoices(root, certificate.keyColumns()).objections());
    try {
      Work work = new Work();
      found.addAll(new RouteCheck(root, certificate, key, work).objections(unchanging));
      found.addAll(new RestrictionCheck(root, certificate, key, work).objections());
      found.addAll(new BoundCheck(root, certificate).objections());
    } catch (Work.TooMuch tooMuch) {
      found.add(
          new Objection(
              "the model has too many outer joins or self joins to be checked", root.origin()));
    }
    return found;
  }

  private static List<Objection> keyColumns(Relation root, Certificate certificate) {
    List<Integer> key = certificate.keyColumns();
    int width = Wanted.width(root);
    if (key.isEmpty() || key.stream().anyMatch(c -> c < 0 || c >= width)) {
      return List.of(new Objection("the key is not made of output columns", root.origin()));
    }
    return List.of();
  }
}
