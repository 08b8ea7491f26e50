package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives each data test a name of its own. */
final class TestNames {
  private TestNames() {}

  /**
   * The tests by name. Those of YAML whose names were made get a number where an earlier one, a
   * model or a source has theirs; two equal ones are one. Two files, or a file and a test of YAML,
   * may not share a name, and none may have that of a model or source: selections go by names.
   *
   * @param relations the places of models and sources by their names
   */
  static List<DataTest> unique(
      List<DataTest> tests, Map<String, Span> relations, Findings findings) {
    Map<String, DataTest> named = new LinkedHashMap<>();
    Set<List<Object>> said = new HashSet<>();
    for (DataTest test : tests) {
      if (!said.add(List.of(test.query().body(), test.outcome(), test.storeFailures()))) {
        continue; // a claim and a test that say the same are tested once
      }
      DataTest own = test;
      for (int i = 2; isTaken(own, named, relations); i++) {
        own = test.named(test.name() + "_" + i);
      }
      if (isRelation(own.name(), own.place(), relations, findings)) {
        continue;
      }
      DataTest before = named.putIfAbsent(own.name(), own);
      if (before != null) {
        findings.add(
            Diagnostic.of(Code.DUPLICATE_NAME, test.place(), "test", test.name())
                .withNote(before.place(), "the other one stands here"));
      }
    }
    List<DataTest> all = new ArrayList<>(named.values());
    all.sort(java.util.Comparator.comparing(DataTest::name));
    return all;
  }

  private static boolean isTaken(
      DataTest test, Map<String, DataTest> named, Map<String, Span> relations) {
    boolean made = test.name().startsWith(test.kind() + "_");
    return !test.kind().equals(DataTest.SQL)
        && (named.containsKey(test.name()) || made && relations.containsKey(test.name()));
  }

  /** Whether a model or source has the name of a test, which is reported. */
  static boolean isRelation(
      String name, Span place, Map<String, Span> relations, Findings findings) {
    Span relation = relations.get(name);
    if (relation != null) {
      findings.add(
          Diagnostic.of(Code.DUPLICATE_NAME, place, "node", name)
              .withNote(relation, "the other one stands here"));
    }
    return relation != null;
  }
}
