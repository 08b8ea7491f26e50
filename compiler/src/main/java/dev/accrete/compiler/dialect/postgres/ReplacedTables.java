package dev.accrete.compiler.dialect.postgres;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Tells tables that somebody emptied ({@code TRUNCATE}) or created anew since a transaction's
 * snapshot. PostgreSQL shows these empty to that snapshot, whatever they hold: <a
 * href="https://www.postgresql.org/docs/current/mvcc-caveats.html">Caveats of MVCC</a>. The rows of
 * its catalogue are of the snapshot, while its functions tell of this moment.
 */
final class ReplacedTables {
  private ReplacedTables() {}

  /**
   * A condition that holds where one of them was, or a partition of one, or a table below a view;
   * those that are not there do not count.
   */
  static String condition(Dialect dialect, Collection<RelationName> relations) {
    String names =
        relations.stream()
            .map(relation -> "(" + dialect.text(dialect.relation(relation)) + ")")
            .distinct()
            .collect(Collectors.joining(", "));
    return """
    EXISTS (
        WITH RECURSIVE parts (part) AS (
          SELECT CAST(to_regclass(name) AS oid) FROM (VALUES %s) AS names (name)
          UNION
          SELECT below.part FROM parts, LATERAL (
            SELECT CAST(relid AS oid) FROM pg_partition_tree(parts.part)
            UNION ALL
            SELECT d.refobjid FROM pg_rewrite AS w JOIN pg_depend AS d ON d.objid = w.oid
            WHERE w.ev_class = parts.part AND d.classid = CAST('pg_rewrite' AS regclass) AND d.refclassid = CAST('pg_class' AS regclass)
          ) AS below (part)
        )
        SELECT 1 FROM parts
        WHERE part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM pg_class AS c
          WHERE c.oid = part AND COALESCE(c.relfilenode, 0) = COALESCE(pg_relation_filenode(c.oid), 0))
      )"""
        .formatted(names);
  }
}
