package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Append.Growth;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Subquery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Verifies that new rows of some readings add rows to the output and do nothing else.
 *
 * <p>The output is written as a sum of products: each summand says of which readings its rows are
 * made, one row of each, and which readings it reads otherwise. A sum of products is additive in
 * the readings of a set if each summand has exactly one of them as a factor, and none otherwise.
 */
final class AppendCheck {
  private static final int MOST = 1_000;

  private final Relation root;

  AppendCheck(Relation root) {
    this.root = root;
  }

  /** The rows of one summand: made of one row of each of these readings, and reading others. */
  private record Product(List<Integer> factors, Set<Integer> beside) {
    Product with(Product other) {
      List<Integer> all = new ArrayList<>(factors);
      all.addAll(other.factors);
      return new Product(all, union(beside, other.beside));
    }

    Product beside(Set<Integer> others) {
      return new Product(factors, union(beside, others));
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
      Set<Integer> all = new TreeSet<>(some);
      all.addAll(others);
      return all;
    }
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
    List<Product> sum = products(root);
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
    return sum.size() <= MOST
        && sum.stream()
            .allMatch(
                p ->
                    p.factors().stream().filter(growing::contains).count() == 1
                        && p.beside().stream().noneMatch(growing::contains));
  }

  /** Whether an input that may grow is read by growing readings alone. */
  private boolean leadAlone(Growth growth) {
    Set<String> read =
        Understood.scans(root).stream().map(Scan::relation).collect(Collectors.toSet());
    return !growth.inputs().isEmpty()
        && read.containsAll(growth.inputs())
        && Understood.scans(root).stream()
            .filter(s -> growth.inputs().contains(s.relation()))
            .allMatch(s -> growth.references().contains(s.reference()));
  }

  private static List<Product> products(Relation node) {
    if (node instanceof Scan scan) {
      return List.of(new Product(List.of(scan.reference()), Set.of()));
    }
    if (node instanceof Filter || node instanceof Project) {
      return products(node.inputs().get(0));
    }
    if (node instanceof SetOperation operation
        && operation.kind() == SetKind.UNION
        && operation.all()) {
      return operation.inputs().stream().flatMap(i -> products(i).stream()).toList();
    }
    if (node instanceof Subquery subquery) {
      Set<Integer> read = references(subquery.rows());
      return products(subquery.input()).stream().map(p -> p.beside(read)).toList();
    }
    if (node instanceof Join join && join.kind() == JoinKind.INNER) {
      return crossed(products(join.left()), products(join.right()));
    }
    if (node instanceof Join join && join.kind() == JoinKind.LEFT) {
      Set<Integer> read = references(join.right());
      return products(join.left()).stream().map(p -> p.beside(read)).toList();
    }
    return List.of(new Product(List.of(), references(node)));
  }

  private static List<Product> crossed(List<Product> left, List<Product> right) {
    List<Product> all = new ArrayList<>();
    for (Product one : left) {
      for (Product other : right) {
        if (all.size() > MOST) {
          return all;
        }
        all.add(one.with(other));
      }
    }
    return all;
  }

  private static Set<Integer> references(Relation node) {
    return Understood.scans(node).stream().map(Scan::reference).collect(Collectors.toSet());
  }
}
