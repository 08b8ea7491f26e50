package dev.accrete.runtime.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.accrete.runtime.report.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a case, as a file has it, so that it can be played again: with the project that
 * it was found in as that is now, or with the copy beside the file.
 *
 * @param seed of the case that it was made small from
 * @param model the model that was wrong
 * @param steps in order
 */
public record RecordedCase(long seed, String model, List<RecordedStep> steps) {
  /** The file's name in the folder of a case. */
  public static final String FILE = "case.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /** Of whatever a file has: it need not have all of it. */
  public RecordedCase {
    if (Objects.isNull(model) || Objects.isNull(steps)) {
      throw new IllegalArgumentException("a case has seed, model and steps");
    }
    steps = List.copyOf(steps);
  }

  /**
   * A step: one of load, delete and run is there.
   *
   * @param load the source that rows come into
   * @param delete the source that rows go from
   * @param columns of the rows
   * @param rows values as SQL literals
   * @param run the models that are brought up to date; empty for all
   * @param fullRefresh those of them that are rebuilt in full
   * @param beforeStatement the number of the run's statement before which somebody else comes
   * @param meanwhile what that one does
   * @param incident what happens to the run itself, before that statement: a word of {@link
   *     IncidentKind}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RecordedStep(
      @Nullable String load,
      @Nullable String delete,
      @Nullable List<String> columns,
      @Nullable List<List<String>> rows,
      @Nullable List<String> run,
      @Nullable List<String> fullRefresh,
      @Nullable Integer beforeStatement,
      @Nullable RecordedStep meanwhile,
      @Nullable String incident) {}

  /** A case. */
  static RecordedCase of(TestCase test, String model) {
    return new RecordedCase(
        test.seed(), model, test.steps().stream().map(step -> recorded(step, test)).toList());
  }

  private static RecordedStep recorded(Step step, TestCase test) {
    if (step instanceof Step.Run run) {
      Optional<Step.Interruption> interruption = run.interruption();
      return new RecordedStep(
          null,
          null,
          null,
          null,
          run.models(),
          run.refreshed().isEmpty() ? null : run.refreshed(),
          interruption
              .map(Step.Interruption::statement)
              .or(() -> run.incident().map(Step.Incident::statement))
              .orElse(null),
          interruption.map(i -> recorded(i.write(), test)).orElse(null),
          run.incident().map(i -> i.kind().word()).orElse(null));
    }
    Step.Write write = (Step.Write) step;
    boolean isLoad = write instanceof Step.Load;
    return new RecordedStep(
        isLoad ? write.table() : null,
        isLoad ? null : write.table(),
        test.table(write.table()).columns().stream().map(DataTable.DataColumn::name).toList(),
        write.rows(),
        null,
        null,
        null,
        null,
        null);
  }

  /** As the file has it. */
  String text() {
    return Json.text(this);
  }

  /**
   * Reads the case of a folder.
   *
   * @param folder with a file {@link #FILE} in it
   * @throws NotTestableException if there is none, or it does not tell a case
   */
  public static RecordedCase read(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      RecordedCase read =
          MAPPER.readValue(Files.readString(file, StandardCharsets.UTF_8), RecordedCase.class);
      for (int i = 0; i < read.steps().size(); i++) {
        requireWhole(read.steps().get(i), folder + ", step " + (i + 1));
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new NotTestableException(
          file
              + " is no case"
              + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")")
              + ": "
              + e.getOriginalMessage());
    } catch (IOException e) {
      throw new NotTestableException("there is no case in " + folder + ": it has no " + FILE);
    }
  }

  private static void requireWhole(RecordedStep step, String place) {
    int kinds =
        (step.load() == null ? 0 : 1)
            + (step.delete() == null ? 0 : 1)
            + (step.run() == null ? 0 : 1);
    boolean isWrite = step.run() == null;
    if (kinds != 1
        || isWrite && (step.columns() == null || step.rows() == null)
        || (step.beforeStatement() == null)
            != (step.meanwhile() == null && step.incident() == null)) {
      throw new NotTestableException(
          place + ": a step has load or delete, each with columns and rows, or run");
    }
    for (List<String> row :
        isWrite && step.rows() != null ? step.rows() : List.<List<String>>of()) {
      if (step.columns() == null || row.size() != step.columns().size()) {
        throw new NotTestableException(place + ": a row has a value for each of the columns");
      }
    }
    if (step.meanwhile() != null) {
      requireWhole(step.meanwhile(), place);
    }
  }

  /**
   * The history over the sources of a project.
   *
   * @throws NotTestableException if it has no such source
   */
  List<Step> steps(List<DataTable> tables) {
    return steps.stream().map(step -> step(step, tables)).toList();
  }

  private static Step step(RecordedStep step, List<DataTable> tables) {
    if (step.run() == null) {
      return write(step, tables);
    }
    Optional<Step.Interruption> interruption =
        step.meanwhile() == null || step.beforeStatement() == null
            ? Optional.empty()
            : Optional.of(
                new Step.Interruption(step.beforeStatement(), write(step.meanwhile(), tables)));
    return new Step.Run(
        step.run(),
        step.fullRefresh() == null ? List.of() : step.fullRefresh(),
        interruption,
        incident(step));
  }

  private static Optional<Step.Incident> incident(RecordedStep step) {
    Integer before = step.beforeStatement();
    if (step.incident() == null || before == null) {
      return Optional.empty();
    }
    return Arrays.stream(IncidentKind.values())
        .filter(kind -> kind.word().equals(step.incident()))
        .findFirst()
        .map(kind -> new Step.Incident(kind, before))
        .or(
            () -> {
              throw new NotTestableException("nothing is known that is called " + step.incident());
            });
  }

  private static Step.Write write(RecordedStep step, List<DataTable> tables) {
    String name = step.load() == null ? String.valueOf(step.delete()) : step.load();
    DataTable table =
        tables.stream()
            .filter(t -> t.name().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new NotTestableException("the case loads " + name + ", which is no source"));
    List<String> columns = step.columns() == null ? List.of() : step.columns();
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : step.rows() == null ? List.<List<String>>of() : step.rows()) {
      List<String> values = new ArrayList<>();
      for (DataTable.DataColumn column : table.columns()) {
        int at = columns.indexOf(column.name());
        values.add(at < 0 ? "NULL" : row.get(at));
      }
      rows.add(values);
    }
    return step.load() == null ? new Step.Delete(name, rows) : new Step.Load(name, rows);
  }
}
