package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.Storage;
import dev.accrete.compiler.dialect.state.StateSql;
import dev.accrete.compiler.plan.ComponentsPlan.Labelling;
import dev.accrete.compiler.plan.ModelPlan.Full;
import dev.accrete.compiler.plan.ModelPlan.Recompute;
import dev.accrete.compiler.render.ModelSql;
import dev.accrete.compiler.render.ModelSql.RecomputeSql;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the statements of a table of connected components.
 *
 * <p>A change is taken in by the nodes N of the stored components that hold an end of a changed
 * edge, and those ends themselves; all of N is labelled anew. That is all: an edge with an end in N
 * has both there, since one that did not change joined its ends before as well, in one stored
 * component; and a component without an end of a changed edge has the edges that it had.
 */
final class ComponentsPlanner {
  /** The two columns of the table. */
  static final List<String> COLUMNS = List.of("node", "component");

  private static final String BOTH_ENDS = "\nWHERE one IS NOT NULL AND other IS NOT NULL";

  private final Dialect dialect;
  private final StateSql state;
  private final InputSql inputs;
  private final String model;
  private final RelationName target;
  private final InputPlan edges;
  private final String first;
  private final String second;

  ComponentsPlanner(
      Dialect dialect,
      StateSql state,
      InputSql inputs,
      String model,
      RelationName target,
      InputPlan edges,
      List<String> ends) {
    this.dialect = dialect;
    this.state = state;
    this.inputs = inputs;
    this.model = model;
    this.target = target;
    this.edges = edges;
    this.first = ends.get(0);
    this.second = ends.get(1);
  }

  ComponentsPlan components() {
    return new ComponentsPlan(
        edges,
        first,
        second,
        labelling("Every edge once", ""),
        labelling(
            "The edges of the touched nodes, once each: their other ends are touched as well",
            "\n  AND EXISTS (SELECT 1 FROM "
                + touched()
                + " AS touched WHERE touched.node = ways.one)"),
        largest());
  }

  Full full() {
    return planner()
        .full(
            new ModelSql("", labelled(), Optional.empty(), List.of(), Optional.empty(), Set.of()),
            Storage.AUTOMATIC);
  }

  Recompute recompute() {
    ModelSql.RouteSql route = new ModelSql.RouteSql(edges.name(), List.of(), touchedNodes());
    return planner().recompute(new RecomputeSql(List.of(route), List.of(), labelled(), List.of()));
  }

  /** The table has readers: nobody asks for it otherwise. */
  private ModelPlanner planner() {
    return new ModelPlanner(dialect, state, model, target, COLUMNS, COLUMNS.subList(0, 1), true);
  }

  /**
   * What the table holds, by the recursion of an engine whose UNION ends on circles: for people,
   * and for whoever compares.
   */
  String select() {
    String from = "\n  FROM " + dialect.relation(edges.relation()) + " AS edge";
    return "WITH RECURSIVE ways AS (\n  "
        + ends("edge", first, second)
        + from
        + "\n  UNION\n  "
        + ends("edge", second, first)
        + from
        + "\n), reached AS (\n  SELECT one AS node, one AS other\n  FROM ways\n  WHERE one IS NOT NULL AND other IS NOT NULL"
        + "\n  UNION\n  SELECT reached.node, ways.other\n  FROM reached\n  JOIN ways ON ways.one = reached.other\n"
        + "  WHERE ways.other IS NOT NULL\n)\nSELECT node, MIN(other) AS component\nFROM reached\nGROUP BY node";
  }

  private String ends(String alias, String one, String other) {
    return "SELECT "
        + alias
        + "."
        + dialect.quote(one)
        + " AS one, "
        + alias
        + "."
        + dialect.quote(other)
        + " AS other";
  }

  /** The edges both ways; one without both ends is none. */
  private String ways(Relation.State version) {
    return "(\n  "
        + oneWay(version, first, second)
        + "\n  UNION ALL\n  "
        + oneWay(version, second, first)
        + "\n) AS ways"
        + BOTH_ENDS;
  }

  private String oneWay(Relation.State version, String one, String other) {
    InputSql.Reading reading =
        inputs.read(
            edges.name(), version, List.of(first, second).stream().distinct().toList(), "edge");
    return ends("edge", one, other)
        + "\n  FROM "
        + reading.from()
        + " AS edge"
        + (reading.condition().isEmpty() ? "" : "\n  WHERE " + reading.condition());
  }

  private String touchedNodes() {
    String table = dialect.relation(target);
    return "WITH ends AS (\nSELECT DISTINCT one AS node\nFROM "
        + ways(Relation.State.CHANGED)
        + "\n)\nSELECT node\nFROM ends\nUNION\nSELECT kept.node\nFROM "
        + table
        + " AS kept\nWHERE kept.component IN (\n  SELECT found.component\n  FROM "
        + table
        + " AS found\n  WHERE found.node IN (SELECT ends.node FROM ends)\n)";
  }

