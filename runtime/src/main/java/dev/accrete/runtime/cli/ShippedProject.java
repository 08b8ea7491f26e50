package dev.accrete.runtime.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies the projects that are shipped as resources; each lists its files, as a jar cannot be
 * listed portably.
 */
final class ShippedProject {
  /** The projects that there are. */
  static final List<String> NAMES = List.of("starter", "web");

  private static final String PLACE = "/dev/accrete/models/";

  private ShippedProject() {}

  /** Copies a project into a folder and returns the paths of its files. */
  static List<String> copy(String name, Path folder) throws IOException {
    List<String> files =
        read(PLACE + name + "/files.txt").lines().filter(l -> !l.isBlank()).toList();
    for (String file : files) {
      Path copy = folder.resolve(file).normalize();
      if (!copy.startsWith(folder)) {
        throw new IOException("the shipped project " + name + " names " + file);
      }
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, read(PLACE + name + "/" + file));
    }
    return files;
  }

  private static String read(String resource) throws IOException {
    try (InputStream stream = ShippedProject.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException("the jar lacks " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
