/**
 * The rules of the derivation: one class each, named as a sentence. {@link
 * dev.accrete.compiler.derive.rule.Rules} lists them in order.
 */
@NullMarked
package dev.accrete.compiler.derive.rule;

import org.jspecify.annotations.NullMarked;
