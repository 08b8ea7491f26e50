package dev.accrete.compiler.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column of a relation.
 *
 * @param name the name, folded as the dialect folds it
 * @param type the SQL type where it is known, such as {@code varchar(36)}, else null
 * @param nullable false only where a declaration claims it; never inferred
 */
public record Field(String name, @Nullable String type, boolean nullable) {
  public Field {
    Objects.requireNonNull(name, "name");
  }

  /** A nullable field of unknown type. */
  public static Field named(String name) {
    return new Field(name, null, true);
  }
}
