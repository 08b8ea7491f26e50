package dev.accrete.runtime.engine;

import dev.accrete.compiler.dialect.Dialect;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A database whose sessions can be cancelled from outside of the threads that use them. */
public final class CancellableDatabase implements Database {
  private final Database database;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;
  private volatile boolean cancelled;

  /** The same database, whose sessions it closes. */
  public CancellableDatabase(Database database) {
    this.database = database;
  }

  /**
   * Cancels what runs over any session, and all that would follow there and over sessions yet to be
   * opened, but for what a session needs ({@link Session#needed}). To be said again until the work
   * has ended: a statement may have been on its way.
   */
  public void cancel() {
    cancelled = true;
    sessions.forEach(Session::cancel);
  }

  /** Whether work may be under way. */
  public boolean isOpen() {
    return open;
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public Session session(String comment, StatementListener listener) {
    sessions.removeIf(Session::isClosed);
    Session session = database.session(comment, listener);
    sessions.add(session);
    if (cancelled) {
      session.cancel();
    }
    return session;
  }

  @Override
  public RowAppender appender(Session session, String stage, List<Column> columns) {
    RowAppender rows = database.appender(session, stage, columns);
    return new RowAppender() {
      @Override
      public void append(@Nullable Object[] values) {
        session.requireWanted("append rows");
        rows.append(values);
      }

      @Override
      public void close() {
        rows.close();
      }
    };
  }

  @Override
  public void close() {
    database.close();
    open = false;
  }
}
