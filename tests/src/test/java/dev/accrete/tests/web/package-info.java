/**
 * The shipped web models against a second, independent computation in plain Java, which shares
 * nothing with their SQL, and against their own rebuilds.
 */
@NullMarked
package dev.accrete.tests.web;

import org.jspecify.annotations.NullMarked;
