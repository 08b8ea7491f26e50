package dev.accrete.tests.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the shared data folder, which is beside the repository where people have it. */
public final class SharedData {
  /** For a test that is skipped. */
  public static final String ABSENT =
      "skipped: no folder ../shared/data with snowplow-web-a beside the repository"
          + " (or name one with -Daccrete.shared=…)";

  private static final String EVENTS = "snowplow-web-a";

  private SharedData() {}

  /** The folder that holds {@code snowplow-web-a}, if there is one. */
  public static Optional<Path> find() {
    String named = System.getProperty("accrete.shared");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(SharedData::holdsEvents);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path beside = at.resolve("shared").resolve("data");
      if (holdsEvents(beside)) {
        return Optional.of(beside);
      }
    }
    return Optional.empty();
  }

  private static boolean holdsEvents(Path folder) {
    return Files.isDirectory(folder.resolve(EVENTS));
  }
}
