package dev.accrete.compiler;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.cache.EntryReader;
import dev.accrete.compiler.cache.EntryWriter;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.cache.NotKeptException;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.template.RenderedModel;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The SELECTs of data tests that were compiled before without anything to tell, all in one entry.
 * Each is found again by what the project's models are found by ({@link CachedModels}), its own
 * rendered text, and the keys of the models that it names.
 */
final class CachedTests {
  private final ModelCache cache;
  private final String project;
  private final Map<String, String> models;
  private final String place;
  private final Map<String, ModelPipeline.Selected> before;
  private final Map<String, ModelPipeline.Selected> now = new TreeMap<>();

  /** With the keys of the models, all of which were compiled. */
  CachedTests(ModelCache cache, CachedModels models) {
    this.cache = cache;
    this.project = models.projectKey();
    this.models = models.keys();
    this.place = new CacheKey().text("data tests").text(cache.program()).hash();
    this.before = isOff() ? Map.of() : cache.read(place).map(CachedTests::entry).orElse(Map.of());
  }

  private boolean isOff() {
    return cache.equals(ModelCache.NONE);
  }

  /**
   * What was kept of a test, or what is made of it now.
   *
   * @param names the models and sources that its text names
   */
  Checked<Optional<ModelPipeline.Selected>> get(
      RenderedModel test,
      Collection<String> names,
      Supplier<Checked<Optional<ModelPipeline.Selected>>> compile) {
    if (isOff()) {
      return compile.get();
    }
    String key = key(test, names);
    ModelPipeline.Selected kept = before.get(key);
    if (kept != null) {
      now.put(key, kept);
      return new Checked<>(Optional.of(kept), List.of());
    }
    Checked<Optional<ModelPipeline.Selected>> made = compile.get();
    if (made.diagnostics().isEmpty()) {
      made.value().ifPresent(selected -> now.put(key, selected));
    }
    return made;
  }

  private String key(RenderedModel test, Collection<String> names) {
    CacheKey key =
        new CacheKey()
            .text(project)
            .value(test.model())
            .value(test.texts())
            .value(test.components());
    names.forEach(name -> key.text(name).text(models.getOrDefault(name, "")));
    return key.hash();
  }

  /** Keeps them for the next compilation. */
  void keep() {
    if (isOff() || now.equals(before)) {
      return;
    }
    try {
      cache.keep(place, EntryWriter.bytes(now));
    } catch (NotKeptException e) {
      return; // made anew each time
    }
  }

  private static Map<String, ModelPipeline.Selected> entry(byte[] bytes) {
    Map<String, ModelPipeline.Selected> entry = new TreeMap<>();
    try {
      if (EntryReader.value(bytes, Map.of()) instanceof Map<?, ?> kept) {
        kept.forEach((key, selected) -> entry.put((String) key, (ModelPipeline.Selected) selected));
      }
    } catch (RuntimeException unreadable) {
      return Map.of();
    }
    return entry;
  }
}