  private Labelling labelling(String purpose, String condition) {
    return new Labelling(
        List.of(stageEnds(purpose, condition), number(), stageEdges(), start()),
        List.of(round(), settle()),
        new Statement(
            "How many labels moved",
            "SELECT COUNT(*) FROM " + labels() + " WHERE component <> before"),
        misfits(),
        List.of(
            staged("ends"), staged("nodes"), staged("edges"), staged("labels"), staged("next")));
  }

  private Statement stageEnds(String purpose, String condition) {
    return new Statement(
        purpose,
        dialect.stage(
            staged("ends"),
            "SELECT DISTINCT one, other\nFROM (\n  "
                + oneWay(Relation.State.CURRENT, first, second)
                + "\n) AS ways"
                + BOTH_ENDS
                + condition));
  }

  /** Numbers in the order of nodes have the least where they have it, and cost a round less. */
  private Statement number() {
    String ends = dialect.quote(staged("ends"));
    return new Statement(
        "The nodes, numbered in their order",
        dialect.stage(
            staged("nodes"),
            "SELECT node, ROW_NUMBER() OVER (ORDER BY node) AS id\nFROM (\n  SELECT one AS node FROM "
                + ends
                + "\n  UNION\n  SELECT other FROM "
                + ends
                + "\n) AS nodes"));
  }

  private Statement stageEdges() {
    return new Statement(
        "The edges both ways",
        dialect.stage(
            staged("edges"),
            """
            WITH pairs AS (
              SELECT one.id AS one, other.id AS other
              FROM %1$s AS ends
              JOIN %2$s AS one ON one.node = ends.one
              JOIN %2$s AS other ON other.node = ends.other
              WHERE one.id <> other.id
            )
            SELECT one, other FROM pairs
            UNION ALL
            SELECT other, one FROM pairs"""
                .formatted(dialect.quote(staged("ends")), nodes())));
  }

  private Statement start() {
    return new Statement(
        "Each node by itself",
        dialect.stage(
            staged("labels"), "SELECT id AS node, id AS component, id AS before\nFROM " + nodes()));
  }

  private Statement round() {
    return new Statement(
        "A round: the least label among the neighbours' for the node and for its label, then two jumps",
        dialect.stage(
            staged("next"),
            """
            WITH least AS (
              SELECT edges.one AS node, MIN(labels.component) AS component
              FROM %1$s AS edges
              JOIN %2$s AS labels ON labels.node = edges.other
              GROUP BY edges.one
            ), offered AS (
              SELECT node, component, component AS before FROM %2$s
              UNION ALL
              SELECT node, component, NULL FROM least
              UNION ALL
              SELECT labels.component, least.component, NULL
              FROM least
              JOIN %2$s AS labels ON labels.node = least.node
            ), hooked AS (
              SELECT node, MIN(component) AS component, MAX(before) AS before
              FROM offered
              GROUP BY node
            ), jumped AS (
              SELECT hooked.node, label.component, hooked.before
              FROM hooked
              JOIN hooked AS label ON label.node = hooked.component
            )
            SELECT jumped.node, label.component, jumped.before
            FROM jumped
            JOIN hooked AS label ON label.node = jumped.component"""
                .formatted(edgeTable(), labels())));
  }

  private Statement settle() {
    return new Statement(
        "",
        dialect.stage(
            staged("labels"),
            "SELECT node, component, before\nFROM " + dialect.quote(staged("next"))));
  }

  private Statement misfits() {
    return new Statement(
        "Edges between two components, and components that are not named after a node of theirs",
        """
        SELECT COUNT(*)
        FROM (
          SELECT edges.one AS node
          FROM %1$s AS edges
          JOIN %2$s AS mine ON mine.node = edges.one
          JOIN %2$s AS theirs ON theirs.node = edges.other
          WHERE mine.component <> theirs.component
          UNION ALL
          SELECT labels.node
          FROM %2$s AS labels
          LEFT JOIN %2$s AS label ON label.node = labels.component
          WHERE label.component IS NULL OR label.component <> labels.component OR labels.component > labels.node
        ) AS misfits"""
            .formatted(edgeTable(), labels()));
  }

  private Statement largest() {
    String table = dialect.relation(target);
    return new Statement(
        "The largest component",
        "SELECT CAST(component AS VARCHAR), COUNT(*) AS nodes, (SELECT COUNT(*) FROM "
            + table
            + ")\nFROM "
            + table
            + "\nGROUP BY component\nORDER BY nodes DESC, component\nLIMIT 1");
  }

  private String labelled() {
    return "SELECT nodes.node, least.node AS component\nFROM "
        + labels()
        + " AS labels\nJOIN "
        + nodes()
        + " AS nodes ON nodes.id = labels.node\nJOIN "
        + nodes()
        + " AS least ON least.id = labels.component";
  }

  private String nodes() {
    return dialect.quote(staged("nodes"));
  }

  private String edgeTable() {
    return dialect.quote(staged("edges"));
  }

  private String labels() {
    return dialect.quote(staged("labels"));
  }

  private String touched() {
    return dialect.quote(ModelPlanner.keySet(model, "touched"));
  }

  private String staged(String what) {
    return model + "_" + what;
  }
}
