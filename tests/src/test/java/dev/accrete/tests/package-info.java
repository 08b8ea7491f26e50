/**
 * What crosses the modules: golden cases, equivalence, engines, faults, architecture, packaging.
 */
@NullMarked
package dev.accrete.tests;

import org.jspecify.annotations.NullMarked;
