package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.DeclaredType;
import dev.accrete.compiler.dialect.LoadSql;
import dev.accrete.compiler.dialect.state.StandingSql;
import dev.accrete.compiler.load.SourceDeclaration;
import dev.accrete.runtime.csv.CsvColumn;
import dev.accrete.runtime.csv.CsvException;
import dev.accrete.runtime.csv.CsvFile;
import dev.accrete.runtime.csv.CsvProblem;
import dev.accrete.runtime.csv.CsvRow;
import dev.accrete.runtime.csv.CsvValues;
import dev.accrete.runtime.engine.Column;
import dev.accrete.runtime.engine.Database;
import dev.accrete.runtime.engine.RowAppender;
import dev.accrete.runtime.engine.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads CSV files into the staging table, row by row. */
final class CsvStage {
  private final Database database;
  private final Session session;
  private final LoadRequest request;
  private final LocalDateTime now;
  private final List<CsvColumn> columns;
  private final int stampIndex;

  CsvStage(Database database, Session session, LoadRequest request, LocalDateTime now) {
    this.database = database;
    this.session = session;
    this.request = request;
    this.now = now;
    SourceDeclaration source = request.source();
    List<CsvColumn> read = new ArrayList<>();
    int stamp = -1;
    for (SourceDeclaration.Column column : source.columns()) {
      boolean isStamp = source.loadedAt().map(l -> l.column().equals(column.name())).orElse(false);
      stamp = isStamp ? read.size() : stamp;
      read.add(new CsvColumn(column.name(), type(column), isStamp || column.nullable()));
    }
    this.columns = List.copyOf(read);
    this.stampIndex = stamp;
  }

  /** Redshift has no statement that makes SUPER of texts while they are loaded. */
  private String type(SourceDeclaration.Column column) {
    String stored = DeclaredType.on(database.dialect().engine(), column.type());
    return stored.startsWith("JSON") ? stored : column.type();
  }

  void stage(Path path, Problems problems) throws IOException {
    try (CsvFile file = CsvFile.open(path)) {
      CsvValues.Matched matched =
          CsvValues.match(file, columns, request.lengths(), request.ignoreExtra());
      matched.problems().forEach(problem -> problems.add(problem.text()));
      if (matched.values() != null) {
        append(file, matched.values(), problems);
      }
    } catch (CsvException e) {
      problems.add(e.problem().text());
    }
  }

  private void append(CsvFile file, CsvValues values, Problems problems) throws IOException {
    boolean stamp = stampIndex >= 0 && file.header().stream().noneMatch(this::isStamp);
    List<CsvProblem> found = new ArrayList<>();
    try (RowAppender appender = database.appender(session, LoadSql.STAGE, shape())) {
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        @Nullable Object[] cells = values.read(row, found);
        if (stamp) {
          cells[stampIndex] = now;
        }
        if (found.isEmpty()) {
          appender.append(cells);
        }
        found.forEach(problem -> problems.add(problem.text()));
        found.clear();
      }
    }
  }

  private boolean isStamp(String name) {
    return name.equalsIgnoreCase(columns.get(stampIndex).name());
  }

  private List<Column> shape() {
    return session.columns(
        "look at the staging table", StandingSql.stagedShape(database.dialect(), LoadSql.STAGE));
  }
}
