package dev.accrete.runtime.execute;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.HelperColumns;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.plan.InputPlan.Kind;
import dev.accrete.compiler.plan.ModelPlan;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The types that the sources' columns have, which a run reads once for all of its models: some
 * engines take longer to read their catalogue than a small table.
 */
final class DeclaredTypes {
  private final RunRequest request;
  private final Set<RelationName> relations;
  private final Set<RelationName> views;
  private final Map<RelationName, Map<String, String>> sized = new HashMap<>();
  private Optional<Map<Place, String>> types = Optional.empty();

  /** Of the sources that the models of a run rely on, among the tables and views that there are. */
  DeclaredTypes(RunRequest request, Set<RelationName> relations, Set<RelationName> views) {
    this.request = request;
    this.relations = relations;
    this.views = views;
  }

  private record Place(RelationName table, String column) {
    static Place of(Claim claim) {
      return new Place(claim.table(), claim.column().toLowerCase(Locale.ROOT));
    }
  }

  /** The claims that are false, a sentence each, in order. */
  List<String> broken(Session session, List<Claim> claims) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Map<Place, String> actual = types(session);
    List<String> broken = new ArrayList<>();
    for (Claim claim : claims) {
      Optional.ofNullable(actual.get(Place.of(claim)))
          .flatMap(claim::brokenBy)
          .ifPresent(broken::add);
    }
    return broken.stream().distinct().sorted().toList();
  }

  /**
   * Looks for columns that nobody declared and that have the names of helpers: SQL that adds
   * helpers to a source's rows would read these.
   *
   * @throws BreachException if a source of a model has one
   */
  void refuseHelpers(Session session, ModelPlan plan) {
    Map<RelationName, String> sources = sources(plan);
    if (sources.isEmpty()) {
      return;
    }
    types(session).keySet().stream()
        .filter(p -> sources.containsKey(p.table()) && HelperColumns.isOne(p.column()))
        .map(p -> sources.get(p.table()) + " has a column " + p.column())
        .min(Comparator.naturalOrder())
        .ifPresent(
            found -> {
              throw new BreachException(
                  found
                      + ", a name that Accrete gives to columns of its own: read the table through a view without it");
            });
  }

  /** Of a snapshot source, the declared columns alone are read. */
  private static Map<RelationName, String> sources(ModelPlan plan) {
    return plan.inputs().stream()
        .filter(input -> input.kind() != Kind.MODEL && input.kind() != Kind.SNAPSHOT_SOURCE)
        .collect(Collectors.toMap(InputPlan::relation, InputPlan::name, (a, b) -> a));
  }

  /**
   * The columns of a table of a source that models read, with the lengths and digits of their
   * types; none where the catalogue does not tell.
   */
  Map<String, String> sized(Session session, RelationName table) {
    types(session);
    return sized.getOrDefault(table, Map.of());
  }

  private synchronized Map<Place, String> types(Session session) {
    if (types.isEmpty()) {
      types = Optional.of(read(session));
    }
    return types.get();
  }

  private Map<Place, String> read(Session session) {
    Set<RelationName> tables = new HashSet<>();
    for (ModelRequest model : request.models()) {
      model.plan().claims().forEach(claim -> tables.add(claim.table()));
      tables.addAll(sources(model.plan()).keySet());
      model.plan().inputs().stream()
          .flatMap(input -> input.deleted().stream())
          .forEach(copies -> tables.add(copies.relation()));
    }
    tables.retainAll(relations);
    Map<Place, String> read = new HashMap<>();
    if (tables.isEmpty()) {
      return read;
    }
    session.query(
        "read the types of the sources' columns",
        Claim.types(request.tables().dialect(), tables, tables.stream().anyMatch(views::contains)),
        row -> {
          RelationName table = new RelationName(row.text(1), row.text(2));
          sized.computeIfAbsent(table, t -> new TreeMap<>()).put(row.text(3), row.text(5));
          return read.put(new Place(table, row.text(3).toLowerCase(Locale.ROOT)), row.text(4));
        });
    return read;
  }
}
