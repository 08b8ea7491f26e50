package dev.accrete.compiler.cache;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that an entry keeps apart and that is read from there when it is asked for first: of most
 * models that did not change nobody asks for the statements.
 *
 * @param <T> a type that {@link EntryWriter} writes
 */
public final class Later<T> {
  private @Nullable Supplier<T> source;
  private @Nullable T value;

  private Later(@Nullable T value, @Nullable Supplier<T> source) {
    this.value = value;
    this.source = source;
  }

  /** One that is there already. */
  public static <T> Later<T> of(T value) {
    return new Later<>(value, null);
  }

  /** One that a source gives, which is asked once. */
  static <T> Later<T> from(Supplier<T> source) {
    return new Later<>(null, source);
  }

  /** The value. */
  public synchronized T get() {
    Supplier<T> first = source;
    if (first != null) {
      value = first.get();
      source = null;
    }
    return Objects.requireNonNull(value, "a value");
  }

  /** Whether the other one has an equal value. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Later<?> later && get().equals(later.get());
  }

  @Override
  public int hashCode() {
    return get().hashCode();
  }

  @Override
  public String toString() {
    return get().toString();
  }
}
