package dev.accrete.tests.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * What a run was doing, in a file that is mapped into memory: it is there however the process ends,
 * and writing it costs no call of the system.
 */
final class LastWords {
  private static final int SIZE = 1_024;
  private static final int MOMENT = 4;
  private static final int LENGTH = 8;
  private static final int TEXT = 12;

  private final MappedByteBuffer page;

  private LastWords(MappedByteBuffer page) {
    this.page = page;
  }

  /** In a file, which is made where it is missing. */
  static LastWords in(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new LastWords(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As of a process that has not begun. */
  void clear() {
    say(Moment.START, "", 0);
  }

  /** Says what is done now, and how many statements were begun. */
  synchronized void say(Moment moment, String purpose, int statements) {
    byte[] text = purpose.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, SIZE - TEXT);
    page.putInt(LENGTH, length);
    page.put(TEXT, Arrays.copyOf(text, length));
    page.putInt(MOMENT, moment.ordinal());
    page.putInt(0, statements);
  }

  int statements() {
    return page.getInt(0);
  }

  Moment moment() {
    return Moment.values()[page.getInt(MOMENT)];
  }

  String purpose() {
    byte[] text = new byte[page.getInt(LENGTH)];
    page.get(TEXT, text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
