/**
 * What a derivation says, as data: keys, routes, restrictions, methods, refusals, each with its
 * reason and place.
 */
@NullMarked
package dev.accrete.compiler.certificate;

import org.jspecify.annotations.NullMarked;
