package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.TimeBound;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationSql;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.render.ModelSql.BoundSql;
import dev.accrete.compiler.render.ModelSql.KeptSql;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Expression.Call;
import dev.accrete.compiler.tree.Expression.Column;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Renders where readings begin: a bound for each part of an input that is read, side tables for
 * those that the model does not keep itself.
 */
final class BoundRenderer {
  private final Dialect dialect;
  private final InputSql inputs;
  private final InputSql plain;
  private final UnaryOperator<String> keySets;
  private final Relation root;
  private final Map<Bounded, String> names = new LinkedHashMap<>();
  private final Map<Side, String> sides = new LinkedHashMap<>();

  /** What has a bound of its own: the same values of an input are read from the same one on. */
  private record Bounded(String input, TimeBound bound, List<Relation> set, Relation.Scan scan) {}

  /** What has a side table of its own. */
  private record Side(String input, TimeBound bound) {}

  BoundRenderer(
      Dialect dialect,
      InputSql inputs,
      InputSql plain,
      UnaryOperator<String> keySets,
      Relation root) {
    this.dialect = dialect;
    this.inputs = inputs;
    this.plain = plain;
    this.keySets = keySets;
    this.root = root;
  }

  /** The bounds of restrictions whose sets stand by name. */
  List<BoundSql> render(Iterable<Restriction> restrictions) {
    for (Restriction restriction : restrictions) {
      restriction.bound().ifPresent(bound -> name(restriction, bound));
    }
    return names.entrySet().stream().map(e -> bound(e.getKey(), e.getValue())).toList();
  }

  /** The condition that a row is not less than a restriction's bound, or has no value. */
  String notLess(Restriction restriction, String column) {
    String bound = Statement.bound(name(restriction, restriction.bound().orElseThrow()));
    return "(" + column + " >= " + bound + " OR " + column + " IS NULL)";
  }

  private String name(Restriction restriction, TimeBound bound) {
    Bounded bounded = new Bounded(restriction.input(), bound, restriction.set(), scan(restriction));
    String known = names.get(bounded);
    if (known == null) {
      boolean first = bound instanceof TimeBound.Stored && !names.containsValue("bound");
      known = first ? "bound" : "bound_" + (names.size() + 1);
      names.put(bounded, known);
    }
    return known;
  }

  /** One reading of the input stands for all: their fields are the same. */
  private Relation.Scan scan(Restriction restriction) {
    return root.scans().stream()
        .filter(s -> s.relation().equals(restriction.input()))
        .findFirst()
        .orElseThrow();
  }

  private BoundSql bound(Bounded bounded, String name) {
    TimeBound bound = bounded.bound();
    String changes = ofChanges(bounded.scan(), bound.field());
    return bound instanceof TimeBound.Stored stored
        ? new BoundSql(
            name, Optional.of(root.fields().get(stored.output()).name()), changes, Optional.empty())
        : new BoundSql(
            name, Optional.empty(), changes, Optional.of(kept((TimeBound.Kept) bound, bounded)));
  }

  private String ofChanges(Relation.Scan scan, int field) {
    String alias = printer(inputs).alias(lastPart(scan.relation()));
    String column = scan.fields().get(field).name();
    InputSql.Reading changed =
        inputs.read(scan.relation(), Relation.State.CHANGED, List.of(column), alias);
    return "SELECT MIN("
        + dialect.quote(alias)
        + "."
        + dialect.quote(column)
        + ") AS bound\nFROM "
        + changed.from()
        + " AS "
        + dialect.quote(alias)
        + (changed.condition().isEmpty() ? "" : "\nWHERE " + changed.condition());
  }

  private KeptSql kept(TimeBound.Kept kept, Bounded bounded) {
    Side side = new Side(bounded.input(), kept);
    String name = sides.computeIfAbsent(side, s -> "bounds" + (sides.size() + 1));
    List<String> keys = new ArrayList<>();
    for (int i = 1; i <= kept.keys().size(); i++) {
      keys.add("accrete_key_" + i);
    }
    Relation all = least(bounded.scan(), kept, keys);
    Relation come = least(bounded.scan().in(Relation.State.CHANGED), kept, keys);
    return new KeptSql(
        name,
        bounded.input(),
        keys,
        printer(inputs).select(all),
        printer(plain).select(all),
        printer(inputs).select(come),
        printer(inputs)
            .matching(
                keys.stream().map(k -> "kept." + dialect.quote(k)).toList(),
                bounded.set().get(0),
                true));
  }

  /** The least value of the rows of each key; a key whose rows have none needs no row. */
  private static Relation least(Relation.Scan scan, TimeBound.Kept kept, List<String> names) {
    Expression value = new Column(kept.field());
    Expression valued = new Call("IS NOT NULL", List.of(value), List.of("", " IS NOT NULL"));
    List<Named> keys = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      keys.add(new Named(names.get(i), kept.keys().get(i)));
    }
    Expression least = new Call("MIN", List.of(value), List.of("MIN(", ")"));
    return new Relation.Aggregate(
        new Relation.Filter(scan, valued, scan.origin()),
        keys,
        List.of(new Named(KeptSql.BOUND, least)),
        scan.origin());
  }

  private RelationSql printer(InputSql read) {
    return new RelationSql(dialect, read, keySets);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
