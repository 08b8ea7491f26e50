package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.LoadSql;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import dev.accrete.runtime.engine.StatementListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Loads files into a source's table, which it creates from the declared columns where absent.
 *
 * <p>One call is one transaction. Files without the {@code loaded_at} column are one batch
 * together, stamped with the moment of the call.
 */
public final class SourceLoader {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");

  private final Database database;
  private final Clock clock;
  private final StatementListener listener;

  /** A loader over a database that was opened for a load. */
  public SourceLoader(Database database, Clock clock, StatementListener listener) {
    this.database = database;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Loads all files or none.
   *
   * @throws EngineException if the database refuses
   * @throws IOException if a file cannot be read
   */
  public LoadOutcome load(LoadRequest request) throws IOException {
    return load(request, session -> {}, session -> {});
  }

  /**
   * The same with what is done in the same transaction.
   *
   * @param before before anything else
   * @param after once the rows are in the table
   */
  LoadOutcome load(LoadRequest request, Consumer<Session> before, Consumer<Session> after)
      throws IOException {
    try (Session session = database.session("accrete load", listener)) {
      session.begin();
      try {
        before.accept(session);
        LoadOutcome outcome = inTransaction(session, request);
        if (outcome.succeeded()) {
          after.accept(session);
          session.commit();
        } else {
          session.rollback();
        }
        return outcome;
      } catch (IOException | RuntimeException e) {
        session.rollback();
        throw e;
      }
    }
  }

  private LoadOutcome inTransaction(Session session, LoadRequest request) throws IOException {
    SourceDeclaration source = request.source();
    LoadSql sql = new LoadSql(database.dialect(), request.into());
    create(session, source, sql);
    if (request.landing().isPresent()) {
      create(session, source, new LoadSql(database.dialect(), request.table()));
    }
    session.execute("create the staging table", sql.stage(source.columns()));
    Problems problems = new Problems();
    stageAll(session, request, sql, problems);
    if (problems.any()) {
      return problems.outcome();
    }
    long[] stamps = countStamps(session, source.loadedAt(), sql);
    if (request.replace()) {
      session.execute("empty " + source.name(), sql.empty());
    }
    long rows = session.execute("append to " + source.name(), sql.append(names(source)));
    session.execute("drop the staging table", sql.drop());
    // What stands in a landing table was not read yet, so no batch of it is read again.
    long reopened = request.landing().isPresent() ? 0 : stamps[1];
    return new LoadOutcome(rows, stamps[0], reopened, List.of(), 0);
  }

  private static void create(Session session, SourceDeclaration source, LoadSql sql) {
    session.execute("create the schema of " + source.name(), sql.createSchema());
    session.execute("create the table of " + source.name(), sql.createTable(source.columns()));
  }

  private void stageAll(Session session, LoadRequest request, LoadSql sql, Problems problems)
      throws IOException {
    String now = TIMESTAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    CsvStage csv = new CsvStage(database, session, request, LocalDateTime.parse(now, TIMESTAMP));
    ParquetStage parquet = new ParquetStage(session, request, sql, now);
    for (Path file : request.files()) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet")) {
        parquet.stage(file, problems);
      } else {
        csv.stage(file, problems);
      }
    }
  }

  private static long[] countStamps(Session session, Optional<LoadedAt> loadedAt, LoadSql sql) {
    if (loadedAt.isEmpty()) {
      return new long[] {0, 0};
    }
    return session
        .first(
            "count the stamps",
            sql.countStamps(loadedAt.get().column()),
            row -> new long[] {row.number(1), row.number(2)})
        .orElseThrow();
  }

  private static List<String> names(SourceDeclaration source) {
    return source.columns().stream().map(Column::name).toList();
  }
}
