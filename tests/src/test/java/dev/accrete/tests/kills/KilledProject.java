package dev.accrete.tests.kills;

import dev.accrete.tests.engines.KitModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Some of the models that an engine has to pass, so that a run is short. */
final class KilledProject {
  /** What belongs together, by the names of models; each reads what stands before it. */
  private static final List<List<String>> GROUPS =
      List.of(
          List.of("visited"),
          List.of("visits_of_all", "known_visits"),
          List.of("per_customer"),
          List.of("named"),
          List.of("totals"),
          List.of("people"),
          List.of("regions", "seen"),
          List.of("regions", "priced", "latest"));

  private KilledProject() {}

  /** The texts of a project by path: three groups of models, drawn at random. */
  static Map<String, String> some(Random random, String target) {
    List<List<String>> groups = new ArrayList<>(GROUPS);
    Collections.shuffle(groups, random);
    Map<String, String> all = KitModels.project(target);
    Map<String, String> files = new TreeMap<>();
    for (String path : List.of("accrete.yml", "models/sources.yml")) {
      files.put(path, all.get(path));
    }
    for (List<String> group : groups.subList(0, 3)) {
      for (String model : group) {
        String path = "models/" + model + ".sql";
        files.put(path, all.get(path));
      }
    }
    return files;
  }

  static void write(Map<String, String> files, Path folder) {
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
