package dev.accrete.runtime.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code source sync --format json} prints.
 *
 * @param sources those that were looked at
 * @param files those that change
 * @param written false where that was only shown
 */
public record SyncReport(List<Entry> sources, List<ChangedFile> files, boolean written) {
  public SyncReport {
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }

  /**
   * One source.
   *
   * @param name as models name it
   * @param relation its table in the target
   * @param path the file that declares it; null where none does
   * @param status {@code unchanged}, {@code changed}, {@code declared} (for the first time), {@code
   *     error}
   * @param added columns that the declaration lacked
   * @param differing columns that are declared otherwise
   * @param gone columns that are declared and not in the table
   * @param message why it could not be brought up to date, or null
   */
  public record Entry(
      String name,
      String relation,
      @Nullable String path,
      String status,
      List<Added> added,
      List<Differing> differing,
      List<String> gone,
      @Nullable String message) {
    public Entry {
      added = List.copyOf(added);
      differing = List.copyOf(differing);
      gone = List.copyOf(gone);
    }
  }

  /** A column that the declaration lacked. */
  public record Added(String name, String type, boolean nullable) {}

  /**
   * A column that is declared otherwise than the table has it.
   *
   * @param declared its type as declared
   * @param type its type in the table, as a declaration writes it
   * @param nullable false where the table allows no NULL in it
   * @param overwritten whether the declaration says the latter now
   */
  public record Differing(
      String name, String declared, String type, boolean nullable, boolean overwritten) {}

  /**
   * A file that changes.
   *
   * @param diff in the unified form
   */
  public record ChangedFile(String path, String diff) {}
}
