package dev.accrete.tests.cache;

import dev.accrete.compiler.cache.ModelCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A cache in memory, which counts what was found in it. */
final class MemoryCache implements ModelCache {
  private final Map<String, byte[]> entries = new ConcurrentHashMap<>();
  private final AtomicInteger found = new AtomicInteger();

  int found() {
    return found.get();
  }

  @Override
  public String program() {
    return "this build";
  }

  @Override
  public Optional<byte[]> read(String key) {
    Optional<byte[]> entry = Optional.ofNullable(entries.get(key));
    entry.ifPresent(e -> found.incrementAndGet());
    return entry;
  }

  @Override
  public void keep(String key, byte[] entry) {
    entries.put(key, entry.clone());
  }
}
