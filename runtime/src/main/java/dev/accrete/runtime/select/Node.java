package dev.accrete.runtime.select;

import java.util.List;
import java.util.Map;

/**
 * A model or a source, with everything that a selector can ask of it.
 *
 * @param name as {@code ref} has it; unique in the project
 * @param kind model or source
 * @param path the file that declares it, relative to the project, with {@code /} between its parts
 * @param fqn the project, the folders below {@code models/}, then the name; a source's schema and
 *     table instead
 * @param tags the tags
 * @param config what the front matter says, nested maps included
 * @param strategy the first sound strategy, or empty where there is none
 * @param refusals the codes of its refusals
 * @param parents the names of what it reads
 */
public record Node(
    String name,
    Kind kind,
    String path,
    List<String> fqn,
    List<String> tags,
    Map<String, Object> config,
    String strategy,
    List<String> refusals,
    List<String> parents) {
  public Node {
    fqn = List.copyOf(fqn);
    tags = List.copyOf(tags);
    config = Map.copyOf(config);
    refusals = List.copyOf(refusals);
    parents = List.copyOf(parents);
  }

  /** What a node is. */
  public enum Kind {
    MODEL,
    SOURCE,
    /** A data test, which reads what it is about. */
    TEST
  }

  /** The name of its file, without the folders. */
  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
