/**
 * Beside step 6 of 8: verifies a certificate against the model's tree, sharing no code with the
 * derivation.
 *
 * <p>The idea is containment of queries, not rules. {@link Obligations} writes down, operator by
 * operator, which combinations of input rows can make an output row differ ({@link Pattern}: atoms,
 * facts about them, fields). A route or restriction is read as patterns too ({@link Offers}), and
 * {@link Containment} looks for a homomorphism: every obligation must be an instance of something
 * offered (Chandra and Merlin, 1977). So a route may offer more rows, never fewer.
 *
 * <p>A recompute over restricted inputs is checked by the same obligations: call the full inputs
 * the old state and the restricted ones the new state; then the dropped rows are the change, and
 * none of them may reach a touched key.
 *
 * <p>What is not understood is objected to.
 */
@NullMarked
package dev.accrete.compiler.check;

import org.jspecify.annotations.NullMarked;
