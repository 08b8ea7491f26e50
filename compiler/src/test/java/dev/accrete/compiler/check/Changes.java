package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Append;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.KeySet;
import dev.accrete.compiler.tree.Relation.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Two random states of some small tables, and an incremental run between them as a certificate
 * says.
 */
final class Changes {
  private final Map<String, List<List<@Nullable Object>>> before = new HashMap<>();
  private final Map<String, List<List<@Nullable Object>>> removed = new HashMap<>();
  private final Map<String, List<List<@Nullable Object>>> after = new HashMap<>();
  private final Map<String, List<List<@Nullable Object>>> inserted = new HashMap<>();

  Changes(Random random, List<Scan> scans) {
    for (Scan scan : scans) {
      if (!before.containsKey(scan.relation())) {
        states(random, scan.relation(), scan.fields().size());
      }
    }
  }

  private Changes() {}

  /** New rows of some relations, and nothing else. */
  static Changes growing(Random random, List<Scan> scans, List<String> growing) {
    Changes changes = new Changes();
    for (Scan scan : scans) {
      if (!changes.before.containsKey(scan.relation())) {
        changes.grow(random, scan, growing.contains(scan.relation()));
      }
    }
    return changes;
  }

  private void grow(Random random, Scan scan, boolean grows) {
    List<List<@Nullable Object>> old = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      old.add(row(random, scan.fields().size()));
    }
    List<List<@Nullable Object>> fresh = new ArrayList<>();
    for (int i = grows ? random.nextInt(4) : 0; i > 0; i--) {
      fresh.add(row(random, scan.fields().size()));
    }
    before.put(scan.relation(), old);
    removed.put(scan.relation(), List.of());
    inserted.put(scan.relation(), fresh);
    after.put(scan.relation(), both(old, fresh));
  }

  /** Whether the old rows and those that the leading readings' new rows make are all rows. */
  boolean appendEqualsFull(Relation root, Append.Growth growth) {
    List<List<@Nullable Object>> full =
        new ArrayList<>(new SmallEngine(r -> state((Scan) r)).rows(root));
    List<List<@Nullable Object>> table =
        new ArrayList<>(new SmallEngine(r -> before.get(((Scan) r).relation())).rows(root));
    table.addAll(
        new SmallEngine(
                r ->
                    growth.references().contains(((Scan) r).reference())
                        ? inserted.get(((Scan) r).relation())
                        : state((Scan) r))
            .rows(root));
    boolean sameSize = table.size() == full.size();
    table.forEach(full::remove);
    return sameSize && full.isEmpty();
  }

  private void states(Random random, String name, int width) {
    List<List<@Nullable Object>> old = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      old.add(row(random, width));
    }
    List<List<@Nullable Object>> gone = new ArrayList<>();
    List<List<@Nullable Object>> now = new ArrayList<>();
    boolean still = random.nextInt(3) == 0;
    old.forEach(r -> (!still && random.nextInt(3) == 0 ? gone : now).add(r));
    List<List<@Nullable Object>> fresh = new ArrayList<>();
    for (int i = still ? 0 : random.nextInt(3); i > 0; i--) {
      fresh.add(row(random, width));
    }
    now.addAll(fresh);
    before.put(name, old);
    removed.put(name, gone);
    inserted.put(name, fresh);
    after.put(name, now);
  }

  private static List<@Nullable Object> row(Random random, int width) {
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      row.add(random.nextInt(4) == 0 ? null : random.nextInt(3));
    }
    return row;
  }

  /** Whether the table after the incremental run is the full rebuild. */
  boolean incrementalEqualsFull(Relation root, Certificate certificate) {
    List<List<@Nullable Object>> touched = new ArrayList<>();
    SmallEngine engine = new SmallEngine(r -> state((Scan) r));
    for (Route route : certificate.routes()) {
      if (!removed.get(route.input()).isEmpty() || !inserted.get(route.input()).isEmpty()) {
        touched.addAll(engine.rows(route.keys()));
      }
    }
    SmallEngine restricted = new SmallEngine(r -> needed((Scan) r, certificate, touched));
    List<List<@Nullable Object>> table = new ArrayList<>();
    SmallEngine old = new SmallEngine(r -> before.get(((Scan) r).relation()));
    old.rows(root).stream().filter(r -> !touched.contains(key(r, certificate))).forEach(table::add);
    restricted.rows(root).stream()
        .filter(r -> touched.contains(key(r, certificate)))
        .forEach(table::add);
    List<List<@Nullable Object>> full = new ArrayList<>(engine.rows(root));
    table.forEach(full::remove);
    return full.isEmpty() && table.size() == engine.rows(root).size();
  }

  private List<List<@Nullable Object>> state(Scan scan) {
    List<List<@Nullable Object>> gone = removed.get(scan.relation());
    return switch (scan.state()) {
      case CURRENT -> after.get(scan.relation());
      case CHANGED -> both(gone, inserted.get(scan.relation()));
      case CURRENT_AND_REMOVED -> both(after.get(scan.relation()), gone);
      case INSERTED, SIGNED -> inserted.get(scan.relation());
    };
  }

  private List<List<@Nullable Object>> needed(
      Scan scan, Certificate certificate, List<List<@Nullable Object>> touched) {
    Restriction restriction =
        certificate.restrictions().stream()
            .filter(r -> r.reference() == scan.reference())
            .findFirst()
            .orElseThrow();
    List<List<@Nullable Object>> all = after.get(scan.relation());
    if (restriction.whole()) {
      return all;
    }
    SmallEngine engine = new SmallEngine(r -> r instanceof KeySet ? touched : state((Scan) r));
    List<List<@Nullable Object>> set = engine.rows(restriction.set().get(0));
    return all.stream()
        .filter(r -> set.contains(engine.values(restriction.expressions(), r)))
        .toList();
  }

  private static List<@Nullable Object> key(List<@Nullable Object> row, Certificate certificate) {
    List<@Nullable Object> key = new ArrayList<>();
    certificate.keyColumns().forEach(c -> key.add(row.get(c)));
    return key;
  }

  private static List<List<@Nullable Object>> both(
      List<List<@Nullable Object>> a, List<List<@Nullable Object>> b) {
    List<List<@Nullable Object>> all = new ArrayList<>(a);
    all.addAll(b);
    return Collections.unmodifiableList(all);
  }
}
