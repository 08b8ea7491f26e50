package dev.accrete.compiler.load;

import dev.accrete.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table that somebody else loads, declared with its columns.
 *
 * @param name the name as {@code ref} has it, such as {@code atomic.events}
 * @param schema the part before the dot, or null where the name has none
 * @param table the last part of the name
 * @param description for people, or empty
 * @param loadedAt the ETL timestamp, absent on sources without one
 * @param changes the kind of change that the source can show
 * @param arrival how much the freeze counts
 * @param check by what a freeze tells that a batch of an append source changed
 * @param landing where the rows of a landing source arrive; each run claims them from there
 * @param columns in order; {@code loadedAt} is among them, added as a nullable timestamp where it
 *     is not listed
 * @param uniqueKey claimed unique columns, empty for none
 * @param ignored columns of a snapshot source that are not compared, and so not kept or read
 * @param sortkeys columns by which rows arrive roughly in order, the first one first; empty where
 *     nobody says so
 * @param freshness how old its newest row may be; absent where no column tells its age
 * @param span the place of the name
 * @param seed the CSV file of {@code seeds/} that it is made of; absent where somebody else loads
 *     it
 * @param deletes the source that holds copies of the rows deleted from an append source; absent
 *     where nobody keeps them
 * @param loadedWith the source with whose rows its own come, instead of {@code loadedAt}
 */
public record SourceDeclaration(
    String name,
    @Nullable String schema,
    String table,
    String description,
    Optional<LoadedAt> loadedAt,
    ChangeKind changes,
    Arrival arrival,
    Check check,
    Optional<Landing> landing,
    List<Column> columns,
    List<String> uniqueKey,
    List<String> ignored,
    List<String> sortkeys,
    Optional<Freshness> freshness,
    Span span,
    Optional<String> seed,
    Optional<Deletes> deletes,
    Optional<LoadedWith> loadedWith) {
  public SourceDeclaration {
    columns = List.copyOf(columns);
    uniqueKey = List.copyOf(uniqueKey);
    ignored = List.copyOf(ignored);
    sortkeys = List.copyOf(sortkeys);
  }

  /** A source that somebody else loads. */
  public SourceDeclaration(
      String name,
      @Nullable String schema,
      String table,
      String description,
      Optional<LoadedAt> loadedAt,
      ChangeKind changes,
      Arrival arrival,
      Optional<Landing> landing,
      List<Column> columns,
      List<String> uniqueKey,
      List<String> ignored,
      List<String> sortkeys,
      Optional<Freshness> freshness,
      Span span) {
    this(
        name,
        schema,
        table,
        description,
        loadedAt,
        changes,
        arrival,
        Check.COUNT,
        landing,
        columns,
        uniqueKey,
        ignored,
        sortkeys,
        freshness,
        span,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What kind of change a source can show. */
  public enum ChangeKind {
    APPEND,
    LANDING,
    SNAPSHOT,
    STATIC
  }

  /** How much of a source a freeze counts. */
  public enum Arrival {
    /** All batches. */
    ANY,
    /** Batches from the newest known one on, and of older ones their total. */
    ORDERED,
    /** Batches from the newest known one on: older ones are said to stay as they are. */
    TRUSTED
  }

  /** By what a freeze tells that a batch changed. */
  public enum Check {
    /** By the number of its rows. */
    COUNT,
    /** By the sum of its rows' hashes as well. */
    HASH
  }

  /** The width of a batch: one stamp, or all stamps of an hour or a day. */
  public enum Grain {
    STAMP,
    HOUR,
    DAY
  }

  /**
   * The table that rows of a landing source arrive in.
   *
   * @param schema as declared, or null where it is the schema of models
   * @param move when claimed rows come into the source's own table
   */
  public record Landing(@Nullable String schema, String table, Move move) {}

  /** When claimed rows of a landing source come into its own table. */
  public enum Move {
    /** With the claim, before the models run. */
    BEFORE,
    /** When all readers have taken them in. */
    AFTER
  }

  /**
   * The append source that holds a copy of each row deleted from another one.
   *
   * @param source its name, as {@code ref} has it
   * @param span where it is named
   */
  public record Deletes(String source, Span span) {}

  /** The ETL timestamp: a column, folded, and the width of a batch. */
  public record LoadedAt(String column, Grain grain) {}

  /**
   * The source with whose rows these come, as context tables come with events.
   *
   * @param source its name, which has a {@code loadedAt}
   * @param on columns that are equal in rows that belong together, at least one pair
   * @param span the place of the name
   */
  public record LoadedWith(String source, List<Equality> on, Span span) {
    public LoadedWith {
      on = List.copyOf(on);
    }

    /** The same names at the places of another declaration, if that has as many. */
    public LoadedWith placedAs(LoadedWith other) {
      List<Equality> placed = new ArrayList<>();
      for (int i = 0; i < on.size() && on.size() == other.on.size(); i++) {
        placed.add(new Equality(on.get(i).column(), on.get(i).other(), other.on.get(i).span()));
      }
      return new LoadedWith(source, placed.isEmpty() ? on : placed, other.span());
    }

    /**
     * A column of the source's own and one of the other's, both folded.
     *
     * @param span where it stands
     */
    public record Equality(String column, String other, Span span) {}
  }

  /**
   * A declared column.
   *
   * @param name folded as the dialect folds it, unless quoted in the YAML key
   * @param type the SQL type as written, such as {@code varchar(36)}
   * @param nullable false is a claim, checked where a derivation uses it
   * @param description for people, or empty
   */
  public record Column(String name, String type, boolean nullable, String description) {
    /** Stands for a type that is not declared, which is an error. */
    public static final String UNKNOWN = "unknown";
  }

  /** The columns that models may read: all but the ignored ones. */
  public List<Column> readable() {
    return columns.stream()
        .filter(c -> ignored.stream().noneMatch(c.name()::equalsIgnoreCase))
        .toList();
  }

  /** The declared column of a name, without regard to case. */
  public Optional<Column> column(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }
}
