package dev.accrete.compiler.load;

import java.util.Arrays;
import java.util.List;

/** The folders of a project that the compiler reads, and which of their files. */
enum ProjectFolder {
  MODELS("models", ".sql", ".yml", ".yaml"),
  MACROS("macros", ".ftl"),
  SEEDS("seeds", ".csv", ".yml", ".yaml"),
  TESTS("tests", ".sql", ".csv");

  private final String path;
  private final List<String> endings;

  ProjectFolder(String path, String... endings) {
    this.path = path;
    this.endings = List.of(endings);
  }

  String path() {
    return path;
  }

  /** Whether a file of this name is one that the compiler reads; hidden files are not. */
  boolean reads(String fileName) {
    return !fileName.startsWith(".") && endings.stream().anyMatch(fileName::endsWith);
  }

  /** Whether a path of the project belongs to this folder. */
  boolean holds(String projectPath) {
    return projectPath.startsWith(path + "/");
  }

  /** Whether the project path is a file of any of these endings in this folder. */
  boolean holds(String projectPath, String... wanted) {
    return holds(projectPath) && Arrays.stream(wanted).anyMatch(projectPath::endsWith);
  }
}
