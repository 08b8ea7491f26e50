package dev.accrete.compiler.template;

import java.util.Map;
import java.util.Set;

/**
 * Puts the texts of views and ephemeral models in the place of the references to them, as derived
 * tables. All that follows then sees through them: the tree is that of both texts, each place is
 * still known in the file it was written in, and each {@code ref()} inside can be restricted by
 * itself.
 */
public final class InlinedText {
  /**
   * The schema by which models are named in an inlined text, so that no CTE of the text around it
   * has their name.
   */
  public static final String SCHEMA = "accrete inlined";

  private final RenderedText reader;
  private final Map<String, RenderedText> texts;
  private final Set<Integer> aliased;
  private final TextAssembly text = new TextAssembly();

  private InlinedText(RenderedText reader, Map<String, RenderedText> texts, Set<Integer> aliased) {
    this.reader = reader;
    this.texts = texts;
    this.aliased = aliased;
  }

  /**
   * The text that sees through what it reads.
   *
   * @param texts by the model's name, themselves free of references to such models
   * @param aliased the numbers of the references that the author gave an alias
   */
  public static RenderedText of(
      RenderedText reader, Map<String, RenderedText> texts, Set<Integer> aliased) {
    InlinedText inlined = new InlinedText(reader, texts, aliased);
    inlined.write();
    return inlined.text.rendered();
  }

  private void write() {
    int at = 0;
    for (Reference reference : reader.references()) {
      text.copy(reader, at, reference.start());
      RenderedText inner = texts.get(reference.name());
      if (inner == null) {
        text.keep(reader, reference);
      } else {
        inline(reference, inner);
      }
      at = reference.end();
    }
    text.copy(reader, at, reader.text().length());
  }

  private void inline(Reference reference, RenderedText inner) {
    text.own(reference.origin(), "(\n");
    String whole = inner.text();
    int at = whole.length() - whole.stripLeading().length();
    for (Reference read : inner.references()) {
      text.copy(inner, at, read.start());
      String name = inner.text().substring(read.start(), read.end());
      boolean named = read.name().indexOf('.') >= 0 || name.startsWith(SqlName.quoted(SCHEMA));
      text.keep(inner, read, named ? name : SqlName.quoted(SCHEMA) + "." + name);
      at = read.end();
    }
    text.copy(inner, at, Math.max(at, whole.stripTrailing().length()));
    String alias =
        aliased.contains(reference.index()) ? "" : " AS " + SqlName.quoted(reference.name());
    text.own(reference.origin(), "\n)" + alias);
  }
}
