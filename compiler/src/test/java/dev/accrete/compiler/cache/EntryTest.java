package dev.accrete.compiler.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntryTest {
  private static final SourceFile FILE = new SourceFile("models/m.sql", "SELECT 1");

  @Test
  void aValueForLaterIsReadWhenItIsAskedFor() {
    Field field = new Field("n", "varchar", true);
    List<Object> all = List.of("n", field, Later.of(List.of("n", field, "m")), "m", field);
    byte[] bytes = EntryWriter.bytes(all);
    assertThat(read(bytes)).isEqualTo(all);

    // What is damaged within it is not looked at before.
    List<?> read = (List<?>) Objects.requireNonNull(read(bytes));
    Later<?> later = (Later<?>) Objects.requireNonNull(read.get(2));
    Arrays.fill(bytes, Byte.MAX_VALUE);
    assertThat(read.get(4)).isEqualTo(field);
    assertThatThrownBy(later::get).isInstanceOf(RuntimeException.class);
  }

  @Test
  void valuesComeBackAsTheyWere() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", null);
    List<Object> all =
        Arrays.asList(
            null,
            true,
            false,
            0,
            -1,
            Integer.MIN_VALUE,
            300,
            Long.MAX_VALUE,
            -2L,
            0.1,
            Double.NEGATIVE_INFINITY,
            "",
            "a'b\n\u00e9\ud83d\ude00",
            Optional.empty(),
            Optional.of(Optional.of("x")),
            List.of(1, List.of()),
            new LinkedHashSet<>(List.of("b", "a")),
            new TreeSet<>(List.of("b", "a")),
            map,
            new TreeMap<>(Map.of("k", "v")),
            Form.LIST,
            new Field("n", null, true),
            new Origin(new Span(FILE, 1, 3), List.of()));
    Object read = read(EntryWriter.bytes(all));
    assertThat(read).isEqualTo(all);
    Map<?, ?> mapRead = (Map<?, ?>) ((List<?>) Objects.requireNonNull(read)).get(18);
    assertThat(mapRead.keySet().stream().map(String::valueOf)).containsExactly("z", "a");
  }

  @Test
  void whatStandsTwiceIsWrittenOnceAndReadAsOne() {
    Expression column = new Expression.Literal("'a long constant, as texts of models are'");
    byte[] once = EntryWriter.bytes(List.of(column));
    byte[] often = EntryWriter.bytes(Collections.nCopies(100, column));
    assertThat(often.length).isLessThan(once.length + 300);
    List<?> read = (List<?>) Objects.requireNonNull(read(often));
    assertThat(read.get(99)).isSameAs(read.get(0)).isEqualTo(column);
  }

  @Test
  void whatHasNoFormIsNotKept() {
    assertThatThrownBy(() -> EntryWriter.bytes(List.of(new StringBuilder("x"))))
        .isInstanceOf(NotKeptException.class)
        .hasMessageContaining("java.lang.StringBuilder");
    assertThatThrownBy(() -> EntryWriter.bytes(new Foreign("x")))
        .isInstanceOf(NotKeptException.class);
  }

  /** A record of somebody else's. */
  private record Foreign(Object value) {
    Foreign {
      value = new StringBuilder(String.valueOf(value));
    }
  }

  @Test
  void whatIsDeeperThanTheStackIsNotKept() {
    Expression deep = new Expression.Literal("1");
    for (int i = 0; i < 100_000; i++) {
      deep = new Expression.Call("-", List.of(deep), List.of("-", ""));
    }
    Expression tooDeep = deep;
    assertThatThrownBy(() -> EntryWriter.bytes(tooDeep))
        .isInstanceOf(NotKeptException.class)
        .hasMessageContaining("stack");
  }

  @Test
  void keysTellWhatDiffers() {
    assertThat(key("a", "bc")).isNotEqualTo(key("ab", "c")).isEqualTo(key("a", "bc"));
    assertThat(new CacheKey().value(Map.of("n", 1.5)).hash())
        .isNotEqualTo(new CacheKey().value(Map.of("n", "1.5")).hash());
    assertThat(new CacheKey().value(1).hash()).isNotEqualTo(new CacheKey().value(1L).hash());
    assertThat(new CacheKey().secret("a").hash())
        .isNotEqualTo(new CacheKey().secret("b").hash())
        .isNotEqualTo(new CacheKey().value("a").hash())
        .isEqualTo(new CacheKey().secret("a").hash());
  }

  private static String key(String one, String other) {
    return new CacheKey().text(one).text(other).hash();
  }

  private static @Nullable Object read(byte[] bytes) {
    return EntryReader.value(bytes, Map.of(FILE.path(), FILE));
  }
}
