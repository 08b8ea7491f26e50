package dev.accrete.compiler.explain;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static dev.accrete.compiler.tree.Trees.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.certificate.Step;
import dev.accrete.compiler.certificate.Strategy;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private final SourceFile file =
      new SourceFile(
          "models/sessions.sql",
          "SELECT session, MAX(u.country) AS country, COUNT(*) AS n\n"
              + "FROM events\n"
              + "LEFT JOIN users u ON uid = u.id\n"
              + "GROUP BY 1\n");
  private final Scan events = scan(1, "atomic.events", "session", "uid");
  private final Scan users = scan(2, "users", "id", "country");
  private final Relation sessions =
      group(
          left(events, users, eq(col(1), col(2))),
          List.of(as("session", col(0))),
          List.of(as("country", f("MAX", col(3))), as("n", f("COUNT", col(0)))));

  private Origin at(String text, Span... through) {
    int start = file.text().indexOf(text);
    return new Origin(new Span(file, start, start + text.length()), List.of(through));
  }

  @Test
  void tellsARecompute() {
    Relation sets = project(users.in(State.CHANGED), col(0));
    Relation needed = project(nullSafe(events, List.of(col(0)), touched("session")), col(1));
    Map<String, String> methods = new LinkedHashMap<>();
    methods.put("session", "key");
    methods.put("country", "recompute");
    methods.put("n", "recompute");
    Certificate certificate =
        new Certificate(
            List.of(Strategy.RECOMPUTE, Strategy.FULL),
            List.of(0),
            List.of(
                new Route(
                    1,
                    "atomic.events",
                    project(events.in(State.CHANGED), col(0)),
                    List.of(
                        new Step(
                            "ReadGroupKeys",
                            "a row is in the group of its own keys",
                            at("GROUP BY")))),
                new Route(
                    2, "users", project(plain(events, List.of(col(1)), sets), col(0)), List.of())),
            List.of(
                new Restriction(
                    1,
                    "atomic.events",
                    false,
                    List.of(col(0)),
                    List.of(touched("session")),
                    List.of()),
                new Restriction(2, "users", false, List.of(col(0)), List.of(needed), List.of())),
            methods,
            List.of(),
            List.of(new Certificate.RunnerUp(List.of("session", "country"), "two routes more")),
            List.of(
                new Certificate.OpenAnswer(
                    "country",
                    "strings that are equal may be spelt differently",
                    "fold their case")));
    assertThat(
            Explanation.of(
                new Explanation.Subject(
                    "sessions",
                    "Sessions with their country.",
                    List.of("session", "country", "n"),
                    sessions,
                    certificate,
                    List.of(
                        new Explanation.Script("full.sql", "SELECT 1;\n"),
                        new Explanation.Script("incremental.sql", "SELECT 2;\n")))))
        .isEqualTo(
            """
            # sessions

            Sessions with their country.

            **Strategy: recompute, else full.**

            One row per `session`. A run finds the touched ones, deletes their rows and computes them again.

            ## What a change touches

            - A changed row of `atomic.events` touches its own `events.session`.
              - a row is in the group of its own keys (ReadGroupKeys, line 4)
            - A changed row of `users` touches the `events.session` of every `events` row whose `events.uid` is among its own `users.id`.

            ```mermaid
            flowchart LR
              change1["changed rows of events"]
              through2["rows of events"]
              change3["changed rows of users"]
              key(["touched session"])
              change1 -->|"events.session"| key
              through2 -->|"events.session"| key
              change3 -->|"users.id"| through2
            ```

            ## What the touched keys are computed from

            - The rows of `atomic.events` whose `events.session` is among the touched keys.
            - The rows of `users` whose `users.id` is among the `events.uid` of every `events` row whose `events.session` is among the touched keys.

            ## Columns

            | column | brought up to date by |
            | --- | --- |
            | `session` | key |
            | `country` | recompute |
            | `n` | recompute |

            ## Other keys that would do

            - (`session`, `country`): two routes more

            ## Open answers

            SQL leaves these to the engine; the table holds one of the SELECT's answers.

            - `country`: strings that are equal may be spelt differently. To close it: fold their case.

            ## Scripts

            `full.sql`

            ```sql
            SELECT 1;
            ```

            `incremental.sql`

            ```sql
            SELECT 2;
            ```
            """);
  }

  @Test
  void tellsWhyOnlyTheFullRebuildIsSound() {
    SourceFile macros = new SourceFile("macros/m.ftl", "x\ny COUNT(*)\n");
    Origin origin = at("COUNT(*)", new Span(macros, 4, 12));
    Certificate certificate =
        new Certificate(
            List.of(Strategy.FULL),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            List.of(
                Refusal.of(RefusalCode.WINDOW_WITHOUT_PARTITION, origin, "COUNT"),
                Refusal.of(RefusalCode.NO_INPUTS, null)),
            List.of(),
            List.of());
    assertThat(
            Explanation.of(
                new Explanation.Subject(
                    "numbered", null, List.of("n"), sessions, certificate, List.of())))
        .isEqualTo(
            """
            # numbered

            **Strategy: full.** No cheaper way is known to be sound, so each run rebuilds the table.

            ## What rules out cheaper ways

            **R103**, not recompute: the window COUNT has no PARTITION BY: every row may change every other.

            ```
            models/sessions.sql:1:44
            SELECT session, MAX(u.country) AS country, COUNT(*) AS n
                                                       ^^^^^^^^
            in text that came from macros/m.ftl:2:3
            ```

            What would make it work: partition the window by a column that the model keeps.

            **R405**, not recompute: the model reads no source and no model.

            What would make it work: nothing to do: it never changes.
            """);
  }

  @Test
  void tellsAHopAndAKeyThatSeveralRowsShare() {
    Relation root = window(events, "ROW_NUMBER", List.of(col(1)), col(0));
    Relation mates =
        nullSafe(
            events.in(State.CURRENT_AND_REMOVED),
            List.of(col(1)),
            project(events.in(State.CHANGED), col(1)));
    Certificate certificate =
        new Certificate(
            List.of(Strategy.RECOMPUTE, Strategy.FULL),
            List.of(0),
            List.of(new Route(1, "atomic.events", project(mates, col(0)), List.of())),
            List.of(Restriction.whole(1, "atomic.events", List.of())),
            Map.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(
            Explanation.of(
                new Explanation.Subject(
                    "ranked", null, List.of("session", "uid", "w"), root, certificate, List.of())))
        .contains(
            "The table splits by `session`, which several rows may share.",
            "- A changed row of `atomic.events` touches the `events.session` of every `events` row"
                + " (removed ones too) whose `events.uid` is among its own `events.uid`.",
            "- All rows of `atomic.events`.");
  }
}
