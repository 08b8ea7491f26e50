package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.check.Products.Product;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Verifies that new rows of some readings add rows to the output and do nothing else.
 *
 * <p>A sum of {@link Products} is additive in the readings of a set if each summand has exactly one
 * of them as a factor, and reads none otherwise.
 */
final class AppendCheck {
  private final Relation root;

  AppendCheck(Relation root) {
    this.root = root;
  }

  List<Objection> objections(Append append) {
    List<Objection> found = new ArrayList<>();
    if (!new OpenChoices(root, List.of()).objections().isEmpty()) {
      found.add(
          new Objection(
              "a choice that is left to the engine may differ between rows that are there and new"
                  + " ones",
              root.origin()));
    }
    if (append.growths().isEmpty()) {
      found.add(new Objection("rows are appended, and nothing may grow", root.origin()));
    }
    List<Product> sum = Products.of(root);
    for (Growth growth : append.growths()) {
      if (!isAdditive(sum, Set.copyOf(growth.references())) || !leadAlone(growth)) {
        found.add(
            new Objection(
                "new rows of "
                    + growth.inputs().stream().sorted().collect(Collectors.joining(", "))
                    + " may change rows that are there",
                root.origin()));
      }
    }
    return found;
  }

  private static boolean isAdditive(List<Product> sum, Set<Integer> growing) {
    return sum.size() <= Products.MOST
        && sum.stream()
            .allMatch(
                p ->
                    p.factors().stream().filter(growing::contains).count() == 1
                        && p.beside().stream().noneMatch(growing::contains));
  }

  /** Whether an input that may grow is read by growing readings alone. */
  private boolean leadAlone(Growth growth) {
    Set<String> read = root.scans().stream().map(Scan::relation).collect(Collectors.toSet());
    return !growth.inputs().isEmpty()
        && read.containsAll(growth.inputs())
        && root.scans().stream()
            .filter(s -> growth.inputs().contains(s.relation()))
            .allMatch(s -> growth.references().contains(s.reference()));
  }
}
