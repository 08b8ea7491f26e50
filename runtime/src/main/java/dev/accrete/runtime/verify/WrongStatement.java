package dev.accrete.runtime.verify;

import dev.accrete.runtime.verify.SentStatements.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds, among the statements that a run sent for a model, the one that made its table wrong. A
 * table is written from staged rows: rows that it lacks, or that are wrong, were staged wrong; rows
 * that should have gone were not found by what staged the keys.
 */
final class WrongStatement {
  private static final Pattern WRITTEN =
      Pattern.compile(
          "^(?:INSERT INTO|CREATE (?:OR REPLACE )?(?:TEMP(?:ORARY)? )?TABLE(?: IF NOT EXISTS)?)\\s+"
              + "([^\\s(]+)",
          Pattern.CASE_INSENSITIVE);

  private final List<Sent> sent;
  private final String table;

  private WrongStatement(List<Sent> sent, String table) {
    this.sent = sent;
    this.table = table;
  }

  /**
   * The statement; several where any of them should have found a row's key; none where nothing
   * wrote the table.
   *
   * @param sent of the model, in order
   * @param table the model's, as it stands in SQL
   * @param stale whether a row stayed that was there before and should have gone
   */
  static List<Sent> of(List<Sent> sent, String table, boolean stale) {
    WrongStatement search = new WrongStatement(sent, table);
    return (stale
            ? search.beginning("DELETE FROM").map(search::choosing)
            : Optional.<List<Sent>>empty())
        .or(() -> search.beginning("INSERT INTO").map(search::filling))
        .orElse(List.of());
  }

  private List<Sent> filling(Sent insert) {
    List<Sent> staging = staging(insert);
    return List.of(staging.isEmpty() ? insert : staging.get(staging.size() - 1));
  }

  /** What staged the rows by which a statement chooses, and so on down to what read the inputs. */
  private List<Sent> choosing(Sent delete) {
    List<Sent> last = List.of(delete);
    List<Sent> below = staging(delete);
    while (!below.isEmpty()) {
      last = below;
      below = staging(below.get(0));
    }
    return last;
  }

  private Optional<Sent> beginning(String words) {
    String start = words + " " + table;
    return sent.stream().filter(s -> s.sql().strip().startsWith(start)).reduce((a, b) -> b);
  }

  /**
   * The statements before a reader that wrote rows into what it reads, but for the model's table.
   */
  private List<Sent> staging(Sent reader) {
    List<Sent> staging = new ArrayList<>();
    for (Sent one : sent.subList(0, sent.indexOf(reader))) {
      Optional<String> written = written(one);
      if (written.filter(name -> !name.equals(table) && reads(reader, name)).isPresent()
          && !written.equals(written(reader))
          && !one.sql().strip().endsWith("WITH NO DATA")) {
        staging.add(one);
      }
    }
    return staging;
  }

  private static boolean reads(Sent reader, String name) {
    return Pattern.compile("(?:FROM|JOIN|USING)\\s+" + Pattern.quote(name) + "(?![\\w\"])")
        .matcher(reader.sql())
        .find();
  }

  private static Optional<String> written(Sent statement) {
    Matcher matcher = WRITTEN.matcher(statement.sql().strip());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
