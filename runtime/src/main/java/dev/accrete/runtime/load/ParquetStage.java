package dev.accrete.runtime.load;

import dev.accrete.compiler.dialect.LoadSql;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.runtime.engine.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads Parquet files into the staging table, by the engine's own reader. */
final class ParquetStage {
  private final Session session;
  private final LoadRequest request;
  private final LoadSql sql;
  private final String now;

  ParquetStage(Session session, LoadRequest request, LoadSql sql, String now) {
    this.session = session;
    this.request = request;
    this.sql = sql;
    this.now = now;
  }

  void stage(Path path, Problems problems) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    String file = path.toAbsolutePath().toString();
    Map<String, String> inFile = new TreeMap<>();
    session
        .columns("read the columns of " + path, sql.parquetShape(file))
        .forEach(column -> inFile.put(column.name().toLowerCase(Locale.ROOT), column.name()));
    List<String> declared = new ArrayList<>();
    List<String> found = new ArrayList<>();
    boolean fits = match(path, inFile, declared, found, problems);
    if (fits) {
      insert(path, file, declared, found, problems);
    }
  }

  private boolean match(
      Path path,
      Map<String, String> inFile,
      List<String> declared,
      List<String> found,
      Problems problems) {
    boolean fits = true;
    for (Column column : request.source().columns()) {
      String name = inFile.remove(column.name().toLowerCase(Locale.ROOT));
      if (name != null) {
        declared.add(column.name());
        found.add(name);
      } else if (!column.nullable() && !isStamp(column)) {
        problems.add(
            path + ": column " + column.name() + ": declared as not null, but not in the file");
        fits = false;
      }
    }
    if (!inFile.isEmpty() && !request.ignoreExtra()) {
      inFile
          .values()
          .forEach(
              name ->
                  problems.add(
                      path
                          + ": column "
                          + name
                          + ": in the file, but not declared for this source"));
      fits = false;
    }
    return fits;
  }

  private void insert(
      Path path, String file, List<String> declared, List<String> found, Problems problems) {
    Optional<String> stamp =
        request
            .source()
            .loadedAt()
            .map(LoadedAt::column)
            .filter(column -> !declared.contains(column));
    session.execute("read " + path, sql.stageParquet(file, declared, found, stamp, now));
    checkNulls(path, problems);
  }

  private void checkNulls(Path path, Problems problems) {
    for (Column column : request.source().columns()) {
      if (!column.nullable() && !isStamp(column)) {
        long nulls =
            session
                .first("count NULLs", sql.countNulls(column.name()), row -> row.number(1))
                .orElse(0L);
        if (nulls > 0) {
          problems.add(
              path + ": column " + column.name() + ": " + nulls + " NULLs, declared as not null");
        }
      }
    }
  }

  private boolean isStamp(Column column) {
    return request.source().loadedAt().map(l -> l.column().equals(column.name())).orElse(false);
  }
}
