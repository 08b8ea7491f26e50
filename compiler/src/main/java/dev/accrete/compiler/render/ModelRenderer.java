package dev.accrete.compiler.render;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Merge;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.KeyValues;
import dev.accrete.compiler.dialect.RelationSql;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.render.ModelSql.AppendSql;
import dev.accrete.compiler.render.ModelSql.NeededSql;
import dev.accrete.compiler.render.ModelSql.RecomputeSql;
import dev.accrete.compiler.render.ModelSql.RouteSql;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Renders the SELECTs of one model. */
public final class ModelRenderer {
  /**
   * So many columns besides the keys are worth a second look at the rows that have them: of fewer,
   * both ways take about the same time.
   */
  private static final int WIDE = 8;

  private final ParsedText parsed;
  private final Relation root;
  private final Function<String, List<Field>> fields;
  private final ReadColumns read;
  private final Dialect dialect;
  private final InputSql inputs;
  private final UnaryOperator<String> keySets;
  private final Set<String> readings = new LinkedHashSet<>();

  /**
   * @param root the model's tree, opaque where it was not understood
   * @param fields the columns of each input, by its name
   * @param inputs how inputs are read
   * @param keySets from the name of a key set to the staging table that holds it
   */
  public ModelRenderer(
      ParsedText parsed,
      Relation root,
      Function<String, List<Field>> fields,
      Dialect dialect,
      InputSql inputs,
      UnaryOperator<String> keySets) {
    this.parsed = parsed;
    this.root = root;
    this.fields = fields;
    this.read = ReadColumns.of(root, parsed.mayReadMore());
    this.dialect = dialect;
    this.inputs = inputs;
    this.keySets = keySets;
  }

  /**
   * The SELECTs of the model.
   *
   * @param relation the target's relation of each input, as it stands in FROM
   */
  public ModelSql render(Certificate certificate, UnaryOperator<String> relation) {
    ReferenceText text = new ReferenceText(parsed);
    String plain = text.replace(r -> relation.apply(r.name()) + asAlias(r));
    String pinned = text.replace(r -> reading(r, Relation.State.CURRENT));
    BoundRenderer bounds = new BoundRenderer(dialect, inputs, plain(relation), keySets, root);
    Optional<RecomputeSql> recompute = recompute(certificate, text, bounds);
    List<AppendSql> appends =
        certificate.append().stream()
            .flatMap(a -> a.growths().stream())
            .map(g -> append(g, text))
            .toList();
    Optional<ModelSql.MergeSql> merge =
        certificate.merge().map(m -> merge(certificate, m, relation));
    return new ModelSql(plain, pinned, recompute, appends, merge, readings);
  }

  /** The inputs as they stand, whatever a run reads of them. */
  private static InputSql plain(UnaryOperator<String> relation) {
    return (name, rows, columns, alias) -> new InputSql.Reading(relation.apply(name), "");
  }

  private ModelSql.MergeSql merge(
      Certificate certificate, Merge merge, UnaryOperator<String> relation) {
    InputSql plain = plain(relation);
    return new MergeRenderer(dialect, inputs, plain, keySets, root, certificate, merge).render();
  }

  private AppendSql append(Append.Growth growth, ReferenceText text) {
    Set<String> leading = new LinkedHashSet<>();
    String select =
        text.replace(
            r -> {
              boolean leads = growth.references().contains(r.index());
              if (leads) {
                leading.add(r.name());
              }
              Relation.State rows = leads ? Relation.State.INSERTED : Relation.State.CURRENT;
              return reading(r, rows);
            });
    return new AppendSql(List.copyOf(leading), growth.inputs(), select);
  }

  private Optional<RecomputeSql> recompute(
      Certificate certificate, ReferenceText text, BoundRenderer bounds) {
    if (!certificate.strategies().contains(Strategy.RECOMPUTE)) {
      return Optional.empty();
    }
    List<String> keys =
        certificate.keyColumns().stream().map(i -> root.fields().get(i).name()).toList();
    List<RouteSql> routes = new ArrayList<>();
    for (Route route : certificate.routes()) {
      routes.add(
          new RouteSql(
              route.input(), through(route.keys()), printer().distinct(route.keys(), keys)));
    }
    NeededSets sets = new NeededSets();
    Map<Integer, Restriction> restrictions = new LinkedHashMap<>();
    certificate.restrictions().forEach(r -> restrictions.put(r.reference(), sets.named(r)));
    List<NeededSql> needed =
        sets.found().stream()
            .map(s -> new NeededSql(s.name(), printer().distinct(s.relation())))
            .toList();
    List<ModelSql.BoundSql> bounding = bounds.render(restrictions.values());
    String restricted =
        text.replace(
            r ->
                reading(
                    r,
                    Relation.State.CURRENT,
                    Optional.ofNullable(restrictions.get(r.index())),
                    bounds));
    return Optional.of(new RecomputeSql(routes, needed, restricted, bounding));
  }

