package dev.accrete.compiler;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.SqlTextParser;
import dev.accrete.compiler.source.Origin;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.template.Reference;
import dev.accrete.compiler.template.RenderedText;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.ModelValidator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loads what parsing and validation need, before there is anything to parse: half of the time that
 * a small project takes goes into loading Calcite's classes and filling its tables.
 */
final class Preparation {
  private static final String TABLE = "\"t\"";
  private static final String SQL =
      "SELECT a, MIN(b) AS b, COUNT(DISTINCT c) AS c FROM " + TABLE + " GROUP BY a";

  private static final String SETTINGS =
      "name: none\ntarget: dev\ntargets:\n  dev: {engine: duckdb, path: \"${'none'}\"}\n";

  private Preparation() {}

  /** The templates, the reader of YAML, and the catalogue of functions. */
  static void reading() {
    Compiler.declarations(
        ProjectFiles.of(Map.of(ProjectFilesReader.SETTINGS, SETTINGS)), CompileOptions.DEFAULT);
    Functions.all();
  }

  static void run() {
    SourceFile file = new SourceFile("models/t.sql", SQL);
    int start = SQL.indexOf(TABLE);
    int end = start + TABLE.length();
    Origin origin = new Origin(new Span(file, start, end), List.of());
    RenderedText text =
        new RenderedText(
            SQL,
            List.of(new Reference(0, "t", start, end, origin)),
            new TreeMap<>(
                Map.of(
                    0, new RenderedText.Piece(new Origin(new Span(file, 0, 0), List.of()), true))));
    List<Field> fields =
        List.of(
            new Field("a", "varchar(36)", true),
            new Field("b", "timestamp", true),
            new Field("c", "integer", true));
    SqlTextParser.parse(text)
        .value()
        .ifPresent(p -> ModelValidator.validate(p, name -> Optional.of(fields), Validation.STRICT));
  }
}
