/**
 * Generated sample events: Snowplow web events with all that makes them hard, the same for a seed.
 *
 * <p>A session is a function of the seed and of where it begins, so a session of which rows come in
 * a later load is kept as its beginning and generated again there: memory grows with the visitors,
 * not with the events.
 */
@NullMarked
package dev.accrete.runtime.sample;

import org.jspecify.annotations.NullMarked;
