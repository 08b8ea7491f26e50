package dev.accrete.tests.benchmarks.server;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's log in CSV, with a line for each statement that ended. */
final class StatementLog {
  private static final int DATABASE = 2;
  private static final int SESSION = 5;
  private static final int MESSAGE = 13;
  private static final int DETAIL = 14;
  private static final int APPLICATION = 22;
  private static final Pattern EXECUTED =
      Pattern.compile(
          "duration: ([0-9.]+) ms  (?:statement|execute [^:]*): (?:/\\*.*?\\*/ )?(.*)",
          Pattern.DOTALL);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT);

  private final Path folder;

  StatementLog(Path folder) {
    this.folder = folder;
  }

  /**
   * The statements of a database whose sessions have that application's name, in the order in which
   * they ended, from a moment on.
   */
  List<LoggedStatement> statements(String database, String application, Instant from)
      throws IOException {
    List<LoggedStatement> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        try (CsvReader<CsvRecord> lines = CsvReader.builder().ofCsvRecord(file)) {
          for (CsvRecord line : lines) {
            Matcher executed = EXECUTED.matcher(line.getField(MESSAGE));
            if (line.getField(DATABASE).equals(database)
                && line.getField(APPLICATION).startsWith(application)
                && executed.matches()) {
              Instant ended = LocalDateTime.parse(line.getField(0), TIME).toInstant(ZoneOffset.UTC);
              if (!ended.isBefore(from)) {
                found.add(statement(line, executed, ended));
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static LoggedStatement statement(CsvRecord line, Matcher executed, Instant ended) {
    if (!line.getField(DETAIL).isEmpty()) {
      throw new IllegalStateException("a statement with parameters: " + executed.group(2));
    }
    Duration took = Duration.ofNanos(Math.round(Double.parseDouble(executed.group(1)) * 1e6));
    return new LoggedStatement(
        line.getField(SESSION), ended.minus(took), ended, executed.group(2).strip());
  }
}
