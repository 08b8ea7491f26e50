package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.BATCH;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import java.util.List;

/**
 * From which moment on a freeze counts a source whose rows arrive in the order of their stamps.
 *
 * <p>It counts from the newest batch that is known, that one included: a load of several
 * transactions is seen for nothing. With hours or days it counts from the boundary of the open ones
 * that the freeze before left (see {@link FreezeSql}), so that the total of an hour and its stamps
 * are always counted together. Rows without a stamp are counted in any case.
 *
 * <p><b>Ordered.</b> How many rows are older is compared with what is known of older batches. Where
 * that differs, all batches are counted. Rows that left older batches while as many came to others
 * (or to the same ones) do not differ.
 *
 * <p><b>Trusted.</b> Older rows are not looked at. Where the source once had another grain, stamps
 * may be known of some hours alone; then the total tells, as with ordered.
 */
public final class ArrivalSql {
  private final StateTables tables;
  private final Dialect dialect;
  private final RelationName source;
  private final LoadedAt loadedAt;
  private final String rows;

  /** The freezes of one source. */
  public ArrivalSql(StateTables tables, RelationName source, LoadedAt loadedAt) {
    this.tables = tables;
    this.dialect = tables.dialect();
    this.source = source;
    this.loadedAt = loadedAt;
    this.rows = dialect.quote("rows");
  }

  /**
   * An expression for {@link Statement#knownUntil}.
   *
   * <p>Hours and days share one boundary. Where the source once had the other grain, the boundary
   * lies behind what is known by this one.
   */
  public String knownUntil() {
    String until =
        loadedAt.grain() == Grain.STAMP
            ? ""
            : " AND stamp <= " + BatchSql.boundary(tables, source, "stamp IS NOT NULL");
    return "(SELECT MAX(stamp) FROM " + known() + until + ")";
  }

  /**
   * Conditions of which one is enough to count from {@link Statement#knownUntil} on, where that is
   * no NULL; else all is counted, from {@link #first} on. The cheapest comes first; where there is
   * none, nothing is in doubt.
   */
  public List<String> grounds(Arrival arrival) {
    if (arrival == Arrival.ORDERED) {
      return List.of(totalFits());
    }
    return loadedAt.grain() == Grain.STAMP ? List.of(neverByHour(), totalFits()) : List.of();
  }

  /** An expression for {@link Statement#countedFrom}, as scripts have it. */
  String countedFrom(Arrival arrival) {
    String goOn = "COALESCE(" + Statement.knownUntil(source.plain()) + ", " + first() + ")";
    List<String> grounds = grounds(arrival);
    return grounds.isEmpty()
        ? goOn
        : "CASE WHEN "
            + String.join("\n    OR ", grounds)
            + "\n    THEN "
            + goOn
            + "\n    ELSE "
            + first()
            + " END";
  }

  /** What decides, for people who read a script. */
  String reason(Arrival arrival) {
    return arrival == Arrival.TRUSTED
        ? "older ones are trusted to stay as they are"
        : "from that one, if older ones have as many rows as are known, else from the first";
  }

  private String neverByHour() {
    return "NOT EXISTS (SELECT 1 FROM "
        + tables.table(BATCH)
        + " WHERE "
        + tables.own(source)
        + " AND grain IN ('hour', 'day'))";
  }

  /** Counting all is free on most engines, and what is new is little: older rows are the rest. */
  private String totalFits() {
    String until = Statement.knownUntil(source.plain());
    String table = dialect.relation(source);
    String stamp = dialect.quote(loadedAt.column());
    return "(SELECT COUNT(*) FROM %1$s) - (SELECT COUNT(*) FROM %1$s WHERE %2$s >= %3$s)"
            .formatted(table, stamp, until)
        + "\n      - (SELECT COUNT(*) FROM %s WHERE %s IS NULL)".formatted(table, stamp)
        + "\n    = (SELECT COALESCE(SUM(%s), 0) FROM %s AND stamp < %s)"
            .formatted(rows, known(), until);
  }

  /** An expression for the first moment that has, or had, a row; counting from it counts all. */
  public String first() {
    return "(SELECT MIN(stamp) FROM (SELECT MIN("
        + dialect.quote(loadedAt.column())
        + ") AS stamp FROM "
        + dialect.relation(source)
        + " UNION ALL SELECT MIN(stamp) FROM "
        + known()
        + ") AS ends)";
  }

  private String known() {
    return tables.table(BATCH)
        + " WHERE "
        + tables.own(source)
        + " AND grain = "
        + dialect.text(BatchSql.grain(loadedAt));
  }
}
