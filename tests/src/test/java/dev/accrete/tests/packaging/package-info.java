/** The runnable jar: that what the poms leave out of it is not missed. */
@NullMarked
package dev.accrete.tests.packaging;

import org.jspecify.annotations.NullMarked;
