package dev.accrete.compiler.cache;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a record type is taken to pieces and put together; the compiler's own records alone. */
final class RecordForm {
  private static final String OURS = "dev.accrete.compiler.";

  private static final Map<String, RecordForm> FORMS = new ConcurrentHashMap<>();

  private final Method[] accessors;
  private final Constructor<?> constructor;

  private RecordForm(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null || !type.getName().startsWith(OURS)) {
      throw new NotKeptException(type);
    }
    this.accessors =
        Arrays.stream(components).map(RecordComponent::getAccessor).toArray(Method[]::new);
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
    constructor.setAccessible(true);
    for (Method accessor : accessors) {
      accessor.setAccessible(true);
    }
  }

  static RecordForm of(Class<?> type) {
    return FORMS.computeIfAbsent(type.getName(), name -> new RecordForm(type));
  }

  /** The same by the type's name, with which it is found the first time. */
  static RecordForm of(String name, Function<String, Class<?>> type) {
    return FORMS.computeIfAbsent(name, n -> new RecordForm(type.apply(n)));
  }

  int size() {
    return accessors.length;
  }

  @Nullable Object[] components(Record value) {
    @Nullable Object[] all = new Object[accessors.length];
    try {
      for (int i = 0; i < all.length; i++) {
        all[i] = accessors[i].invoke(value);
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + value.getClass().getName(), e);
    }
    return all;
  }

  Object make(@Nullable Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot make " + constructor.getDeclaringClass(), e);
    }
  }
}
