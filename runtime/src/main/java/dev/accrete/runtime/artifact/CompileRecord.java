package dev.accrete.runtime.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;

/**
 * What the last compilation without errors said, kept in {@code target/} so that one of the same
 * inputs need not be made again while its files lie there untouched.
 *
 * <p>Nothing that a run does to tables goes by it. A file that is not whole, or of another form, is
 * passed over.
 *
 * @param inputs {@link CompileInputs#hash}
 * @param outputs {@link TargetFolder#stamps} of what it wrote
 * @param warnings what it told on standard error
 * @param rows the table of models
 * @param target the target's name
 * @param engine the target's engine
 */
public record CompileRecord(
    String inputs,
    String outputs,
    String warnings,
    List<List<String>> rows,
    String target,
    String engine) {
  private static final String FILE = "compile_record.json";

  public CompileRecord {
    rows = rows.stream().map(List::copyOf).toList();
  }

  /** Keeps it. Its last line is the hash of what stands before. */
  public void keep(TargetFolder folder) throws IOException {
    String text = Json.text(this);
    folder.write(FILE, text + Stamp.hash(text) + "\n");
  }

  /** The record of these inputs. */
  public static Optional<CompileRecord> of(TargetFolder folder, String inputs) {
    try {
      return folder
          .read(FILE)
          .flatMap(CompileRecord::parsed)
          .filter(kept -> kept.inputs().equals(inputs));
    } catch (IOException e) {
      return Optional.empty(); // it says nothing
    }
  }

  /** Whether a folder has a record at all. */
  public static boolean isIn(TargetFolder folder) {
    return Files.isRegularFile(folder.path().resolve(FILE), LinkOption.NOFOLLOW_LINKS);
  }

  private static Optional<CompileRecord> parsed(String text) {
    int last = text.lastIndexOf('\n', text.length() - 2) + 1;
    String json = text.substring(0, last);
    if (!text.substring(last).equals(Stamp.hash(json) + "\n")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          JsonMapper.builder()
              .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
              .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
              .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
              .build()
              .readValue(json, CompileRecord.class));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // of another version
    }
  }
}
