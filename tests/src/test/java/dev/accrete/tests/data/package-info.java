/** Real events for acceptance runs, made harder by a seeded script, and cut into loads. */
@NullMarked
package dev.accrete.tests.data;

import org.jspecify.annotations.NullMarked;
