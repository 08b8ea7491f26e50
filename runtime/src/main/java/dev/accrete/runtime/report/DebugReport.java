package dev.accrete.runtime.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code debug --format json} prints; what could not be found out is null.
 *
 * @param accreteVersion the version
 * @param java the Java that runs it
 * @param system the operating system
 * @param project the project's folder
 * @param projectName its name
 * @param compiles whether it compiles
 * @param target the target's name
 * @param engine its engine
 * @param settings its connection settings as written, without secrets
 * @param connected whether the connection worked
 * @param connection the engine's version, or why it failed
 */
public record DebugReport(
    String accreteVersion,
    String java,
    String system,
    @Nullable String project,
    @Nullable String projectName,
    @Nullable Boolean compiles,
    @Nullable String target,
    @Nullable String engine,
    Map<String, String> settings,
    @Nullable Boolean connected,
    @Nullable String connection) {
  public DebugReport {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
