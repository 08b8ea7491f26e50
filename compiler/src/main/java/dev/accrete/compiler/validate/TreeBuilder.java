package dev.accrete.compiler.validate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds our tree of a parsed text: names resolved by Redshift's rules, CTEs put in where they are
 * used, stars expanded.
 *
 * <p>Names are resolved here and not by Calcite, whose validator rewrites the query as it goes and
 * reads names by other rules.
 */
public final class TreeBuilder {
  private TreeBuilder() {}

  /**
   * A tree with the places of what it calls.
   *
   * @param calls each function and operator, by its name in upper case, to the place where it is
   *     called first
   * @param traced what each column is computed from, where the tree is opaque and this is known
   */
  public record Tree(Relation root, Map<String, Origin> calls, List<List<String>> traced) {
    public Tree {
      calls = Map.copyOf(calls);
      traced = List.copyOf(traced);
    }
  }

  /**
   * The tree, with diagnostics for names that do not resolve. The parsed text's paths into SUPER
   * columns are calls for the type checker afterwards. Where the query has a form that the tree has
   * no operator for, the whole tree is opaque and has no fields.
   */
  public static Checked<Tree> build(ParsedText parsed, Catalogue catalogue) {
    TextView view = new TextView(parsed);
    List<Diagnostic> diagnostics = new ArrayList<>();
    boolean readsSuper =
        parsed.rendered().references().stream()
            .flatMap(r -> catalogue.fields(r.name()).stream().flatMap(List::stream))
            .anyMatch(field -> "super".equalsIgnoreCase(field.type()));
    QueryBuilder queries =
        new QueryBuilder(
            view, catalogue, diagnostics, readsSuper ? PathPlaces.of(parsed.query()) : Set.of());
    Relation tree;
    List<List<String>> traced = List.of();
    try {
      tree = queries.outermost(parsed.query());
    } catch (NotUnderstood form) {
      tree =
          new Relation.Opaque(
              form.reason(), form.detail(), List.<Field>of(), view.origin(form.node()));
      traced = TracedColumns.of(parsed.query(), view, catalogue);
    }
    Map<String, Origin> calls = FirstCalls.of(parsed.query(), view);
    SuperPath.replace(parsed.query(), queries.standIns());
    return new Checked<>(new Tree(tree, calls, traced), diagnostics.stream().distinct().toList());
  }
}
