package dev.accrete.compiler.translate;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/**
 * What has been said of nodes, so that each part of a long sum is looked at once. Columns may be
 * made of themselves: what is said while that is being found out is not kept, as it may be another
 * thing where one begins elsewhere.
 */
final class Answers<A> {
  private final Map<SqlNode, A> known = new IdentityHashMap<>();
  private final Names names;

  Answers(Names names) {
    this.names = names;
  }

  /** Names that are being looked at, and whether one of them was met again. */
  static final class Names {
    private final Set<String> open = new HashSet<>();
    private boolean met;

    /** Whether a name is not being looked at already. */
    boolean open(String name) {
      boolean isNew = open.add(name);
      met |= !isNew;
      return isNew;
    }

    void close(String name) {
      open.remove(name);
      met &= !open.isEmpty();
    }
  }

  /** What was said of a node; null where nothing was kept. */
  @Nullable A of(SqlNode node) {
    return known.get(node);
  }

  /** To be called before a node is looked at; what it returns goes into {@link #keep}. */
  boolean begin() {
    boolean before = names.met;
    names.met = false;
    return before;
  }

  /** Keeps what was found out of a node, if it holds wherever one asks. */
  A keep(SqlNode node, A answer, boolean before) {
    if (!names.met) {
      known.put(node, answer);
    }
    names.met |= before;
    return answer;
  }
}
