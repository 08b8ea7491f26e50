package dev.accrete.runtime.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.accrete.compiler.cache.CacheKey;
import dev.accrete.runtime.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the last compilation without errors said, kept in {@code target/} so that one of the same
 * inputs need not be made again while its files lie there untouched.
 *
 * <p>Nothing that a run does to tables goes by it. A file that is not whole, or of another form, is
 * passed over.
 *
 * @param inputs {@link CompileInputs#hash}
 * @param stamped {@link CompileInputs#stamped}; empty where that tells nothing
 * @param outputs {@link TargetFolder#stamps} of what it wrote
 * @param warnings what it told on standard error
 * @param rows the table of models
 * @param target the target's name
 * @param engine the target's engine
 */
public record CompileRecord(
    String inputs,
    String stamped,
    String outputs,
    String warnings,
    List<List<String>> rows,
    String target,
    String engine) {
  private static final String FILE = "compile_record.json";
  private static final Set<String> TEXTS =
      Set.of("inputs", "stamped", "outputs", "warnings", "target", "engine");

  public CompileRecord {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Keeps it. Its last line is the hash of what stands before. */
  public void keep(TargetFolder folder) throws IOException {
    String text = Json.text(this);
    folder.write(FILE, text + hash(text) + "\n");
  }

  /** The record that lies in a folder, whatever it was made of. */
  public static Optional<CompileRecord> in(TargetFolder folder) {
    try {
      return folder.read(FILE).flatMap(CompileRecord::parsed);
    } catch (IOException e) {
      return Optional.empty(); // it says nothing
    }
  }

  /** The same, to be known by other stamps. */
  public CompileRecord stampedAs(String stamps) {
    return new CompileRecord(inputs, stamps, outputs, warnings, rows, target, engine);
  }

  /** The names of the models. */
  public Set<String> models() {
    return rows.stream().map(row -> row.get(0)).collect(Collectors.toSet());
  }

  /** Whether a folder has a record at all. */
  public static boolean isIn(TargetFolder folder) {
    return Files.isRegularFile(folder.path().resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  private static String hash(String text) {
    return new CacheKey().text(text).hash();
  }

  private static Optional<CompileRecord> parsed(String text) {
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    String json = text.substring(0, last);
    if (!text.substring(last).equals(hash(json) + "\n")) {
      return Optional.empty();
    }
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      return read(parser);
    } catch (IOException e) {
      return Optional.empty(); // of another version
    }
  }

  /** Word by word: binding it to this class takes longer than all the rest of the look. */
  private static Optional<CompileRecord> read(JsonParser parser) throws IOException {
    Map<String, String> texts = new HashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.START_ARRAY) {
        rows.addAll(rows(parser));
      } else if (token == JsonToken.VALUE_STRING) {
        texts.put(parser.currentName(), parser.getText());
      }
    }
    return texts.keySet().equals(TEXTS)
        ? Optional.of(
            new CompileRecord(
                texts.getOrDefault("inputs", ""),
                texts.getOrDefault("stamped", ""),
                texts.getOrDefault("outputs", ""),
                texts.getOrDefault("warnings", ""),
                rows,
                texts.getOrDefault("target", ""),
                texts.getOrDefault("engine", "")))
        : Optional.empty();
  }

  private static List<List<String>> rows(JsonParser parser) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      List<String> row = new ArrayList<>();
      while (parser.nextToken() == JsonToken.VALUE_STRING) {
        row.add(parser.getText());
      }
      rows.add(row);
    }
    return rows;
  }
}
