package dev.accrete.compiler.certificate;

import dev.accrete.compiler.source.Origin;

/**
 * One step of a derivation.
 *
 * @param rule the rule's name, a sentence in camel case
 * @param sentence why the step is sound here
 * @param origin the operator that the rule went through
 */
public record Step(String rule, String sentence, Origin origin) {}
