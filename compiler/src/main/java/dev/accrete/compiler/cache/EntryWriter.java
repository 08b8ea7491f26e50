package dev.accrete.compiler.cache;

import dev.accrete.compiler.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> texts = new HashMap<>();
  private final Map<Object, Integer> records = new IdentityHashMap<>();
  private final boolean lenient;

  private EntryWriter(boolean lenient) {
    this.lenient = lenient;
  }

  /** Bytes that tell a value from others, and need not be read; all types will do. */
  static byte[] telling(@Nullable Object value) {
    EntryWriter writer = new EntryWriter(true);
    writer.add(value);
    return writer.bytes.toByteArray();
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
      writer.add(value);
    } catch (StackOverflowError tooDeep) {
      throw new NotKeptException("deeper than the stack");
    }
    return writer.bytes.toByteArray();
  }

  private void add(@Nullable Object value) {
    try {
      write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such failures
    }
  }

  private void write(@Nullable Object value) throws IOException {
    if (value == null) {
      form(Form.NULL);
    } else if (value instanceof String text) {
      text(text);
    } else if (value instanceof SourceFile file) {
      form(Form.FILE);
      text(file.path());
    } else if (value instanceof Record something) {
      record(something);
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
      out.writeLong(number);
    } else if (value instanceof Double number) {
      form(Form.DOUBLE);
      out.writeDouble(number);
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

  private void collection(Collection<?> collection) throws IOException {
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

  private void map(Map<?, ?> map) throws IOException {
    boolean sorted = map instanceof SortedMap<?, ?> order && order.comparator() == null;
    form(sorted ? Form.SORTED_MAP : Form.MAP);
    number(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      write(entry.getKey());
      write(entry.getValue());
    }
  }

  private void record(Record value) throws IOException {
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

  private void text(String text) throws IOException {
    Integer before = texts.putIfAbsent(text, texts.size());
    if (before != null) {
      form(Form.TEXT_AGAIN);
      number(before);
      return;
    }
    form(Form.TEXT);
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    number(encoded.length);
    out.write(encoded);
  }

  private void form(Form form) throws IOException {
    out.writeByte(form.ordinal());
  }

  /** Seven bits a byte, the least first. */
  private void number(int number) throws IOException {
    int left = number;
    while ((left & ~0x7f) != 0) {
      out.writeByte(left & 0x7f | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }
}
