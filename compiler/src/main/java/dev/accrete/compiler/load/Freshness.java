package dev.accrete.compiler.load;

import java.time.Duration;
import java.util.Optional;

/**
 * How old the newest row of a source may be, as dbt has it.
 *
 * @param column the timestamp that tells a row's age, folded; in UTC
 * @param warnAfter the age above which it is a warning
 * @param errorAfter the age above which it is an error
 */
public record Freshness(
    String column, Optional<Duration> warnAfter, Optional<Duration> errorAfter) {}
