package dev.accrete.compiler;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A text that is made when it is first asked for; what it is made of is then let go. */
final class OnceText implements Supplier<String> {
  private @Nullable Supplier<String> maker;
  private @Nullable String text;

  OnceText(Supplier<String> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized String get() {
    if (maker != null) {
      text = maker.get();
      maker = null;
    }
    return Objects.requireNonNull(text);
  }
}
