package dev.accrete.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What another thread cancels is the statement that it found, and no later one. */
class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch cancelling = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger cancelled = new AtomicInteger();

  /** A statement whose driver takes its time to cancel it. */
  private Statement statement() {
    return (Statement)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Statement.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("cancel")) {
                cancelled.incrementAndGet();
                cancelling.countDown();
                goOn.await(20, TimeUnit.SECONDS);
              }
              return null;
            });
  }

  @Test
  void statementThatIsBeingCancelledEndsAfterThat() throws Exception {
    cancellation.began(statement());
    CompletableFuture<Void> cancel = CompletableFuture.runAsync(cancellation::cancel);
    assertThat(cancelling.await(20, TimeUnit.SECONDS)).isTrue();
    CountDownLatch ended = new CountDownLatch(1);
    CompletableFuture<Void> next =
        CompletableFuture.runAsync(
            () -> {
              cancellation.ended();
              ended.countDown();
            });
    assertThat(ended.await(300, TimeUnit.MILLISECONDS)).as("the next one begins").isFalse();
    goOn.countDown();
    next.get(20, TimeUnit.SECONDS);
    cancel.get(20, TimeUnit.SECONDS);
    assertThat(cancellation.stops()).isTrue();
  }

  @Test
  void whatIsNeededIsLeftAlone() {
    goOn.countDown();
    cancellation.need();
    cancellation.began(statement());
    cancellation.cancel();
    assertThat(cancelled).hasValue(0);
    assertThat(cancellation.stops()).isFalse();
    cancellation.ended();
    cancellation.needNoMore();
    assertThat(cancellation.stops()).isTrue();
  }
}
