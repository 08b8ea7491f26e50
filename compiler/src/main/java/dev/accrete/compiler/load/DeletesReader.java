package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.load.SourceDeclaration.Deletes;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.compiler.load.SourceDeclaration.LoadedAt;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads {@code deletes}: the source that holds copies of deleted rows.
 *
 * <p>A copy has all columns of its row, the stamp among them, and a column of its own that says
 * when the deletion was noted. Were that the same column, the stamp of the row would be lost, and
 * with it the batch that the row has left.
 */
final class DeletesReader {
  private final List<SourceDeclaration> sources;
  private final Findings findings;

  private DeletesReader(List<SourceDeclaration> sources, Findings findings) {
    this.sources = sources;
    this.findings = findings;
  }

  /**
   * The source that is named; absent where none is, and on sources of which no batch can shrink.
   */
  static Optional<Deletes> read(
      Section section, String source, ChangeKind changes, Optional<LoadedAt> loadedAt) {
    Optional<YamlValue> written = section.value("deletes");
    if (written.isEmpty()) {
      return Optional.empty();
    }
    if (changes != ChangeKind.APPEND || loadedAt.isEmpty()) {
      section.wrong("deletes", "left out unless changes is append, with loaded_at", written.get());
      return Optional.empty();
    }
    Optional<String> named = section.text("deletes");
    if (named.filter(source::equalsIgnoreCase).isPresent()) {
      section.wrong("deletes", "another source than " + source + " itself", written.get());
      return Optional.empty();
    }
    return named.map(name -> new Deletes(name, written.get().span()));
  }

  /** Reports what does not fit between sources and those that hold their deleted rows. */
  static void check(List<SourceDeclaration> sources, Findings findings) {
    DeletesReader reader = new DeletesReader(sources, findings);
    sources.forEach(source -> source.deletes().ifPresent(d -> reader.check(source, d)));
  }

  private void check(SourceDeclaration source, Deletes deletes) {
    Optional<SourceDeclaration> copies =
        sources.stream().filter(s -> s.name().equals(deletes.source())).findFirst();
    if (copies.isEmpty()) {
      String hint =
          Nearest.hint(deletes.source(), sources.stream().map(SourceDeclaration::name).toList());
      Diagnostic unknown =
          wrong(deletes.span(), "deletes of " + source.name(), "a declared source", deletes);
      findings.add(hint == null ? unknown : unknown.withHint(hint));
      return;
    }
    check(source, deletes, copies.get());
  }

  private void check(SourceDeclaration source, Deletes deletes, SourceDeclaration copies) {
    boolean appended = copies.changes() == ChangeKind.APPEND && copies.loadedAt().isPresent();
    if (!appended || copies.deletes().isPresent()) {
      findings.add(
          wrong(
                  deletes.span(),
                  "deletes of " + source.name(),
                  "an append source with loaded_at, and without deletes of its own",
                  deletes)
              .withNote(copies.span(), "the source stands here"));
      return;
    }
    LoadedAt noted = copies.loadedAt().get();
    if (noted.grain() != Grain.STAMP) {
      findings.add(
          Diagnostic.of(
              Code.WRONG_VALUE,
              copies.span(),
              "the grain of " + copies.name(),
              "stamp, as it holds the deleted rows of " + source.name(),
              noted.grain().name().toLowerCase(Locale.ROOT)));
    }
    if (source.column(noted.column()).isPresent()) {
      findings.add(
          Diagnostic.of(
                  Code.WRONG_VALUE,
                  copies.span(),
                  "loaded_at of " + copies.name(),
                  "a column that " + source.name() + " does not have",
                  noted.column())
              .withHint(
                  "a copy keeps every column of its row, also the stamp; let one more column say"
                      + " when the deletion was noted"));
    }
    source.columns().forEach(column -> check(source, copies, column));
  }

  /** Copies are read in the place of rows, so they need their columns, in their types. */
  private void check(SourceDeclaration source, SourceDeclaration copies, Column column) {
    Optional<Column> copied =
        copies.columns().stream().filter(c -> c.name().equals(column.name())).findFirst();
    if (copied.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.MISSING_KEY,
                  copies.span(),
                  "the source " + copies.name(),
                  "the column " + column.name())
              .withHint("it holds the deleted rows of " + source.name() + ", with all columns"));
    } else if (!copied.get().type().equalsIgnoreCase(column.type())) {
      findings.add(
          Diagnostic.of(
              Code.WRONG_VALUE,
              copies.span(),
              "the type of " + column.name() + " in " + copies.name(),
              column.type() + ", as in " + source.name(),
              copied.get().type()));
    }
  }

  private static Diagnostic wrong(Span span, String key, String expected, Deletes deletes) {
    return Diagnostic.of(Code.WRONG_VALUE, span, key, expected, deletes.source());
  }
}
