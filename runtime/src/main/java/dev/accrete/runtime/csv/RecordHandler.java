package dev.accrete.runtime.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects a record's fields, telling an unquoted empty field (null) from a quoted one. */
final class RecordHandler extends AbstractBaseCsvCallbackHandler<RecordHandler.Fields> {
  /** A record as the parser sees it; an empty line has one field, null. */
  record Fields(long line, List<@Nullable String> values) {
    boolean isEmptyLine() {
      return values.size() == 1 && values.get(0) == null;
    }
  }

  private @Nullable String[] fields = new @Nullable String[16];
  private int count;
  private long line = 1;

  @Override
  protected void handleBegin(long startingLineNumber) {
    count = 0;
    line = startingLineNumber;
  }

  /** The line on which the record that was begun last begins, counted from 1. */
  long line() {
    return line;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    add(length == 0 && !quoted ? null : new String(buffer, offset, length));
  }

  @Override
  protected void handleEmpty() {
    add(null);
  }

  private void add(@Nullable String value) {
    if (count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * count);
    }
    fields[count++] = value;
  }

  @Override
  protected Fields buildRecord() {
    return new Fields(
        getStartingLineNumber(),
        Collections.unmodifiableList(Arrays.asList(Arrays.copyOf(fields, count))));
  }
}
