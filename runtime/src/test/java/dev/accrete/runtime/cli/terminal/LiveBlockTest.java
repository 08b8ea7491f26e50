package dev.accrete.runtime.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A block of lines on a terminal that is narrower than what its environment says. */
final class LiveBlockTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final LiveBlock block =
      new LiveBlock(
          new PrintStream(sent, true, StandardCharsets.UTF_8),
          new Capabilities(true, true, true, 50));
  private final Screen screen = new Screen(20);

  private List<String> shown() {
    screen.send(sent.toString(StandardCharsets.UTF_8));
    sent.reset();
    assertThat(screen.wraps()).as("the terminal wraps again").isTrue();
    return screen.lines();
  }

  @Test
  void linesAreWrittenOverAndLeaveNothing() {
    screen.send("before\n");
    block.show(List.of("one is at work", "two"));
    assertThat(shown()).containsExactly("before", "one is at work", "two");
    block.show(List.of("one", "two is at work", "three"));
    assertThat(shown()).containsExactly("before", "one", "two is at work", "three");
    block.show(List.of("three"));
    assertThat(shown()).containsExactly("before", "three");
    block.clear();
    assertThat(shown()).containsExactly("before", "");
  }

  @Test
  void whatStaysComesAboveAndWraps() {
    block.show(List.of("one", "two"));
    block.above("one has ended after quite a time", List.of("two"));
    assertThat(shown()).containsExactly("one has ended after", "quite a time", "two");
    block.above("two", List.of());
    assertThat(shown()).containsExactly("one has ended after", "quite a time", "two", "");
  }

  @Test
  void longLinesDoNotWrapWhateverTheWidthIs() {
    String wide = "a name of 40 letters that does not fit..";
    for (int i = 0; i < 3; i++) {
      block.show(List.of(wide, "two"));
      assertThat(shown()).hasSize(2).last().isEqualTo("two");
    }
    block.show(List.of("x".repeat(100)));
    assertThat(sent.toString(StandardCharsets.UTF_8))
        .contains("x".repeat(48) + "…")
        .doesNotContain("x".repeat(49));
  }

  @Test
  void manyLinesAreCounted() {
    block.show(IntStream.range(0, 40).mapToObj(i -> "model " + i).toList());
    assertThat(shown()).hasSize(12).contains("model 10").last().isEqualTo("and 29 more");
  }

  @Test
  void aLineCannotSteerTheTerminal() {
    block.show(List.of("\u001b[2J\nx"));
    assertThat(shown()).containsExactly("\\u001b[2J\\nx");
  }

  @Test
  void isOffWhereNobodyWatches() {
    for (String variable : List.of("CI", "NO_COLOR")) {
      assertThat(Capabilities.isLive(Map.of(variable, "1"), true)).as(variable).isFalse();
    }
    assertThat(Capabilities.isLive(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(Capabilities.isLive(Map.of("TERM", "xterm"), false)).isFalse();
    assertThat(Capabilities.isLive(Map.of("TERM", "xterm", "CI", ""), true)).isTrue();
  }
}
