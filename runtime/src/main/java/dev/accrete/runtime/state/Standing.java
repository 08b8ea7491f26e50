package dev.accrete.runtime.state;

import java.util.Map;
import java.util.Optional;

/**
 * Where one model stands.
 *
 * @param version its version row, absent where it was never built
 * @param positions by input
 */
public record Standing(Optional<ModelVersion> version, Map<String, Position> positions) {
  public Standing {
    positions = Map.copyOf(positions);
  }

  /** Its version, 0 where it was never built. */
  public long versionNumber() {
    return version.map(ModelVersion::version).orElse(0L);
  }

  /** Whether its table was ever filled. */
  public boolean isBuilt() {
    return versionNumber() > 0;
  }
}
