package dev.accrete.tests.kills;

import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.execute.RunListener;
import dev.accrete.runtime.execute.RunRequest;
import dev.accrete.tests.acceptance.Warehouse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs of this process whose database is struck: as a statement begins, or a little later. */
final class StrikeKilling implements Killing {
  private final Supplier<Warehouse> warehouses;
  private final Site site;
  private final LastWords words;
  private final int statements;

  /** With the warehouse as it stands, which another server takes the place of. */
  StrikeKilling(Supplier<Warehouse> warehouses, Site site, Path folder, int statements) {
    this.warehouses = warehouses;
    this.site = site;
    this.words = LastWords.in(folder.resolve(RunToBeKilled.WORDS));
    this.statements = statements;
  }

  @Override
  public Hit kill(Random random) {
    words.clear();
    Warehouse warehouse = warehouses.get();
    RunRequest request =
        warehouse.request(new HashSet<>(warehouse.models())).at(random.nextInt(4) == 0 ? 3 : 1);
    Struck struck =
        new Struck(
            warehouse.models().size(),
            1 + random.nextInt(statements),
            random.nextInt(4) * random.nextInt(1_000_000));
    try {
      warehouse.run(struck, request);
      struck.over();
    } catch (EngineException e) {
      struck.over();
    }
    return struck.hit;
  }

  /** Strikes from another thread, or, without a delay, before the statement is sent. */
  private final class Struck extends Witness {
    private final int at;
    private final long delay;
    private CompletableFuture<Void> strike = CompletableFuture.completedFuture(null);
    private volatile Hit hit = new Hit(Moment.ENDED, "", 0);

    Struck(int models, int at, long delay) {
      super(words, models);
      this.at = at;
      this.delay = delay;
    }

    @Override
    public void before(String purpose, String sql) {
      super.before(purpose, sql);
      if (statements() == at) {
        strike = CompletableFuture.runAsync(this::strike);
        if (delay == 0) {
          strike.join();
        }
      }
    }

    private void strike() {
      try {
        TimeUnit.NANOSECONDS.sleep(delay);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      hit = Hit.of(words);
      site.strike();
    }

    void over() {
      strike.join();
    }
  }

  /** Counts the statements of a run to its end. */
  static int statements(Warehouse warehouse) {
    int[] count = {0};
    warehouse.run(
        new RunListener() {
          @Override
          public void before(String purpose, String sql) {
            count[0]++;
          }
        });
    return count[0];
  }
}
