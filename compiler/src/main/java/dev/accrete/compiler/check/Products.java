package dev.accrete.compiler.check;

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
 * Writes the rows of a relation as a sum of products: each summand says of which readings its rows
 * are made, one row of each, and which readings it reads otherwise.
 */
final class Products {
  /** A sum that has more was cut. */
  static final int MOST = 1_000;

  private Products() {}

  /** The rows of one summand: made of one row of each of these readings, and reading others. */
  record Product(List<Integer> factors, Set<Integer> beside) {
    private Product with(Product other) {
      List<Integer> all = new ArrayList<>(factors);
      all.addAll(other.factors);
      return new Product(all, union(beside, other.beside));
    }

    private Product beside(Set<Integer> others) {
      return new Product(factors, union(beside, others));
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> others) {
      Set<Integer> all = new TreeSet<>(some);
      all.addAll(others);
      return all;
    }
  }

  static List<Product> of(Relation node) {
    if (node instanceof Scan scan) {
      return List.of(new Product(List.of(scan.reference()), Set.of()));
    }
    if (node instanceof Filter || node instanceof Project) {
      return of(node.inputs().get(0));
    }
    if (node instanceof SetOperation operation
        && operation.kind() == SetKind.UNION
        && operation.all()) {
      return operation.inputs().stream().flatMap(i -> of(i).stream()).toList();
    }
    if (node instanceof Subquery subquery) {
      Set<Integer> read = references(subquery.rows());
      return of(subquery.input()).stream().map(p -> p.beside(read)).toList();
    }
    if (node instanceof Join join && join.kind() == JoinKind.INNER) {
      return crossed(of(join.left()), of(join.right()));
    }
    if (node instanceof Join join && join.kind() == JoinKind.LEFT) {
      Set<Integer> read = references(join.right());
      return of(join.left()).stream().map(p -> p.beside(read)).toList();
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
    return node.scans().stream().map(Scan::reference).collect(Collectors.toSet());
  }
}
