package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.Optional;

/**
 * A selection with a name, of {@code selectors.yml}.
 *
 * @param description for people, or empty
 * @param isDefault whether it stands in where a command line selects nothing
 * @param definition absent where it has errors, which are reported
 * @param span the place of the name
 */
public record NamedSelector(
    String name,
    String description,
    boolean isDefault,
    Optional<SelectorDefinition> definition,
    Span span) {}
