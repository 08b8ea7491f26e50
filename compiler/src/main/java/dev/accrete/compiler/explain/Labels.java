package dev.accrete.compiler.explain;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Short names of the readings of a model: a relation's last part, numbered where several readings
 * share it.
 */
public final class Labels {
  private final Map<Integer, String> byReference;

  private Labels(Map<Integer, String> byReference) {
    this.byReference = byReference;
  }

  /** The labels of all readings in a relation. */
  public static Labels of(Relation root) {
    Map<String, Set<Integer>> readings = new LinkedHashMap<>();
    collect(root, readings);
    Map<Integer, String> labels = new TreeMap<>();
    readings.forEach(
        (name, references) ->
            references.forEach(r -> labels.put(r, references.size() == 1 ? name : name + "#" + r)));
    return new Labels(labels);
  }

  private static void collect(Relation relation, Map<String, Set<Integer>> readings) {
    if (relation instanceof Scan scan) {
      readings.computeIfAbsent(lastPart(scan), n -> new TreeSet<>()).add(scan.reference());
    }
    relation.inputs().forEach(i -> collect(i, readings));
  }

  /** The label of a reading. */
  public String of(Scan scan) {
    return byReference.getOrDefault(scan.reference(), lastPart(scan));
  }

  private static String lastPart(Scan scan) {
    return scan.relation().substring(scan.relation().lastIndexOf('.') + 1);
  }
}
