package dev.accrete.tests.engines;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/** A JDBC object whose calls pass a test on their way to the real one. */
public final class Intercepted {

  /** What becomes of a call. */
  @FunctionalInterface
  public interface Call {
    /** Carries it out. */
    Object on(Method method, Object[] arguments) throws ReflectiveOperationException, SQLException;
  }

  private Intercepted() {}

  /** An object of an interface that does what a function says. */
  public static <T> T of(Class<T> type, Call call) {
    Object made =
        Proxy.newProxyInstance(
            Intercepted.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return call.on(method, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(made);
  }
}
