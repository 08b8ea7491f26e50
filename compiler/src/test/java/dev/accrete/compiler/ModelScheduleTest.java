package dev.accrete.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelScheduleTest {
  private static final List<String> MODELS =
      IntStream.range(0, 300).mapToObj(i -> "m" + i).toList();

  /** Each model but the first few reads two before it. */
  private static Map<String, Set<String>> parents() {
    Map<String, Set<String>> parents = new HashMap<>();
    IntStream.range(5, MODELS.size())
        .forEach(
            i ->
                parents.put(
                    "m" + i, new HashSet<>(List.of("m" + i / 2, "m" + (i - 5), "a source"))));
    return parents;
  }

  @Test
  void worksOnEachModelAfterAllThatItReads() {
    Set<String> done = Collections.synchronizedSet(new HashSet<>());
    List<Boolean> parentsDone =
        ModelSchedule.run(
            4,
            MODELS,
            parents(),
            i -> {
              Set<String> read = new HashSet<>(parents().getOrDefault("m" + i, Set.of()));
              read.remove("a source");
              boolean all = done.containsAll(read);
              done.add("m" + i);
              return all;
            });
    assertThat(parentsDone).hasSize(MODELS.size()).doesNotContain(false);
  }

  @Test
  void givesResultsInTheOrderOfTheModels() {
    assertThat(ModelSchedule.run(4, MODELS, parents(), i -> "m" + i)).isEqualTo(MODELS);
    assertThat(ModelSchedule.run(4, List.of(), Map.of(), i -> i)).isEmpty();
  }

  @Test
  void worksOnModelsThatDoNotReadEachOtherAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    List<Boolean> met =
        ModelSchedule.run(2, List.of("a", "b"), Map.of(), i -> countDownAndWait(both));
    assertThat(met).containsExactly(true, true);
  }

  private static boolean countDownAndWait(CountDownLatch latch) {
    latch.countDown();
    try {
      return latch.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void whatTheWorkThrowsEndsIt() {
    for (int threads : List.of(1, 4)) {
      assertThatThrownBy(
              () ->
                  ModelSchedule.run(
                      threads,
                      MODELS,
                      parents(),
                      i -> {
                        if (i == 20) {
                          throw new IllegalStateException("model 20");
                        }
                        return i;
                      }))
          .hasMessage("model 20");
    }
  }
}
