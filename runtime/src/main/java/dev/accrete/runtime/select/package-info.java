/** Which models a command is about: dbt's node selection, over the graph of a compiled project. */
@NullMarked
package dev.accrete.runtime.select;

import org.jspecify.annotations.NullMarked;
