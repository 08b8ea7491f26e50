package dev.accrete.compiler.template;

import dev.accrete.compiler.load.ModelFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A model whose template was rendered.
 *
 * @param model the file it came from
 * @param full the text of the full rebuild
 * @param incremental the text of the author's own incremental variant, present only where the model
 *     has a hand-written block or the filter of a time window
 * @param handWritten whether that text has a hand-written block
 * @param components the hidden models of components that the texts read
 */
public record RenderedModel(
    ModelFile model,
    RenderedText full,
    Optional<RenderedText> incremental,
    boolean handWritten,
    List<Components> components) {
  public RenderedModel {
    components = List.copyOf(components);
  }

  /** A model without a hand-written block. */
  public RenderedModel(ModelFile model, RenderedText full, Optional<RenderedText> incremental) {
    this(model, full, incremental, false, List.of());
  }

  /** The sources and models that its texts name, in order, whatever is kept of them. */
  public List<String> named() {
    Set<String> named = new LinkedHashSet<>();
    Stream.concat(Stream.of(full), incremental.stream())
        .flatMap(text -> text.references().stream())
        .filter(reference -> !reference.isThis())
        .forEach(reference -> named.add(reference.name()));
    return List.copyOf(named);
  }

  /** The same with other texts. */
  public RenderedModel with(RenderedText newFull, Optional<RenderedText> newIncremental) {
    return new RenderedModel(model, newFull, newIncremental, handWritten, components);
  }
}
