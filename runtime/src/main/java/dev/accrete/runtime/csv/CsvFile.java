package dev.accrete.runtime.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header, read row by row: UTF-8 with or without a byte order mark, comma, double
 * quotes, any line end.
 *
 * <p>Memory is bounded by the longest row (fields up to 16 million characters). Empty lines are
 * skipped, except in files of one column, where such a line is a row with NULL.
 */
@SuppressWarnings("removal") // FastCSV renames two settings in its next major version
public final class CsvFile implements Closeable {
  private final Path path;
  private final RecordHandler handler;
  private final CsvReader<RecordHandler.Fields> reader;
  private final CloseableIterator<RecordHandler.Fields> records;
  private final List<String> header;
  private long rows;

  private CsvFile(Path path, RecordHandler handler, CsvReader<RecordHandler.Fields> reader)
      throws IOException {
    this.path = path;
    this.handler = handler;
    this.reader = reader;
    this.records = reader.iterator();
    this.header = readHeader();
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws CsvException where there is no header, a name is empty or comes twice (without case)
   * @throws IOException where the file cannot be read
   */
  public static CsvFile open(Path path) throws IOException {
    RecordHandler handler = new RecordHandler();
    CsvReader<RecordHandler.Fields> reader =
        CsvReader.builder()
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowUnclosedQuote(false)
            .build(handler, Utf8Text.open(path));
    try {
      return new CsvFile(path, handler, reader);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** The names of the first row, in order, without blanks around them. */
  public List<String> header() {
    return header;
  }

  /** The file as it was given to {@link #open}. */
  public Path path() {
    return path;
  }

  /**
   * The next row, or null after the last.
   *
   * @throws CsvException where the row has more or fewer values than the header, or is broken
   * @throws IOException where the file cannot be read
   */
  public @Nullable CsvRow next() throws IOException {
    RecordHandler.Fields fields = record();
    while (fields != null && fields.isEmptyLine() && header.size() > 1) {
      fields = record();
    }
    if (fields == null) {
      return null;
    }
    if (fields.values().size() != header.size()) {
      throw problem(
          fields.line(),
          "expected " + header.size() + " values as in the header, found " + fields.values().size(),
          null);
    }
    rows++;
    return new CsvRow(rows, fields.line(), fields.values());
  }

  private List<String> readHeader() throws IOException {
    RecordHandler.Fields fields = record();
    if (fields == null || fields.isEmptyLine()) {
      throw problem(1, "expected a header with the names of the columns, found nothing", null);
    }
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String field : fields.values()) {
      String name = field == null ? "" : field.strip();
      if (name.isEmpty()) {
        throw problem(1, "the header has no name for column " + (names.size() + 1), null);
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw problem(1, "the header names " + name + " twice", null);
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private RecordHandler.@Nullable Fields record() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException | UncheckedIOException e) {
      throw broken(e);
    }
  }

  private IOException broken(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return problem(
            handler.line(), "in or after this row there are bytes that are not UTF-8", e);
      }
    }
    if (e instanceof UncheckedIOException outside) {
      return new IOException(
          "reading "
              + path
              + ": "
              + java.util.Objects.requireNonNullElse(outside.getCause(), outside).getMessage(),
          e);
    }
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return problem(handler.line(), "broken row: " + innermost.getMessage(), e);
  }

  private CsvException problem(long line, String message, @Nullable Throwable cause) {
    return new CsvException(new CsvProblem(path, line, null, message), cause);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
