package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
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
   * The tests by name. Those of YAML whose names were made get a number where an earlier one has
   * theirs; two equal ones are one. Two files, or a file and a test of YAML, may not share a name.
   */
  static List<DataTest> unique(List<DataTest> tests, Findings findings) {
    Map<String, DataTest> named = new LinkedHashMap<>();
    Set<List<Object>> said = new HashSet<>();
    for (DataTest test : tests) {
      if (!said.add(List.of(test.query().body(), test.outcome(), test.storeFailures()))) {
        continue; // a claim and a test that say the same are tested once
      }
      DataTest own = test;
      for (int i = 2; named.containsKey(own.name()) && !test.kind().equals(DataTest.SQL); i++) {
        own = test.named(test.name() + "_" + i);
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
}
