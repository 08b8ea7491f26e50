package dev.accrete.compiler.explain;

import static dev.accrete.compiler.tree.Trees.as;
import static dev.accrete.compiler.tree.Trees.col;
import static dev.accrete.compiler.tree.Trees.eq;
import static dev.accrete.compiler.tree.Trees.f;
import static dev.accrete.compiler.tree.Trees.filter;
import static dev.accrete.compiler.tree.Trees.group;
import static dev.accrete.compiler.tree.Trees.infix;
import static dev.accrete.compiler.tree.Trees.left;
import static dev.accrete.compiler.tree.Trees.lit;
import static dev.accrete.compiler.tree.Trees.nullSafe;
import static dev.accrete.compiler.tree.Trees.plain;
import static dev.accrete.compiler.tree.Trees.project;
import static dev.accrete.compiler.tree.Trees.scan;
import static dev.accrete.compiler.tree.Trees.touched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.State;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelationTextTest {
  private final Scan events = scan(1, "atomic.events", "session", "uid");
  private final Scan users = scan(2, "users", "id", "country");

  private static String text(Relation relation) {
    return new RelationText(Labels.of(relation)).of(relation);
  }

  @Test
  void aRouteIsAnOutline() {
    Relation set = project(users.in(State.CHANGED), col(0));
    assertThat(text(project(plain(events, List.of(col(1)), set), col(0))))
        .isEqualTo(
            """
            events.session of
              rows whose events.uid is one of those below, from
                current rows of events
              among
                users.id of
                  changed rows of users\
            """);
  }

  @Test
  void aRestrictionSpeaksOfTouchedKeys() {
    Relation needed = nullSafe(events.in(State.CURRENT_AND_REMOVED), List.of(col(0)), touched("s"));
    assertThat(text(needed))
        .isEqualTo(
            """
            rows whose events.session is, NULL matching NULL, one of those below, from
              current and removed rows of events
            among
              the touched keys\
            """);
  }

  @Test
  void aModelIsAnOutline() {
    Relation joined = left(events, users, eq(col(1), col(2)));
    Relation kept = filter(joined, infix(col(3), "<>", lit("'x'")));
    assertThat(text(group(kept, List.of(as("s", col(0))), List.of(as("n", f("COUNT", col(1)))))))
        .isEqualTo(
            """
            one row per events.session of
              where users.country <> 'x'
                left join on events.uid = users.id
                  current rows of events
                  current rows of users\
            """);
  }
}
