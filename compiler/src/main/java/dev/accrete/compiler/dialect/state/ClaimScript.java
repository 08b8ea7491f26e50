package dev.accrete.compiler.dialect.state;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The claim of a landing source for a script, which cannot choose: each statement does nothing
 * where nothing arrived. It knows the declared columns alone, and stops where the landing table has
 * more.
 */
final class ClaimScript {
  private final StateTables tables;
  private final Dialect dialect;
  private final ClaimSql claim;
  private final String source;
  private final RelationName table;
  private final RelationName landing;
  private final List<String> columns;

  ClaimScript(
      StateTables tables,
      ClaimSql claim,
      String source,
      RelationName table,
      RelationName landing,
      List<String> columns) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.claim = claim;
    this.source = source;
    this.table = table;
    this.landing = landing;
    this.columns = columns;
  }

  List<Statement> statements() {
    return List.of(
        new ScriptSql(tables).stageVersion(source),
        checkOwner(),
        claim.createChanges(),
        checkShapes(),
        claim.stage(),
        claim.stageStrangers(),
        claim.firstVersion(),
        claim.note(),
        claim.movedWhereNew(),
        claim.publish(),
        claim.take(),
        claim.put(columns),
        claim.log(),
        checkCounts(),
        claim.drop().get(0),
        claim.drop().get(1));
  }

  private Statement checkOwner() {
    return new Statement(
        "Stop where another project claims these rows",
        dialect.failWhere(
            Map.of(
                "EXISTS (" + claim.owner() + ")",
                table.plain()
                    + " belongs to another project or target: see accrete.batch for whose")));
  }

  private Statement checkShapes() {
    String declared = "\n    <> " + columns.size();
    Map<String, String> checks = new LinkedHashMap<>();
    checks.put(
        shared(landing, table)
            + declared
            + " OR (SELECT COUNT(*) FROM "
            + shape(landing)
            + " AS landed)"
            + declared,
        "the columns of "
            + landing.plain()
            + " are not those that "
            + source
            + " declares: declare all of them, or use accrete run");
    checks.put(
        shared(tables.changes(source), table) + declared,
        "the columns of " + source + " are no longer those of its claims: run accrete run once");
    checkWaiting(checks);
    return new Statement(
        "Stop where the columns of " + source + " are not those that it declares",
        dialect.failWhere(checks));
  }

  /** Rows that wait have all columns; where none are to wait, nobody would read those that do. */
  private void checkWaiting(Map<String, String> checks) {
    RelationName waiting = tables.waiting(table);
    String columnsThere = "(SELECT COUNT(*) FROM " + shape(waiting) + " AS waiting)";
    checks.put(
        claim.waiting().isPresent()
            ? shared(landing, waiting)
                + "\n    <> "
                + columns.size()
                + " OR "
                + columnsThere
                + "\n    <> "
                + (columns.size() + 1)
            : columnsThere + " > 0",
        claim.waiting().isPresent()
            ? "the columns of "
                + waiting.plain()
                + " are not those of "
                + landing.plain()
                + ": run accrete run once"
            : "rows of " + source + " may wait in " + waiting.plain() + ": run accrete run once");
  }

  private String shape(RelationName relation) {
    return "(" + dialect.columnsOf(relation).replace("\n", " ") + ")";
  }

  private String shared(RelationName one, RelationName other) {
    return "(SELECT COUNT(*) FROM "
        + shape(one)
        + " AS one (name, type) JOIN "
        + shape(other)
        + " AS other (name, type)\n    ON lower(one.name) = lower(other.name) AND one.type ="
        + " other.type AND lower(one.name) IN ("
        + columns.stream()
            .map(c -> dialect.text(c.toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(", "))
        + "))";
  }

  /** A run compares what each statement did; a script looks at what they left. */
  private Statement checkCounts() {
    Map<String, String> checks = new LinkedHashMap<>();
    checks.put(
        "EXISTS (SELECT 1 FROM " + dialect.relation(landing) + ")",
        "rows arrived in " + landing.plain() + " amid the claim: run this again");
    checks.put(
        claim.there() + " <> " + claim.known(),
        "the claim of " + source + " does not add up: run this again");
    return new Statement(
        "Stop, and take all of it back, where a row was lost or came twice",
        dialect.failWhere(checks));
  }
}
