/**
 * Step 2 of 8: renders each model's FreeMarker template to one SELECT, and keeps the place that
 * each character came from.
 */
@NullMarked
package dev.accrete.compiler.template;

import org.jspecify.annotations.NullMarked;
