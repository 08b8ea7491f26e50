package dev.accrete.compiler.template;

import dev.accrete.compiler.template.RenderedText.Piece;
import java.util.NavigableMap;

/**
 * What a template wrote, with marks where references stand.
 *
 * @param text the text with marks
 * @param pieces offset of each piece to where it was written
 */
record RawText(String text, NavigableMap<Integer, Piece> pieces) {}
