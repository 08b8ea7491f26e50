package dev.accrete.compiler.dialect.state;

import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/** Which file each seed's table was loaded from, kept beside the state. */
public final class SeedSql {
  /** The table's name. */
  public static final String SEED = "seed";

  private final StateTables tables;

  /** Of one project in one target schema. */
  public SeedSql(StateTables tables) {
    this.tables = tables;
  }

  /** Creates the table where it is absent. */
  public Statement create() {
    return new Statement(
        "The files that seeds were loaded from",
        tables
            .dialect()
            .createStateTable(
                tables.name(SEED),
                List.of(
                    "project VARCHAR NOT NULL",
                    "target_schema VARCHAR NOT NULL",
                    "seed VARCHAR NOT NULL",
                    "shape VARCHAR NOT NULL",
                    "content VARCHAR NOT NULL",
                    "run_id VARCHAR NOT NULL",
                    "loaded_at TIMESTAMP NOT NULL"),
                List.of()));
  }

  /** What is known of all seeds: name, hash of the columns, hash of the content. */
  public String known() {
    return "SELECT seed, "
        + "shape"
        + ", content FROM "
        + tables.table(SEED)
        + " WHERE "
        + tables.own();
  }

  /** Forgets what was known of a seed. */
  public Statement forget(String seed) {
    return new Statement(
        "Forget the file that the seed " + seed + " was loaded from",
        "DELETE FROM "
            + tables.table(SEED)
            + " WHERE "
            + tables.own()
            + " AND seed = "
            + tables.dialect().text(seed));
  }

  /** Notes the file that a seed is loaded from. */
  public Statement note(String seed, String columns, String content, String runId) {
    return new Statement(
        "Note the file that the seed " + seed + " is loaded from",
        "INSERT INTO "
            + tables.table(SEED)
            + " (project, target_schema, seed, "
            + "shape"
            + ", content, run_id, loaded_at)\nSELECT "
            + tables.ownValues()
            + ", "
            + tables.dialect().text(seed)
            + ", "
            + tables.dialect().text(columns)
            + ", "
            + tables.dialect().text(content)
            + ", "
            + tables.dialect().text(runId)
            + ", "
            + tables.dialect().now());
  }
}
