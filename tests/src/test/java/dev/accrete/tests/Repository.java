package dev.accrete.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository and its built jar lie, seen from a test that Maven or an IDE started. */
public final class Repository {
  private Repository() {}

  /** The folder of the parent pom and the launcher. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("accrete"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("the tests run outside the repository");
      }
      folder = parent;
    }
    return folder;
  }

  /** The runnable jar of this build; it may be absent where the runtime was not packaged. */
  public static Path runnableJar() {
    return root().resolve("runtime").resolve("target").resolve("accrete.jar");
  }
}
