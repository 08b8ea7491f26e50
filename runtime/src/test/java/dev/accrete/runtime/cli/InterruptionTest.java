package dev.accrete.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.runtime.cli.terminal.Capabilities;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a process goes on that is asked to end. */
class InterruptionTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CountDownLatch sent = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Interruption interruption = new Interruption(shell(), Duration.ofSeconds(1));

  @AfterEach
  void end() {
    goOn.countDown();
    interruption.over();
  }

  private Shell shell() {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Shell(
        Map.of(),
        Path.of(""),
        InputStream.nullInputStream(),
        stream,
        stream,
        Capabilities.PLAIN,
        Capabilities.PLAIN,
        Clock.systemUTC());
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** A database behind a dead network: neither statements nor cancels come back. */
  private final class Unreachable implements Database {
    @Override
    public Dialect dialect() {
      return new DuckDbDialect();
    }

    @Override
    public Session session(String comment, StatementListener listener) {
      Statement statement =
          proxy(
              Statement.class,
              (self, method, arguments) -> {
                switch (method.getName()) {
                  case "execute" -> sent.countDown();
                  case "cancel" -> cancelled.countDown();
                  default -> {
                    return method.getReturnType() == long.class ? -1L : null;
                  }
                }
                goOn.await(60, TimeUnit.SECONDS);
                return method.getReturnType() == boolean.class ? false : null;
              });
      Connection connection =
          proxy(
              Connection.class,
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "createStatement" -> statement;
                    case "isClosed" -> false;
                    default -> null;
                  });
      return new Session(connection, comment, listener, failure -> false);
    }

    @Override
    public RowAppender appender(Session session, String stage, List<Column> columns) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Test
  void processEndsThoughTheDriverDoesNotComeBackFromItsCancel() throws Exception {
    Database database = interruption.watch(new Unreachable());
    Session session = database.session("test", StatementListener.NONE);
    CompletableFuture<Long> statement =
        CompletableFuture.supplyAsync(() -> session.execute("test", "SELECT 1"));
    assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    CompletableFuture.runAsync(interruption::interrupt).get(20, TimeUnit.SECONDS);
    assertThat(cancelled.getCount()).as("it was tried").isZero();
    assertThat(statement).isNotDone();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("cancelling what runs on the database")
        .contains("the database has not stopped in 1 seconds");
  }

  @Test
  void commandWhoseDatabaseIsClosedWritesItsResults() throws Exception {
    interruption.watch(new Unreachable()).close();
    CompletableFuture<Void> hook = CompletableFuture.runAsync(interruption::interrupt);
    Thread.sleep(300);
    assertThat(hook).as("it waits").isNotDone();
    interruption.over();
    hook.get(2, TimeUnit.SECONDS);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
