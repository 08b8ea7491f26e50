/** The stand-alone scripts, carried out by plain JDBC as a client without Accrete would. */
@NullMarked
package dev.accrete.tests.scripts;

import org.jspecify.annotations.NullMarked;
