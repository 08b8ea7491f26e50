package dev.accrete.runtime.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV as UTF-8: commas, double quotes where RFC 4180 asks for them, lines that end with LF.
 * NULL is nothing, the empty string is two quotes. The same calls give the same bytes.
 */
public final class CsvWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final long DAY_MILLIS = 86_400_000L;
  private static final byte[] NULL_CELL = {};

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final byte[] lastDate = new byte[10];
  private int lastDay = Integer.MIN_VALUE;
  private int used;
  private boolean rowBegun;

  /** Writes to a stream, which {@link #close} closes. */
  public CsvWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes to a file, which is created or replaced. */
  public static CsvWriter create(Path path) throws IOException {
    return new CsvWriter(Files.newOutputStream(path));
  }

  /** A whole row of texts, a header say; null for NULL. */
  public void row(List<? extends @Nullable String> values) throws IOException {
    for (String value : values) {
      text(value);
    }
    endRow();
  }

  /** One value; null for NULL. */
  public CsvWriter text(@Nullable String value) throws IOException {
    return cells(value == null ? NULL_CELL : CellBytes.encode(value));
  }

  /** A whole number of zero or more; NULL where it is negative. */
  public CsvWriter count(int value) throws IOException {
    begin(CellBytes.LONGEST_FIXED);
    used = value < 0 ? used : CellBytes.putNumber(buffer, used, value);
    return this;
  }

  /** A UTC timestamp as {@code 2026-01-31 12:30:00.250}, in milliseconds since 1970. */
  public CsvWriter timestamp(long epochMillis) throws IOException {
    begin(CellBytes.LONGEST_FIXED);
    int epochDay = (int) Math.floorDiv(epochMillis, DAY_MILLIS);
    if (epochDay != lastDay) {
      CellBytes.putDate(lastDate, 0, epochDay);
      lastDay = epochDay;
    }
    System.arraycopy(lastDate, 0, buffer, used, lastDate.length);
    int millis = (int) Math.floorMod(epochMillis, DAY_MILLIS);
    used = CellBytes.putTime(buffer, used + lastDate.length, millis);
    return this;
  }

  /** 128 bits in the form of a UUID. */
  public CsvWriter uuid(long high, long low) throws IOException {
    begin(CellBytes.LONGEST_FIXED);
    used = CellBytes.putUuid(buffer, used, high, low);
    return this;
  }

  /** 128 bits as 32 hexadecimal digits. */
  public CsvWriter hexadecimal(long high, long low) throws IOException {
    begin(CellBytes.LONGEST_FIXED);
    used = CellBytes.putHexadecimal(buffer, CellBytes.putHexadecimal(buffer, used, high), low);
    return this;
  }

  /** One or more cells that {@link #encode} made. */
  public CsvWriter cells(byte[] encoded) throws IOException {
    begin(Math.min(encoded.length, BUFFER_BYTES - 2));
    if (encoded.length > BUFFER_BYTES - used) {
      flush();
      out.write(encoded);
    } else {
      System.arraycopy(encoded, 0, buffer, used, encoded.length);
      used += encoded.length;
    }
    return this;
  }

  /** Ends the row. */
  public void endRow() throws IOException {
    if (used == BUFFER_BYTES) {
      flush();
    }
    buffer[used++] = '\n';
    rowBegun = false;
  }

  /** Neighbouring values as bytes that {@link #cells} writes fast and often. */
  public static byte[] encode(@Nullable String... values) {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      cells.append(i == 0 ? "" : ",").append(value == null ? "" : CellBytes.quoted(value));
    }
    return cells.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Puts the comma and makes room. */
  private void begin(int length) throws IOException {
    if (used + length + 1 > BUFFER_BYTES) {
      flush();
    }
    if (rowBegun) {
      buffer[used++] = ',';
    }
    rowBegun = true;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, used);
    used = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      flush();
    }
  }
}
