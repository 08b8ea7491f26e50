package dev.accrete.compiler.template;

import dev.accrete.compiler.load.ModelFile;
import java.util.Optional;

/**
 * A model whose template was rendered.
 *
 * @param model the file it came from
 * @param full the text of the full rebuild
 * @param incremental the text of the hand-written incremental variant, present only where the model
 *     has such a block
 */
public record RenderedModel(
    ModelFile model, RenderedText full, Optional<RenderedText> incremental) {}
