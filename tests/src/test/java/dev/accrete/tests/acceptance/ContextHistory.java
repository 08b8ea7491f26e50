package dev.accrete.tests.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random history of events and contexts: contexts a batch before their event and long after it,
 * without any, without an id; events again under other stamps; rows that are deleted; runs of some
 * models, runs in whose midst rows come, scripts.
 */
public final class ContextHistory {
  private final Warehouse warehouse;
  private final Contexts contexts;
  private final Random random;
  private final boolean deletes;
  private final List<String> told = new ArrayList<>();
  private int ids;
  private int stamps;
  private int rebuilt;
  private int incremental;

  /**
   * A history over empty tables.
   *
   * @param deletes whether rows leave now and then
   */
  public ContextHistory(Warehouse warehouse, long seed, boolean deletes) {
    this.warehouse = warehouse;
    this.contexts = new Contexts(warehouse);
    this.random = new Random(seed);
    this.deletes = deletes;
  }

  /** How many runs of a model, after the first, took in changes by their keys. */
  public int incremental() {
    return incremental;
  }

  /** How many rebuilt a table. */
  public int rebuilt() {
    return rebuilt;
  }

  /** Plays some steps; after each, tables that are up to date are compared with their SELECTs. */
  public void play(int steps) {
    arrive();
    arrive();
    contexts.compared("first run");
    for (int step = 0; step < steps; step++) {
      step();
    }
  }

  private void step() {
    int kind = random.nextInt(20);
    if (deletes && kind < 3) {
      delete();
      return;
    }
    for (int i = random.nextInt(3); i >= 0; i--) {
      arrive();
    }
    if (kind < 6) {
      told("a run of some models");
      contexts.run(warehouse.models().get(random.nextInt(3)));
    } else if (kind < 8) {
      told("the script");
      warehouse.play(warehouse.project().run());
      Oracle.assertUpToDate(warehouse, when());
    } else if (kind < 11) {
      told("a run in whose midst rows come");
      count(contexts.run(intruder()));
    } else {
      compared();
    }
  }

  /** After whatever went before, one run that nothing disturbs. */
  private void compared() {
    told("a run");
    count(contexts.compared(when()));
  }

  private void count(Map<String, RunStrategy> strategies) {
    for (RunStrategy strategy : strategies.values()) {
      rebuilt += strategy == RunStrategy.FULL ? 1 : 0;
      incremental += strategy == RunStrategy.FULL || strategy == RunStrategy.NONE ? 0 : 1;
    }
  }

  private RunListener intruder() {
    int at = random.nextInt(80);
    int times = 1 + random.nextInt(2);
    int[] statements = {0};
    return new RunListener() {
      @Override
      public void before(String purpose, String sql) {
        int now = statements[0]++;
        if (now == at || times == 2 && now == at + 15) {
          arrive();
        }
      }
    };
  }

  private void arrive() {
    switch (random.nextInt(10)) {
      case 0 -> page(someId());
      case 1 -> agent(someId());
      case 2 -> {
        page("e" + (ids + 1 + random.nextInt(4)));
        agent("e" + (ids + 1 + random.nextInt(4)));
      }
      case 3 -> page(random.nextBoolean() ? "NULL" : "never" + random.nextInt(9));
      case 4 -> event(someId(), stamp(-random.nextInt(300)));
      case 5 -> event(someId(), stamp(random.nextInt(200)));
      case 6 -> event("e" + ++ids, random.nextBoolean() ? "NULL" : stamp(-random.nextInt(300)));
      default -> batch();
    }
  }

  private void batch() {
    stamps += 1 + random.nextInt(50);
    for (int i = random.nextInt(4); i >= 0; i--) {
      String id = "e" + ++ids;
      event(id, stamp(0));
      if (random.nextInt(4) > 0) {
        page(id);
      }
      if (random.nextInt(3) > 0) {
        agent(id);
      }
    }
  }

  private String stamp(int from) {
    return Integer.toString(stamps + from);
  }

  private String someId() {
    return "e" + (1 + random.nextInt(Math.max(ids, 1)));
  }

  private void event(String id, String stamp) {
    told("event " + id + " at " + stamp);
    contexts.events(stamp, id, "p" + random.nextInt(6));
  }

  private void page(String id) {
    told("page of " + id);
    contexts.page(id, "/" + random.nextInt(12), random.nextInt(100));
  }

  private void agent(String id) {
    told("agent of " + id);
    contexts.agent(id, "a" + random.nextInt(8));
  }

  /** Nothing else happens between two freezes: the counts of a batch show the sum alone. */
  private void delete() {
    compared();
    String statement =
        switch (random.nextInt(4)) {
          case 0 -> "DELETE FROM atomic.events WHERE event_id = '" + someId() + "'";
          case 1 -> "DELETE FROM atomic.agents WHERE root_id = '" + someId() + "'";
          case 2 -> "DELETE FROM atomic.pages WHERE root_id IS NULL OR root_id LIKE 'never%'";
          default -> "DELETE FROM atomic.pages WHERE root_id = '" + someId() + "'";
        };
    told(statement);
    long gone = warehouse.execute(statement);
    told(gone + " rows went; a run");
    Map<String, RunStrategy> strategies = contexts.compared(when());
    if (gone > 0) {
      assertThat(strategies.values()).as(when()).contains(RunStrategy.FULL);
    }
  }

  private void told(String what) {
    told.add(what);
  }

  private String when() {
    return "after " + String.join("; ", told.subList(Math.max(0, told.size() - 60), told.size()));
  }
}
