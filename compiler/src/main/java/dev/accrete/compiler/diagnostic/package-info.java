/** What Accrete tells people about their files: codes, severities, places and hints, as values. */
@NullMarked
package dev.accrete.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
