package dev.accrete.compiler.load;

import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code .sql} file: front matter, then one SELECT.
 *
 * @param name the file's name without {@code .sql}, unique in the project
 * @param file the whole file
 * @param bodyStart the offset in the file where the SELECT's template begins
 * @param bodyEnd the offset in the file where the template ends
 * @param configuration what the front matter says, and what YAML files say of the model
 * @param partOf the model of which this is a part: a hidden model, which has no file of its own;
 *     else null
 */
public record ModelFile(
    String name,
    SourceFile file,
    int bodyStart,
    int bodyEnd,
    ModelConfiguration configuration,
    @Nullable String partOf) {
  /** What stands in the name of a hidden model between the name of its reader and its own. */
  public static final String HIDDEN = "$";

  /** A model with a file of its own. */
  public ModelFile(
      String name, SourceFile file, int bodyStart, int bodyEnd, ModelConfiguration configuration) {
    this(name, file, bodyStart, bodyEnd, configuration, null);
  }

  /** A hidden model that holds a part of this one. */
  public ModelFile hidden(String hiddenName) {
    return new ModelFile(
        hiddenName,
        file,
        bodyStart,
        bodyEnd,
        configuration.ofPart(),
        partOf == null ? name : partOf);
  }

  /** The same below what the project says of all its models. */
  ModelFile below(HooksAndGrants project) {
    return project.equals(HooksAndGrants.NONE)
        ? this
        : new ModelFile(name, file, bodyStart, bodyEnd, configuration.below(project), partOf);
  }

  /** The template: the part of the file that FreeMarker renders. */
  public String body() {
    return file.text().substring(bodyStart, bodyEnd);
  }

  /** The place where the SELECT begins: shown where a finding is about the whole model. */
  public Span beginning() {
    int start = bodyStart;
    while (start < bodyEnd && Character.isWhitespace(file.text().charAt(start))) {
      start++;
    }
    return new Span(file, start, start);
  }

  /** What a reader of this model gets: a table of its own, a view, or the SELECT in place. */
  public enum Materialization {
    TABLE,
    VIEW,
    EPHEMERAL
  }

  /** Whether a model must, may or may not be kept up to date incrementally. */
  public enum IncrementalMode {
    AUTO,
    REQUIRED,
    NEVER
  }

  /**
   * What steers the incremental run.
   *
   * @param mode required, auto or never
   * @param strategy a pinned strategy, or null
   * @param key pinned key columns, empty for none
   * @param maxShare the share of stored keys above which a run rebuilds in full, absent for the
   *     default
   * @param timeWindow the settings of a time-window block, absent for none
   */
  public record Incremental(
      IncrementalMode mode,
      @Nullable String strategy,
      List<String> key,
      Optional<Double> maxShare,
      Optional<TimeWindow> timeWindow) {
    /** Auto, nothing pinned. */
    public static final Incremental AUTO =
        new Incremental(IncrementalMode.AUTO, null, List.of(), Optional.empty(), Optional.empty());
  }

  /** A Looker-style time window: the column, its grain and how many grains to look back. */
  public record TimeWindow(String column, String grain, int lookback) {}

  /** A documented output column. */
  public record ColumnDocument(
      String name, @Nullable String type, String description, List<Object> tests, Span place) {}

  /**
   * The front matter.
   *
   * @param description for people, or empty
   * @param materialized table by default
   * @param schema replaces the project's, or null
   * @param tags for selection
   * @param meta free
   * @param distribution distribution column ({@code distkey}), or null
   * @param sortkeys sort columns, in order
   * @param uniqueKey claimed unique columns, empty for none
   * @param incremental what steers the incremental run
   * @param validation replaces the project's, or null
   * @param onChange replaces the project's, or null
   * @param contract whether the declared columns are checked
   * @param columns documented columns
   * @param around hooks and grants, those of the project among them
   * @param keySpans the places of the front matter's keys, for later diagnostics
   */
  public record ModelConfiguration(
      String description,
      Materialization materialized,
      @Nullable String schema,
      List<String> tags,
      Map<String, Object> meta,
      @Nullable String distribution,
      List<String> sortkeys,
      List<String> uniqueKey,
      Incremental incremental,
      ProjectSettings.@Nullable Validation validation,
      ProjectSettings.@Nullable OnChange onChange,
      boolean contract,
      List<ColumnDocument> columns,
      HooksAndGrants around,
      Map<String, Span> keySpans) {

    /** The configuration of a model without front matter. */
    public static final ModelConfiguration DEFAULT = plain(Materialization.TABLE);

    /** The configuration of a text that is no table, such as that of a data test. */
    static final ModelConfiguration SEEN_THROUGH = plain(Materialization.EPHEMERAL);

    private static ModelConfiguration plain(Materialization materialized) {
      return new ModelConfiguration(
          "",
          materialized,
          null,
          List.of(),
          Map.of(),
          null,
          List.of(),
          List.of(),
          Incremental.AUTO,
          null,
          null,
          false,
          List.of(),
          HooksAndGrants.NONE,
          Map.of());
    }

    /** What of this holds for a part of the model as well. */
    ModelConfiguration ofPart() {
      return new ModelConfiguration(
          "",
          Materialization.TABLE,
          null,
          tags,
          Map.of(),
          null,
          List.of(),
          List.of(),
          Incremental.AUTO,
          validation,
          onChange,
          false,
          List.of(),
          HooksAndGrants.NONE,
          keySpans);
    }

    /** The same with another description and documented columns. */
    ModelConfiguration documented(String newDescription, List<ColumnDocument> newColumns) {
      return with(newDescription, newColumns, around);
    }

    /** The same below the hooks and grants of the project, where the model is stored. */
    ModelConfiguration below(HooksAndGrants project) {
      return materialized == Materialization.EPHEMERAL
          ? this
          : with(description, columns, project.and(around));
    }

    private ModelConfiguration with(
        String newDescription, List<ColumnDocument> newColumns, HooksAndGrants newAround) {
      return new ModelConfiguration(
          newDescription,
          materialized,
          schema,
          tags,
          meta,
          distribution,
          sortkeys,
          uniqueKey,
          incremental,
          validation,
          onChange,
          contract,
          newColumns,
          newAround,
          keySpans);
    }
  }
}
