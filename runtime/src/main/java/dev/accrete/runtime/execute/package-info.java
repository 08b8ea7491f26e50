/**
 * Carries out plans: one freeze, then each model in graph order, staged outside and committed in
 * one short transaction.
 */
@NullMarked
package dev.accrete.runtime.execute;

import org.jspecify.annotations.NullMarked;
