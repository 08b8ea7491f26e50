package dev.accrete.compiler.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done around a table or view, besides its rows.
 *
 * @param preHook statements before it, in order
 * @param postHook statements after it, in order
 * @param grants privilege, in lower case, to those who have it, as written
 */
public record HooksAndGrants(
    List<Hook> preHook, List<Hook> postHook, Map<String, List<String>> grants) {
  /** Nothing. */
  public static final HooksAndGrants NONE = new HooksAndGrants(List.of(), List.of(), Map.of());

  public HooksAndGrants {
    preHook = List.copyOf(preHook);
    postHook = List.copyOf(postHook);
    grants = Collections.unmodifiableMap(new LinkedHashMap<>(grants));
  }

  /**
   * What a project says of all its models, and one of them of itself: its hooks come behind, its
   * word on a privilege counts.
   */
  HooksAndGrants and(HooksAndGrants own) {
    Map<String, List<String>> all = new LinkedHashMap<>(grants);
    all.putAll(own.grants);
    return new HooksAndGrants(both(preHook, own.preHook), both(postHook, own.postHook), all);
  }

  private static List<Hook> both(List<Hook> first, List<Hook> second) {
    List<Hook> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
