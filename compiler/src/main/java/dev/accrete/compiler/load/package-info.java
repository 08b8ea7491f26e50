/**
 * Step 1 of 8: reads accrete.yml, models with their front matter, source declarations and macros
 * into one project.
 */
@NullMarked
package dev.accrete.compiler.load;

import org.jspecify.annotations.NullMarked;
