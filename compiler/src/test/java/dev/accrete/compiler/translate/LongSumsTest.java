package dev.accrete.compiler.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.tree.Field;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of thousands of terms, as programs write them. */
class LongSumsTest {
  private static final int TERMS = 2000;

  /** It takes a second or two; where each sum looks at all that is below it, minutes. */
  @ParameterizedTest
  @CsvSource({"duckdb, n0", "postgres, n0", "duckdb, moment"})
  void eachPartIsLookedAtOnce(String engine, String first) throws InterruptedException {
    String sum =
        IntStream.range(0, TERMS)
            .mapToObj(i -> i == 0 ? first : "n" + i % 3)
            .collect(Collectors.joining(" + "));
    List<Field> fields =
        List.of(
            new Field("n0", "integer", true),
            new Field("n1", "decimal(9,2)", true),
            new Field("n2", "bigint", true),
            new Field("moment", "timestamp", true));
    String sql = "SELECT " + sum + " FROM t";
    AtomicReference<Duration> spent = new AtomicReference<>();
    Thread deep =
        new Thread(
            null,
            () -> {
              TranslatorTest.translated("redshift", engine, fields, sql);
              long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
              spent.set(Duration.ofNanos(time));
            },
            "long-sum",
            1L << 29);
    deep.start();
    deep.join();
    assertThat(spent.get()).isLessThan(Duration.ofSeconds(25));
  }
}
