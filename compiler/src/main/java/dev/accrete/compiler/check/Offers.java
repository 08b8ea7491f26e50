package dev.accrete.compiler.check;

import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetKind;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a route or a restriction is sure to hold: for each pattern here, and each combination of
 * rows like it, the row that they make is in the relation.
 *
 * <p>Groups, windows and left joins appear whole, as atoms of their own, and also as what is sure
 * about them: each input row has its group, stays beside its window values, stays when it finds no
 * partner.
 */
final class Offers {
  private final Atoms atoms;
  private final boolean wholeBlocksAlone;

  /**
   * Reads relations.
   *
   * @param wholeBlocksAlone whether blocks appear as atoms only, so that the one pattern is the
   *     relation exactly
   */
  Offers(Atoms atoms, boolean wholeBlocksAlone) {
    this.atoms = atoms;
    this.wholeBlocksAlone = wholeBlocksAlone;
  }

  /** All that a relation offers, with every field told. */
  List<Pattern> all(Relation relation) {
    return of(relation, every(relation)).stream()
        .filter(p -> p.fields().stream().allMatch(Pattern::known))
        .toList();
  }

  /** The same, made ready for comparisons. */
  List<Offer> ready(Relation relation) {
    return all(relation).stream().map(Offer::new).toList();
  }

  private List<Pattern> of(Relation relation, Set<Integer> wanted) {
    if (relation instanceof Scan
        || relation instanceof KeySet
        || relation instanceof Relation.Values) {
      return List.of(whole(relation));
    }
    if (relation instanceof Filter filter) {
      List<Pattern> input = of(filter.input(), Wanted.with(wanted, filter.condition()));
      return sure(input, Fact.of(filter.condition()));
    }
    if (relation instanceof Project project) {
      List<Pattern> input = of(project.input(), Wanted.below(project.columns(), wanted));
      return input.stream().map(p -> Rows.project(p, project.columns(), 0)).toList();
    }
    if (relation instanceof Matching matching) {
      return matching(matching, wanted);
    }
    if (relation instanceof SetOperation union && union.kind() == SetKind.UNION) {
      return union.inputs().stream()
          .flatMap(i -> of(i, wanted).stream())
          .map(p -> Branches.shown(union, p))
          .toList();
    }
    if (relation instanceof Join join && join.kind() == JoinKind.INNER) {
      return pairs(join, wanted);
    }
    boolean leftJoin = relation instanceof Join join && join.kind() != JoinKind.INNER;
    boolean block =
        leftJoin
            || relation instanceof Aggregate
            || relation instanceof Window
            || relation instanceof Relation.Subquery;
    if (block) {
      List<Pattern> found = new ArrayList<>(List.of(whole(relation)));
      if (!wholeBlocksAlone) {
        found.addAll(within(relation, wanted));
      }
      return found;
    }
    boolean compared = relation instanceof SetOperation;
    return compared || wholeBlocksAlone ? List.of(whole(relation)) : List.of();
  }

  private List<Pattern> within(Relation block, Set<Integer> wanted) {
    if (block instanceof Aggregate aggregate) {
      int unknown = aggregate.aggregates().size();
      List<Pattern> input = of(aggregate.input(), Wanted.below(aggregate.keys(), wanted));
      return input.stream().map(p -> Rows.project(p, aggregate.keys(), unknown)).toList();
    }
    if (block instanceof Window window) {
      List<Expression> values = Collections.nCopies(window.columns().size(), Pattern.UNKNOWN);
      List<Pattern> input = of(window.input(), Wanted.below(window, wanted));
      return input.stream().map(p -> p.withFields(Rows.joined(p.fields(), values))).toList();
    }
    if (block instanceof Relation.Subquery subquery) {
      List<Pattern> input = of(subquery.input(), Wanted.below(subquery, wanted));
      List<Expression> value = List.of(Pattern.UNKNOWN);
      return input.stream().map(p -> p.withFields(Rows.joined(p.fields(), value))).toList();
    }
    Join join = (Join) block;
    Wanted.Sides sides = Wanted.Sides.of(wanted, Wanted.width(join.left()));
    if (sides.right().isEmpty() && join.kind() == JoinKind.LEFT) {
      List<Pattern> left = of(join.left(), sides.left());
      return left.stream().map(p -> p.and(Rows.unknown(join.right()))).toList();
    }
    return pairs(join, wanted);
  }

  private List<Pattern> pairs(Join join, Set<Integer> wanted) {
    Set<Integer> told = Wanted.with(wanted, join.condition());
    Wanted.Sides sides = Wanted.Sides.of(told, Wanted.width(join.left()));
    List<Pattern> right = of(join.right(), sides.right());
    List<Pattern> both = product(of(join.left(), sides.left()), right);
    return sure(both, Fact.of(join.condition()));
  }

  private List<Pattern> matching(Matching matching, Set<Integer> wanted) {
    Set<Integer> told = new TreeSet<>(wanted);
    matching.keys().forEach(k -> told.addAll(k.columns()));
    int width = Wanted.width(matching.input());
    List<Fact> facts =
        IntStream.range(0, matching.keys().size())
            .mapToObj(i -> new Fact(matching.keys().get(i), column(width + i), matching.nullSafe()))
            .toList();
    List<Pattern> set = of(matching.set(), every(matching.set()));
    List<Pattern> both = sure(product(of(matching.input(), told), set), facts);
    return both.stream().map(p -> p.withFields(p.fields().subList(0, width))).toList();
  }

  private Pattern whole(Relation relation) {
    return Pattern.of(atoms.fresh(relation, false), null, false);
  }

  /** The patterns that can be told to satisfy all facts; the facts are over their fields. */
  private static List<Pattern> sure(List<Pattern> patterns, List<Fact> facts) {
    List<Pattern> found = new ArrayList<>();
    for (Pattern pattern : patterns) {
      List<Fact> told = facts.stream().map(f -> f.map(pattern::over)).toList();
      if (told.stream().allMatch(f -> Pattern.known(f.left()) && Pattern.known(f.right()))) {
        Pattern with = pattern.withFacts(told);
        if (with.possible()) {
          found.add(with);
        }
      }
    }
    return found;
  }

  private List<Pattern> product(List<Pattern> first, List<Pattern> second) {
    List<Pattern> both = new ArrayList<>();
    for (Pattern one : first) {
      for (Pattern other : second) {
        atoms.spendRow();
        both.add(one.and(other));
      }
    }
    return both;
  }

  private static Expression column(int index) {
    return new Expression.Column(index);
  }

  private static Set<Integer> every(Relation relation) {
    Set<Integer> all = new TreeSet<>();
    IntStream.range(0, Wanted.width(relation)).forEach(all::add);
    return all;
  }
}
