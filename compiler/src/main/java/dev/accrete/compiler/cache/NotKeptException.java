package dev.accrete.compiler.cache;

/** Says that a value cannot be kept: it is made anew each time. */
public final class NotKeptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotKeptException(Class<?> type) {
    this("no form for " + type.getName());
  }

  NotKeptException(String why) {
    super(why);
  }
}
