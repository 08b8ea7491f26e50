package dev.accrete.compiler.cache;

import dev.accrete.compiler.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what {@link EntryWriter} wrote. */
public final class EntryReader {
  private final byte[] bytes;
  private final Map<String, SourceFile> files;
  private final List<String> texts = new ArrayList<>();
  private final List<Object> records = new ArrayList<>();
  private int at;

  private EntryReader(byte[] bytes, int at, Map<String, SourceFile> files) {
    this.bytes = bytes;
    this.at = at;
    this.files = files;
  }

  /**
   * The value of an entry.
   *
   * @param files those of the project, by path
   * @throws RuntimeException if these are no bytes that the writer wrote, or a file is not there
   */
  public static @Nullable Object value(byte[] bytes, Map<String, SourceFile> files) {
    return new EntryReader(bytes, 0, files).read();
  }

  private @Nullable Object read() {
    Form form = Form.of(bytes[at++]);
    return switch (form) {
      case NULL -> null;
      case TRUE -> Boolean.TRUE;
      case FALSE -> Boolean.FALSE;
      case INTEGER -> number();
      case LONG -> longNumber();
      case DOUBLE -> Double.longBitsToDouble(longNumber());
      case TEXT -> fresh();
      case TEXT_AGAIN -> texts.get(number());
      case EMPTY -> Optional.empty();
      case PRESENT -> Optional.of(present());
      case LIST -> Collections.unmodifiableList((List<?>) into(new ArrayList<>()));
      case SET -> Collections.unmodifiableSet((LinkedHashSet<?>) into(new LinkedHashSet<>()));
      case SORTED_SET -> Collections.unmodifiableSortedSet((SortedSet<?>) into(new TreeSet<>()));
      case MAP -> Collections.unmodifiableMap(mapped(new LinkedHashMap<>()));
      case SORTED_MAP ->
          Collections.unmodifiableSortedMap(
              (SortedMap<Object, ?>) mapped(new TreeMap<Object, @Nullable Object>()));
      case ENUM -> constant();
      case RECORD -> record();
      case RECORD_AGAIN -> records.get(number());
      case FILE -> file();
      case LATER -> later();
    };
  }

  private Object present() {
    return java.util.Objects.requireNonNull(read(), "a value");
  }

  private Collection<@Nullable Object> into(Collection<@Nullable Object> collection) {
    int size = number();
    for (int i = 0; i < size; i++) {
      collection.add(read());
    }
    return collection;
  }

  private Map<Object, @Nullable Object> mapped(Map<Object, @Nullable Object> map) {
    int size = number();
    for (int i = 0; i < size; i++) {
      Object key = present();
      map.put(key, read());
    }
    return map;
  }

  private Object record() {
    RecordForm form = RecordForm.of(text(), EntryReader::type);
    @Nullable Object[] components = new Object[form.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = read();
    }
    Object made = form.make(components);
    records.add(made);
    return made;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object constant() {
    Class type = type(text());
    return Enum.valueOf(type, text());
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, EntryReader.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("an entry of another build", e);
    }
  }

  private SourceFile file() {
    String path = text();
    SourceFile file = files.get(path);
    if (file == null) {
      throw new IllegalStateException("no file " + path);
    }
    return file;
  }

  private Later<Object> later() {
    int length = number();
    EntryReader within = new EntryReader(bytes, at, files);
    at += length;
    return Later.from(within::present);
  }

  private String text() {
    return (String) present();
  }

  private String fresh() {
    int length = number();
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    texts.add(text);
    return text;
  }

  private long longNumber() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << 8 | bytes[at++] & 0xff;
    }
    return value;
  }

  private int number() {
    int value = 0;
    int shift = 0;
    byte next;
    do {
      next = bytes[at++];
      value |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    return value;
  }
}
