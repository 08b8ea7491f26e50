package dev.accrete.runtime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import dev.accrete.runtime.engine.duckdb.DuckDbDatabase;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditionTest {
  private static final List<Column> COLUMNS = List.of(new Column("k", "k", ValueKind.INTEGER));
  private static final String SHOWS = "SELECT k FROM ${ref('raw.s1')}";
  private static final int TRIES = 40;

  @Test
  void takesTheDraftThatHasRowsAndChanges() {
    assertThat(picked("SELECT k FROM ${ref('raw.s1')} WHERE k > 100", "SELECT 1 AS k", SHOWS))
        .isGreaterThan(TRIES / 2);
  }

  @Test
  void takesNoDraftThatOutgrowsItsInputsOrIsVeryLong() {
    String product =
        "SELECT a.k FROM ${ref('raw.s1')} AS a, ${ref('raw.s1')} AS b, ${ref('raw.s1')} AS c";
    String longOne = SHOWS + (" UNION ALL " + SHOWS).repeat(6);
    assertThat(picked(product, longOne, SHOWS)).isGreaterThan(TRIES / 2);
  }

  @Test
  void looksThroughModelsThatAreRead() {
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session session = database.session("test", StatementListener.NONE)) {
      Audition audition = new Audition(session, new Chance(1));
      audition.source("raw.s1", COLUMNS);
      audition.pick(() -> new Query(SHOWS, COLUMNS));
      audition.named("m1", true);
      String reads = "SELECT k FROM ${ref('m1')}";
      assertThat(audition.pick(() -> new Query(reads, COLUMNS)).sql()).isEqualTo(reads);
      audition.named("m2", false);
      assertThat(
              session.query("look", "SELECT COUNT(*) FROM audition.\"m1 3\"", row -> row.text(1)))
          .containsExactly("12");
    }
  }

  /** How often the last of three drafts is picked; a first one may be taken unseen. */
  private static long picked(String first, String second, String third) {
    long picked = 0;
    try (DuckDbDatabase database = DuckDbDatabase.inMemory();
        Session session = database.session("test", StatementListener.NONE)) {
      for (int seed = 1; seed <= TRIES; seed++) {
        Audition audition = new Audition(session, new Chance(seed));
        audition.source("raw.s1", COLUMNS);
        Iterator<String> drafts = List.of(first, second, third, third, third, third).iterator();
        Query query = audition.pick(() -> new Query(drafts.next(), COLUMNS));
        picked += query.sql().equals(third) ? 1 : 0;
      }
    }
    return picked;
  }
}
