package dev.accrete.runtime.load;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the files, as much of it as somebody will read. */
final class Problems {
  private static final int LISTED = 20;

  private final List<String> listed = new ArrayList<>();
  private long more;

  void add(String problem) {
    if (listed.size() < LISTED) {
      listed.add(problem);
    } else {
      more++;
    }
  }

  boolean any() {
    return !listed.isEmpty();
  }

  LoadOutcome outcome() {
    return new LoadOutcome(0, 0, 0, listed, more);
  }
}
