package dev.accrete.compiler.validate;

import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Optional;

/**
 * The columns of everything that a model may read: sources as declared, models as they were
 * compiled before it.
 */
@FunctionalInterface
public interface Catalogue {

  /** The columns of a relation, by its name as in {@code ref}. */
  Optional<List<Field>> fields(String name);
}
