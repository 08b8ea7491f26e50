/** Data tests: carried out by themselves, or on tables before their commit. */
@NullMarked
package dev.accrete.runtime.datatest;

import org.jspecify.annotations.NullMarked;
