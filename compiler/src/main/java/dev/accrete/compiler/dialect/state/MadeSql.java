package dev.accrete.compiler.dialect.state;

import static dev.accrete.compiler.dialect.state.StateTables.MADE;
import static dev.accrete.compiler.dialect.state.StateTables.MODEL_VERSION;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.List;

/**
 * Which table or view each model made, so that none of its name is replaced that somebody else did.
 *
 * <p>A model whose versions are older than this knowledge is taken for the maker of its table.
 */
public final class MadeSql {
  private final StateTables tables;

  /** What the models of one project made in one target schema. */
  public MadeSql(StateTables tables) {
    this.tables = tables;
  }

  /** The table in which this is kept. */
  public RelationName table() {
    return tables.name(MADE);
  }

  /** A query for what is known: model, table or view. */
  public String known() {
    return "SELECT model, relation FROM " + tables.table(MADE) + " WHERE " + tables.own();
  }

  /** Notes what a model made, in the transaction that makes it; what it made before is let go. */
  public List<Statement> note(String model, RelationName made) {
    String relation = relation(made);
    return List.of(
        new Statement(
            "Note that " + model + " made it",
            "UPDATE "
                + tables.table(MADE)
                + "\nSET relation = "
                + tables.dialect().text(relation)
                + ", made_at = "
                + Statement.NOW
                + "\nWHERE "
                + own(model)
                + " AND relation <> "
                + tables.dialect().text(relation)),
        new Statement(
            "",
            "INSERT INTO "
                + tables.table(MADE)
                + " (project, target_schema, model, relation, made_at)\nSELECT "
                + tables.ownValues()
                + ", "
                + tables.dialect().text(model)
                + ", "
                + tables.dialect().text(relation)
                + ", "
                + Statement.NOW
                + "\nWHERE NOT EXISTS (SELECT 1 FROM "
                + tables.table(MADE)
                + " WHERE "
                + own(model)
                + ")"));
  }

  /** Lets go what a model made. */
  public Statement forget(String model) {
    return new Statement(
        "Let its table go", "DELETE FROM " + tables.table(MADE) + "\nWHERE " + own(model));
  }

  /** A table or view, as it is noted. */
  public String relation(RelationName made) {
    return tables.dialect().catalogued(made).plain();
  }

  /** A condition that a model neither made a table or view nor may have done so. */
  public String foreign(String model, RelationName relation) {
    String noted = "SELECT 1 FROM " + tables.table(MADE) + " WHERE " + own(model);
    return "NOT EXISTS ("
        + noted
        + "\n      AND relation = "
        + tables.dialect().text(relation(relation))
        + ")\n    AND (EXISTS ("
        + noted
        + ")\n      OR NOT EXISTS (SELECT 1 FROM "
        + tables.table(MODEL_VERSION)
        + " WHERE "
        + own(model)
        + "\n        AND version > 0))";
  }

  private String own(String model) {
    return tables.own() + " AND model = " + tables.dialect().text(model);
  }
}
