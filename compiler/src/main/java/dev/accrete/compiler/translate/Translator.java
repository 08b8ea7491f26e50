package dev.accrete.compiler.translate;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.ReadAhead;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.template.EditedText;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Writes the SQL of one dialect in another: calls by the catalogue of functions, types, and
 * clauses. What differs is written anew; all else stays the author's text, comments included.
 *
 * <p>It works on the text before anything is derived from it, so that the full and the incremental
 * variant are made of one translated SELECT (docs/decisions/0009).
 */
public final class Translator {
  private final Walk.Dialects dialects;
  private final ReadAhead ahead;

  /**
   * A translator.
   *
   * @param from the dialect of the texts: redshift, postgres or duckdb
   * @param to the dialect that they become
   */
  public Translator(String from, String to) {
    this(from, to, true, new ReadAhead());
  }

  /** The same for texts that the next step reads. */
  public Translator(String from, String to, ReadAhead ahead) {
    this(from, to, true, ahead);
  }

  /**
   * For a text that no run plays, if {@code clockBound} is false: then the clock is written too.
   */
  public Translator(String from, String to, boolean clockBound) {
    this(from, to, clockBound, new ReadAhead());
  }

  private Translator(String from, String to, boolean clockBound, ReadAhead ahead) {
    this.ahead = ahead;
    this.dialects = new Walk.Dialects(from, to, clockBound);
  }

  /**
   * The text in the other dialect, with an error at each form that has no equal there. A text that
   * does not parse comes back as it is: whoever reads it next says why.
   *
   * @param relations the columns of the relations that the text reads, by their names
   */
  public Checked<RenderedText> translate(RenderedText text, Map<String, List<Field>> relations) {
    boolean same = dialects.from().equals(dialects.to());
    if (same && !(dialects.to().equals("redshift") && text.text().contains("(+)"))) {
      return new Checked<>(text, List.of());
    }
    return ahead
        .parseAnyTables(text)
        .value()
        .map(p -> same ? OwnOuterJoins.written(p) : translate(p, relations))
        .orElse(new Checked<>(text, List.of()));
  }

  /** A type in the other dialect, as it is written there; absent where that has no such type. */
  public Optional<String> type(String written) {
    if (dialects.from().equals(dialects.to())) {
      return Optional.of(written);
    }
    try {
      return Optional.of(TypeNames.of(written, dialects).orElse(written));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /**
   * A text that is SQL only once something in it has been filled in.
   *
   * @param text the text, which comes out in the other dialect
   * @param parsable the same with SQL of the same length in place of what is to be filled in
   * @param relations the columns of relations that it may read, by the names that they have in it
   * @return absent where it does not parse, which the diagnostics say
   */
  public Checked<Optional<RenderedText>> translateUnfilled(
      RenderedText text, String parsable, Map<String, List<Field>> relations) {
    Checked<Optional<ParsedText>> parsed =
        SqlTextParser.parseAnyTables(new RenderedText(parsable, List.of(), text.pieces()));
    if (parsed.value().isEmpty()) {
      return new Checked<>(Optional.empty(), parsed.diagnostics());
    }
    if (dialects.from().equals(dialects.to())) {
      return new Checked<>(Optional.of(text), List.of()); // tables by their names are none of ours
    }
    ParsedText read = parsed.value().get();
    ParsedText unfilled =
        new ParsedText(
            text, read.query(), read.offsets(), read.aliased(), read.mayReadMore(), read.hasPath());
    Checked<RenderedText> translated = translate(unfilled, named(read.query(), relations));
    return new Checked<>(Optional.of(translated.value()), translated.diagnostics());
  }

  /** Those of some relations whose names stand in a query. */
  private static Map<String, List<Field>> named(SqlNode query, Map<String, List<Field>> relations) {
    Map<String, List<Field>> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    Map<String, List<Field>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(relations);
    query.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlIdentifier id) {
            String name = String.join(".", id.names);
            if (all.containsKey(name)) {
              named.put(name, all.get(name));
            }
            return null;
          }
        });
    return named;
  }

  private Checked<RenderedText> translate(ParsedText parsed, Map<String, List<Field>> relations) {
    Walk walk = new Walk(parsed, dialects, relations);
    parsed.query().accept(walk);
    return new Checked<>(EditedText.of(parsed.rendered(), walk.edits()), walk.diagnostics());
  }
}
