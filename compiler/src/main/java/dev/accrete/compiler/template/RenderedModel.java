package dev.accrete.compiler.template;

import com.google.common.base.Suppliers;
import dev.accrete.compiler.load.ModelFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model whose template was rendered, or is when its texts are asked for. */
public final class RenderedModel {
  private final ModelFile model;
  private final Supplier<List<String>> named;
  private final Supplier<Texts> texts;
  private final List<Components> components;

  /**
   * The texts of a model.
   *
   * @param full the text of the full rebuild
   * @param incremental the text of the author's own incremental variant, present only where the
   *     model has a hand-written block or the filter of a time window
   * @param handWritten whether that text has a hand-written block
   */
  public record Texts(RenderedText full, Optional<RenderedText> incremental, boolean handWritten) {
    private List<String> named() {
      Set<String> named = new LinkedHashSet<>();
      Stream.concat(Stream.of(full), incremental.stream())
          .flatMap(text -> text.references().stream())
          .filter(reference -> !reference.isThis())
          .forEach(reference -> named.add(reference.name()));
      return List.copyOf(named);
    }
  }

  private RenderedModel(
      ModelFile model,
      Supplier<List<String>> named,
      Supplier<Texts> texts,
      List<Components> components) {
    this.model = model;
    this.named = named;
    this.texts = texts;
    this.components = List.copyOf(components);
  }

  /**
   * A model that is rendered.
   *
   * @param model the file it came from
   * @param components the hidden models of components that the texts read
   */
  public RenderedModel(ModelFile model, Texts texts, List<Components> components) {
    this(model, Suppliers.memoize(texts::named), () -> texts, components);
  }

  /** A model without a hand-written block. */
  public RenderedModel(ModelFile model, RenderedText full, Optional<RenderedText> incremental) {
    this(model, new Texts(full, incremental, false), List.of());
  }

  /**
   * A model that reads no components, and that is not rendered yet.
   *
   * @param named what its texts name
   * @param rendered asked once at most
   */
  public static RenderedModel later(
      ModelFile model, List<String> named, Supplier<RenderedModel> rendered) {
    List<String> names = List.copyOf(named);
    return new RenderedModel(
        model, () -> names, Suppliers.memoize(() -> rendered.get().texts()), List.of());
  }

  /** The file it came from. */
  public ModelFile model() {
    return model;
  }

  /** The texts, which are rendered now if they are not yet. */
  public Texts texts() {
    return texts.get();
  }

  /** The text of the full rebuild. */
  public RenderedText full() {
    return texts().full();
  }

  /** The text of the author's own incremental variant. */
  public Optional<RenderedText> incremental() {
    return texts().incremental();
  }

  /** Whether that text has a hand-written block. */
  public boolean handWritten() {
    return texts().handWritten();
  }

  /** The hidden models of components that the texts read. */
  public List<Components> components() {
    return components;
  }

  /** The sources and models that its texts name, in order, whatever is kept of them. */
  public List<String> named() {
    return named.get();
  }

  /** The same with other texts. */
  public RenderedModel with(RenderedText newFull, Optional<RenderedText> newIncremental) {
    return new RenderedModel(model, new Texts(newFull, newIncremental, handWritten()), components);
  }

  /** Whether the other one is the same model with equal texts. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RenderedModel rendered
        && model.equals(rendered.model)
        && texts().equals(rendered.texts())
        && components.equals(rendered.components);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, texts(), components);
  }
}
