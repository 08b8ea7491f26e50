package dev.accrete.compiler.cache;

import dev.accrete.compiler.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as bytes: records of the compiler with all that is in them, lists, sets, maps,
 * optionals, texts and numbers. A record that stands in several places is written once. Files of
 * the project are written by their paths.
 */
public final class EntryWriter {
  private byte[] bytes = new byte[8192];
  private int size;
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<Object, Integer> records = new IdentityHashMap<>();
  private final boolean lenient;

  private EntryWriter(boolean lenient) {
    this.lenient = lenient;
  }

  /** Bytes that tell a value from others, and need not be read; all types will do. */
  static byte[] telling(@Nullable Object value) {
    EntryWriter writer = new EntryWriter(true);
    writer.write(value);
    return Arrays.copyOf(writer.bytes, writer.size);
  }

  /**
   * The bytes of a value.
   *
   * @throws NotKeptException if there is something in it that has no form here, or it is deeper
   *     than the stack
   */
  public static byte[] bytes(@Nullable Object value) {
    EntryWriter writer = new EntryWriter(false);
    try {
      writer.write(value);
    } catch (StackOverflowError tooDeep) {
      throw new NotKeptException("deeper than the stack");
    }
    return Arrays.copyOf(writer.bytes, writer.size);
  }

  private void write(@Nullable Object value) {
    if (value == null) {
      form(Form.NULL);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof SourceFile file) {
      form(Form.FILE);
      text(file.path());
    } else if (value instanceof Record something) {
      record(something);
    } else if (value instanceof Later<?> later) {
      later(later);
    } else if (value instanceof Enum<?> constant) {
      form(Form.ENUM);
      text(constant.getDeclaringClass().getName());
      text(constant.name());
    } else if (value instanceof Optional<?> optional) {
      form(optional.isPresent() ? Form.PRESENT : Form.EMPTY);
      if (optional.isPresent()) {
        write(optional.get());
      }
    } else if (value instanceof Boolean truth) {
      form(truth ? Form.TRUE : Form.FALSE);
    } else if (value instanceof Integer number) {
      form(Form.INTEGER);
      number(number);
    } else if (value instanceof Long number) {
      form(Form.LONG);
      eight(number);
    } else if (value instanceof Double number) {
      form(Form.DOUBLE);
      eight(Double.doubleToLongBits(number));
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Collection<?> collection) {
      collection(collection);
    } else if (lenient) {
      text(value.getClass().getName());
      text(value.toString());
    } else {
      throw new NotKeptException(value.getClass());
    }
  }

  private void collection(Collection<?> collection) {
    if (collection instanceof List<?>) {
      form(Form.LIST);
    } else if (collection instanceof SortedSet<?> sorted && sorted.comparator() == null) {
      form(Form.SORTED_SET);
    } else if (collection instanceof Set<?>) {
      form(Form.SET);
    } else {
      throw new NotKeptException(collection.getClass());
    }
    number(collection.size());
    for (Object element : collection) {
      write(element);
    }
  }

  private void map(Map<?, ?> map) {
    boolean sorted = map instanceof SortedMap<?, ?> order && order.comparator() == null;
    form(sorted ? Form.SORTED_MAP : Form.MAP);
    number(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      write(entry.getKey());
      write(entry.getValue());
    }
  }

  private void record(Record value) {
    Integer before = records.get(value);
    if (before != null) {
      form(Form.RECORD_AGAIN);
      number(before);
      return;
    }
    RecordForm type = RecordForm.of(value.getClass());
    form(Form.RECORD);
    text(value.getClass().getName());
    for (Object component : type.components(value)) {
      write(component);
    }
    records.put(value, records.size());
  }

  /** It names nothing that stands around it, and nothing around it names what is in it. */
  private void later(Later<?> later) {
    if (lenient) {
      write(later.get());
      return;
    }
    form(Form.LATER);
    EntryWriter within = new EntryWriter(false);
    within.write(later.get());
    number(within.size);
    bytes(within.bytes, within.size);
  }

  private void text(String text) {
    Integer before = texts.putIfAbsent(text, texts.size());
    if (before != null) {
      form(Form.TEXT_AGAIN);
      number(before);
      return;
    }
    form(Form.TEXT);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    bytes(encoded, encoded.length);
  }

  private void bytes(byte[] more, int length) {
    room(length);
    System.arraycopy(more, 0, bytes, size, length);
    size += length;
  }

  private void form(Form form) {
    one(form.ordinal());
  }

  /** Seven bits a byte, the least first. */
  private void number(int number) {
    int left = number;
    while ((left & ~0x7f) != 0) {
      one(left & 0x7f | 0x80);
      left >>>= 7;
    }
    one(left);
  }

  private void eight(long number) {
    for (int shift = 56; shift >= 0; shift -= 8) {
      one((int) (number >>> shift));
    }
  }

  private void one(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