  /** What a route reads besides the changes. */
  private static List<String> through(Relation keys) {
    if (keys instanceof Relation.Scan scan) {
      return scan.state() == Relation.State.CHANGED ? List.of() : List.of(scan.relation());
    }
    return keys.inputs().stream().flatMap(i -> through(i).stream()).distinct().toList();
  }

  private RelationSql printer() {
    return new RelationSql(dialect, inputs, keySets);
  }

  private String reading(Reference reference, Relation.State rows) {
    return reading(
        reference,
        rows,
        Optional.empty(),
        new BoundRenderer(dialect, inputs, inputs, keySets, root));
  }

  /**
   * A reference as a derived table: the columns that the model reads, as of the freeze or of the
   * new rows alone, restricted where that is proved.
   */
  private String reading(
      Reference reference,
      Relation.State rows,
      Optional<Restriction> restriction,
      BoundRenderer bounds) {
    RelationSql printer = printer();
    String alias = printer.alias(lastPart(reference.name()));
    List<Field> all = fields.apply(reference.name());
    List<String> columns = read.of(reference.index(), all);
    InputSql.Reading reading = inputs.read(reference.name(), rows, columns, alias);
    List<String> conditions = new ArrayList<>();
    restriction
        .filter(r -> r.bound().isPresent())
        .ifPresent(
            r -> {
              String column = all.get(r.bound().orElseThrow().field()).name();
              conditions.add(bounds.notLess(r, dialect.quote(alias) + "." + dialect.quote(column)));
            });
    List<String> values =
        restriction.filter(r -> !r.whole()).map(r -> values(r, all, alias)).orElse(List.of());
    boolean names = KeyValues.areColumns(values);
    if (!values.isEmpty()) {
      // The keys leave the fewest rows, so they come first.
      Relation set = restriction.orElseThrow().set().get(0);
      List<String> compared = names ? values : KeyValues.columns(values, dialect.quote(alias));
      conditions.add(printer.matching(compared, set, true));
    }
    boolean wide = !values.isEmpty() && columns.size() - values.size() >= WIDE;
    LateRows late = new LateRows(dialect, reading, alias, names);
    if (wide) {
      late.ofSource(reference.name(), all, conditions).ifPresent(conditions::add);
    }
    String condition = values.isEmpty() ? reading.condition() : reading.afterOthers();
    if (!condition.isEmpty()) {
      conditions.add(condition);
    }
    Optional<String> row = wide ? late.ofOwnTable(all) : Optional.empty();
    String from = names ? reading.from() : valued(reading.from(), values, row, alias);
    String where = conditions.isEmpty() ? "" : "\n  WHERE " + LateRows.conjunction(conditions);
    String list =
        columns.isEmpty()
            ? "*"
            : columns.stream().map(dialect::quote).collect(Collectors.joining(", "));
    String narrow = from + " AS " + dialect.quote(alias) + where;
    String table =
        "(\n  SELECT "
            + list
            + "\n  FROM "
            + row.map(r -> late.found(r, narrow)).orElse(narrow)
            + "\n)";
    readings.add(table + " AS t");
    return table + asAlias(reference);
  }

  private List<String> values(Restriction restriction, List<Field> all, String alias) {
    return restriction.expressions().stream()
        .map(
            expression ->
                ExpressionSql.print(
                    expression, i -> dialect.quote(alias) + "." + dialect.quote(all.get(i).name())))
        .toList();
  }

  /** A table with values, and its row identifier where that is wanted, as columns of their own. */
  private String valued(String from, List<String> values, Optional<String> row, String alias) {
    return "(\n    SELECT *, "
        + row.map(r -> dialect.quote(alias) + "." + r + " AS " + LateRows.ROW + ", ").orElse("")
        + String.join(", ", KeyValues.items(values))
        + "\n    FROM "
        + RelationSql.indent(from, "  ")
        + " AS "
        + dialect.quote(alias)
        + "\n  )";
  }

  /**
   * Where the author gave no alias, the derived table is named as the relation's last part, so that
   * its columns still resolve.
   */
  private String asAlias(Reference reference) {
    return parsed.aliased().contains(reference.index())
        ? ""
        : " AS " + dialect.quote(lastPart(reference.name()));
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
