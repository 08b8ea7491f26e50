package dev.accrete.tests.equivalence;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Single faults of the claim of what has arrived in landing tables. */
final class ClaimMutants {
  static final List<Mutant> ALL =
      List.of(
          claims(
              "claims are not counted against the source",
              "a count that batch does not explain rebuilds readers (runtime 2.4)",
              one(
                  sql ->
                      sql.contains("\"strangers in ")
                          ? sql.replaceFirst(
                              "(?s)SELECT CAST\\(COUNT\\(\\*\\) - COALESCE.*",
                              "SELECT CAST(0 AS BIGINT) AS \"rows\"")
                          : sql)),
          claims(
              "claims go on after somebody else wrote the source",
              "a count that batch does not explain rebuilds readers (runtime 2.4)",
              one(
                  sql ->
                      sql.replaceFirst(
                          "(?s)CASE WHEN \\d+ = 0 OR \"rows\" <> 0 THEN 'reset' ELSE 'rows' END",
                          "'rows'"))));

  private ClaimMutants() {}

  private static Mutant claims(
      String name, String sentence, Function<String, List<String>> rewriting) {
    return Mutant.ofStatements(
        name, "claims", sentence, Ground.of(LandingProject.FILES), () -> rewriting);
  }

  private static Function<String, List<String>> one(UnaryOperator<String> change) {
    return sql -> List.of(change.apply(sql));
  }
}
