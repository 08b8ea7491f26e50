package dev.accrete.compiler.load;

import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.diagnostic.Diagnostic;
import dev.accrete.compiler.diagnostic.Findings;
import dev.accrete.compiler.diagnostic.Nearest;
import dev.accrete.compiler.load.ModelFile.ColumnDocument;
import dev.accrete.compiler.load.SeedRows.Cell;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.ChangeKind;
import dev.accrete.compiler.load.SourceDeclaration.Check;
import dev.accrete.compiler.load.SourceDeclaration.Column;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the sources of the CSV files in {@code seeds/}: tables whose rows a run loads. */
final class SeedReader {
  private static final String ENDING = ".csv";

  private final Findings findings;
  private final Map<String, SeedDocument> documents = new LinkedHashMap<>();

  SeedReader(List<SeedDocument> documents, Findings findings) {
    this.findings = findings;
    for (SeedDocument document : documents) {
      SeedDocument before = this.documents.putIfAbsent(document.name(), document);
      if (before != null) {
        Diagnostic twice =
            Diagnostic.of(Code.DUPLICATE_NAME, document.place(), "seed entrie", document.name());
        findings.add(twice.withNote(before.place(), "the other one stands here"));
      }
    }
  }

  /** The seeds of these files; what is wrong with one is reported, and it is left out. */
  List<SourceDeclaration> read(List<SourceFile> files) {
    List<SourceDeclaration> seeds = new ArrayList<>();
    List<String> names = files.stream().map(SeedReader::name).toList();
    files.forEach(file -> seed(file).ifPresent(seeds::add));
    for (SeedDocument document : documents.values()) {
      if (!document.name().isEmpty() && !names.contains(document.name())) {
        Diagnostic wrong =
            Diagnostic.of(
                Code.WRONG_VALUE,
                document.place(),
                "name",
                "a file of seeds/ without .csv",
                document.name());
        String hint = Nearest.hint(document.name(), names);
        findings.add(hint == null ? wrong : wrong.withHint(hint));
      }
    }
    return seeds;
  }

  private static String name(SourceFile file) {
    String path = file.path();
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ENDING.length());
  }

  private Optional<SourceDeclaration> seed(SourceFile file) {
    String name = name(file);
    Span place = new Span(file, 0, 0);
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      findings.add(
          Diagnostic.of(
              Code.WRONG_VALUE, place, "a seed's file name", "letters, digits and _", name));
      return Optional.empty();
    }
    SeedRows.Read read = SeedRows.of(file.text());
    if (read.broken().isPresent()) {
      int at = read.broken().get();
      findings.add(
          Diagnostic.of(
              Code.SEED, new Span(file, at, at + 1), "a quote opens here and is not closed"));
      return Optional.empty();
    }
    if (!read.hasHeader()) {
      findings.add(Diagnostic.of(Code.SEED, place, "the seed has no header in its first line"));
      return Optional.empty();
    }
    return isRegular(file, read.rows())
        ? Optional.of(declaration(file, name, read.rows()))
        : Optional.empty();
  }

  private boolean isRegular(SourceFile file, List<List<Cell>> rows) {
    int before = findings.count();
    Set<String> names = new HashSet<>();
    for (Cell cell : rows.get(0)) {
      Span place = new Span(file, cell.start(), cell.end());
      String name = cell.text().strip();
      if (name.isEmpty()) {
        findings.add(Diagnostic.of(Code.SEED, place, "a column of the header has no name"));
      } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
        findings.add(Diagnostic.of(Code.SEED, place, "the header names " + name + " twice"));
      }
    }
    int width = rows.get(0).size();
    rows.stream()
        .skip(1)
        .filter(row -> row.size() != width)
        .findFirst()
        .ifPresent(
            row ->
                findings.add(
                    Diagnostic.of(
                        Code.SEED,
                        new Span(file, row.get(0).start(), row.get(row.size() - 1).end()),
                        "the header has " + width + " columns, this row " + row.size())));
    return findings.count() == before;
  }

  private SourceDeclaration declaration(SourceFile file, String name, List<List<Cell>> rows) {
    Optional<SeedDocument> document = Optional.ofNullable(documents.get(name));
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < rows.get(0).size(); i++) {
      int index = i;
      String column = ColumnNames.folded(rows.get(0).get(i).text().strip());
      List<Cell> values = rows.stream().skip(1).map(row -> row.get(index)).toList();
      Optional<ColumnDocument> said =
          document.flatMap(
              d -> d.columns().stream().filter(c -> c.name().equalsIgnoreCase(column)).findFirst());
      String type =
          said.map(ColumnDocument::type)
              .or(() -> document.map(d -> d.types().get(column)))
              .orElseGet(() -> SeedTypes.of(values));
      columns.add(new Column(column, type, true, said.map(ColumnDocument::description).orElse("")));
    }
    document.ifPresent(d -> checkNames(d, columns));
    return new SourceDeclaration(
        name,
        null,
        name,
        document.map(SeedDocument::description).orElse(""),
        Optional.empty(),
        ChangeKind.SNAPSHOT,
        Arrival.ANY,
        Check.COUNT,
        Optional.empty(),
        columns,
        document.map(SeedDocument::uniqueKey).orElse(List.of()),
        List.of(),
        List.of(),
        Optional.empty(),
        new Span(file, 0, 0),
        Optional.of(file.path()),
        Optional.empty(),
        Optional.empty());
  }

  private void checkNames(SeedDocument document, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    Map<String, Span> written = new LinkedHashMap<>();
    document.types().keySet().forEach(column -> written.put(column, document.place()));
    document.uniqueKey().forEach(column -> written.put(column, document.place()));
    document.columns().forEach(column -> written.put(column.name(), column.place()));
    written.forEach(
        (column, place) -> {
          if (names.stream().noneMatch(column::equalsIgnoreCase)) {
            Diagnostic unknown =
                Diagnostic.of(Code.UNKNOWN_COLUMN, place, column, "the seed " + document.name());
            String hint = Nearest.hint(column, names);
            findings.add(hint == null ? unknown : unknown.withHint(hint));
          }
        });
  }
}
