package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Statement;
import java.util.Optional;

/**
 * A view.
 *
 * @param create creates it, in place of the one before
 * @param replace gives one that is there its text, without dropping what others made of it; absent
 *     where the engine does that with {@code create} or cannot
 */
public record ViewPlan(Statement create, Optional<Statement> replace) {}
