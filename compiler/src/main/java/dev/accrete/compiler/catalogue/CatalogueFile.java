package dev.accrete.compiler.catalogue;

import dev.accrete.compiler.catalogue.Functions.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code functions.txt}, whose head explains its form. */
final class CatalogueFile {
  private static final String GROUP = "== ";
  private static final int COLUMNS = 6;

  private final Map<String, FunctionEntry> entries = new LinkedHashMap<>();
  private Kind kind = Kind.UNKNOWN;
  private String page = "";
  private String[] columns = {};
  private final List<Mapping> mappings = new ArrayList<>();

  private CatalogueFile() {}

  /** Every entry by its name. */
  static Map<String, FunctionEntry> read() {
    CatalogueFile file = new CatalogueFile();
    try (InputStream in = Functions.class.getResourceAsStream("functions.txt")) {
      if (in == null) {
        throw new IllegalStateException(
            "functions.txt is missing beside " + Functions.class.getName());
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(file::line);
    } catch (IOException e) {
      throw new UncheckedIOException("reading functions.txt", e);
    }
    file.entry();
    return file.entries;
  }

  private void line(String line) {
    if (line.startsWith("    ")) {
      mappings.add(Mapping.of(line.strip()));
    } else if (line.startsWith(GROUP)) {
      entry();
      String[] words = line.substring(GROUP.length()).split(", ", 3);
      kind = Kind.valueOf(words[0]);
      page = words.length > 2 ? words[2] : "";
    } else if (!line.startsWith("# ") && !line.equals("#") && !line.isBlank() || isHash(line)) {
      entry();
      columns = (line + " ").split(" \\|(?= )", -1);
    }
  }

  /** The operator {@code #}, which is no comment. */
  private static boolean isHash(String line) {
    return line.startsWith("# | ");
  }

  private void entry() {
    if (columns.length == 0) {
      return;
    }
    if (columns.length != COLUMNS) {
      throw new IllegalStateException("functions.txt has the line " + String.join(" |", columns));
    }
    String own = columns[5].strip();
    FunctionEntry entry =
        new FunctionEntry(
            columns[0].strip(),
            kind,
            columns[1].strip(),
            columns[2].strip(),
            columns[3].strip(),
            columns[4].strip(),
            own.isEmpty() ? page : own,
            mappings);
    if (entries.put(entry.name(), entry) != null) {
      throw new IllegalStateException("functions.txt has two lines of " + entry.name());
    }
    columns = new String[] {};
    mappings.clear();
  }
}
