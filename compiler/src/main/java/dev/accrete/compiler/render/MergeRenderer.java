package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Merge.Kind;
import dev.accrete.compiler.certificate.Merge.Part;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationSql;
import dev.accrete.compiler.render.ModelSql.CountedSql;
import dev.accrete.compiler.render.ModelSql.MergeSql;
import dev.accrete.compiler.render.ModelSql.PartSql;
import dev.accrete.compiler.render.ModelSql.RestSql;
import dev.accrete.compiler.render.ModelSql.TermSql;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Renders what a merge reads: parts of groups, and their signed change. */
final class MergeRenderer {
  /** Of numbers of one scale each, these make numbers of one scale. */
  private static final Set<String> ONE_SCALE = Set.of("+", "-", "*", "CAST");

  /** The set of groups that a change makes compute again. */
  static final String AGAIN = "again";

  /** The set of new parts. */
  static final String PARTS = "parts";

  /** The set of new parts, with what was computed again beside them. */
  static final String WHOLE = "whole";

  private final Dialect dialect;
  private final InputSql inputs;
  private final InputSql plain;
  private final UnaryOperator<String> keySets;
  private final Certificate certificate;
  private final Merge merge;
  private final MergeTrees trees;

  MergeRenderer(
      Dialect dialect,
      InputSql inputs,
      InputSql plain,
      UnaryOperator<String> keySets,
      Relation root,
      Certificate certificate,
      Merge merge) {
    this.dialect = dialect;
    this.inputs = inputs;
    this.plain = plain;
    this.keySets = keySets;
    this.certificate = certificate;
    this.merge = merge;
    this.trees = new MergeTrees(root, merge);
  }

  MergeSql render() {
    Map<Integer, Restriction> restrictions = new LinkedHashMap<>();
    certificate.restrictions().forEach(r -> restrictions.put(r.reference(), r));
    Relation touched = trees.parts(trees.restricted(restrictions));
    return new MergeSql(
        trees.keyNames(),
        parts(),
        printer(keySets).select(trees.parts(trees.rows())),
        new RelationSql(dialect, plain, keySets).select(trees.parts(trees.rows())),
        printer(keySets).select(touched),
        // The same of the groups that are computed again, in place of the touched keys.
        printer(n -> keySets.apply(n.equals("touched") ? AGAIN : n)).select(touched),
        printer(keySets).count(trees.rows()),
        terms(),
        printer(keySets).select(trees.values(merge.hasRest() ? WHOLE : PARTS)),
        counted(trees.restricted(restrictions)),
        rest(trees.windowed(restrictions)));
  }

  private Optional<RestSql> rest(Relation touched) {
    return merge.hasRest()
        ? Optional.of(new RestSql(trees.restNames(), printer(keySets).select(trees.rest(touched))))
        : Optional.empty();
  }

  private List<CountedSql> counted(Relation touched) {
    List<CountedSql> counted = new ArrayList<>();
    for (int i = 0; i < merge.parts().size(); i++) {
      if (merge.parts().get(i).kind() == Kind.DISTINCT) {
        counted.add(
            new CountedSql(
                MergeTrees.value(i),
                printer(keySets).select(trees.counted(i, trees.rows())),
                new RelationSql(dialect, plain, keySets).select(trees.counted(i, trees.rows())),
                printer(keySets).select(trees.counted(i, touched))));
      }
    }
    return counted;
  }

  private RelationSql printer(UnaryOperator<String> sets) {
    return new RelationSql(dialect, inputs, sets);
  }

  private List<PartSql> parts() {
    List<PartSql> parts = new ArrayList<>();
    for (int i = 0; i < merge.parts().size(); i++) {
      Part part = merge.parts().get(i);
      if (part.kind() != Kind.ROWS && part.kind() != Kind.REST) {
        parts.add(
            new PartSql(
                part.kind(),
                MergeTrees.count(i),
                MergeTrees.value(i),
                part.argument().filter(MergeRenderer::mayMixScales).isPresent()));
      }
    }
    return parts;
  }

  /** Whether some values may have more digits behind the point than others: 1.50, else 0. */
  private static boolean mayMixScales(Expression expression) {
    return expression.match(
        column -> false,
        literal -> false,
        call ->
            !ONE_SCALE.contains(call.operator())
                || call.operands().stream().anyMatch(MergeRenderer::mayMixScales));
  }

  /** One for each set of changing readings but the empty one. */
  private List<TermSql> terms() {
    List<TermSql> terms = new ArrayList<>();
    for (int bits = 1; bits < 1 << merge.changing().size(); bits++) {
      List<Integer> changed = new ArrayList<>();
      for (int i = 0; i < merge.changing().size(); i++) {
        if ((bits >> i & 1) == 1) {
          changed.add(merge.changing().get(i));
        }
      }
      terms.add(
          new TermSql(
              names(trees.rows(), changed), printer(keySets).select(trees.signed(changed))));
    }
    return terms;
  }

  private static List<String> names(Relation node, List<Integer> references) {
    Set<String> names = new LinkedHashSet<>();
    if (node instanceof Relation.Scan scan && references.contains(scan.reference())) {
      names.add(scan.relation());
    }
    node.inputs().forEach(i -> names.addAll(names(i, references)));
    return List.copyOf(names);
  }
}
