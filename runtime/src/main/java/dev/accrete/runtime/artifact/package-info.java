/**
 * What stays behind on disk: the files of {@code target/}, written whole or not at all, never
 * outside the project.
 */
@NullMarked
package dev.accrete.runtime.artifact;

import org.jspecify.annotations.NullMarked;
