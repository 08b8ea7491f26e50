package dev.accrete.tests.fuzz;

import java.util.Map;
import java.util.TreeMap;

/**
 * A project that compiles or says what is wrong with it, and the file of it that is damaged.
 *
 * @param name where it comes from, for messages
 * @param files its texts by path
 * @param path the file to damage
 */
record Seed(String name, Map<String, String> files, String path) {
  Seed {
    files = Map.copyOf(files);
  }

  String text() {
    return files.get(path);
  }

  /** The project with another text in place of the file's. */
  Map<String, String> with(String text) {
    Map<String, String> changed = new TreeMap<>(files);
    changed.put(path, text);
    return changed;
  }

  @Override
  public String toString() {
    return name;
  }
}
