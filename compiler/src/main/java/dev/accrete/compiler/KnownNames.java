package dev.accrete.compiler;

import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.compiler.cache.EntryReader;
import dev.accrete.compiler.cache.EntryWriter;
import dev.accrete.compiler.cache.ModelCache;
import dev.accrete.compiler.cache.NotKeptException;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.template.RenderedModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What the tables of an earlier compilation name, all in one entry, so that the template of a model
 * that is found in the cache is not filled in again: what that gives depends on the model's own
 * file and on what the project's key holds, and the key of the model's entry has both.
 *
 * <p>Models with anything to say about their templates, views, ephemeral models and readers of
 * components are rendered each time.
 */
final class KnownNames {
  private final ModelCache cache;
  private final String place;
  private final Map<String, Named> before;
  private final Map<String, Named> now = new ConcurrentHashMap<>();

  /**
   * What a model names.
   *
   * @param text the key of its file
   */
  private record Named(String text, List<String> names) {}

  /** A model was kept that cannot be rendered now, as where a template takes longer than before. */
  static final class LostTextException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostTextException(String model) {
      super(model);
    }
  }

  /** With the project's key ({@link ProjectKey}). */
  KnownNames(ModelCache cache, String project) {
    this.cache = cache;
    this.place = new CacheKey().text("names of models").text(project).hash();
    this.before = isOff() ? Map.of() : cache.read(place).map(KnownNames::entry).orElse(Map.of());
  }

  private boolean isOff() {
    return cache.equals(ModelCache.NONE);
  }

  /** The key of a model's file. */
  static String text(ModelFile model) {
    return new CacheKey().text(model.file().path()).text(model.file().text()).hash();
  }

  /** The model as it is rendered, now or when somebody asks for its texts. */
  Checked<Optional<RenderedModel>> get(
      ModelFile model, Supplier<Checked<Optional<RenderedModel>>> render) {
    if (isOff() || !SeenThrough.isTable(model)) {
      return render.get();
    }
    String text = text(model);
    Named named = before.get(model.name());
    if (named != null && named.text().equals(text)) {
      now.put(model.name(), named);
      Supplier<RenderedModel> later =
          () -> render.get().value().orElseThrow(() -> new LostTextException(model.name()));
      return new Checked<>(
          Optional.of(RenderedModel.later(model, named.names(), later)), List.of());
    }
    Checked<Optional<RenderedModel>> rendered = render.get();
    if (rendered.diagnostics().isEmpty()) {
      rendered
          .value()
          .filter(r -> r.components().isEmpty())
          .ifPresent(r -> now.put(model.name(), new Named(text, r.named())));
    }
    return rendered;
  }

  /** Keeps them for the next compilation. */
  void keep() {
    if (isOff() || now.equals(before)) {
      return;
    }
    try {
      cache.keep(place, EntryWriter.bytes(new TreeMap<>(now)));
    } catch (NotKeptException e) {
      return; // rendered each time
    }
  }

  private static Map<String, Named> entry(byte[] bytes) {
    Map<String, Named> entry = new TreeMap<>();
    try {
      if (EntryReader.value(bytes, Map.of()) instanceof Map<?, ?> kept) {
        kept.forEach((model, named) -> entry.put((String) model, (Named) named));
      }
    } catch (RuntimeException unreadable) {
      return Map.of();
    }
    return entry;
  }
}
