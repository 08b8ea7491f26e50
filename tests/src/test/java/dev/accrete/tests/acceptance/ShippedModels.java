package dev.accrete.tests.acceptance;

import dev.accrete.tests.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * The shipped projects as texts, and the small graph that tests of the runtime run; the source of
 * the small ones declared with the columns that a test's events have.
 */
public final class ShippedModels {
  /** The folder of the small graph. */
  public static final String VISITS = "tests/src/test/resources/projects/visits";

  private static final String SOURCES = "models/sources.yml";

  private static final String LOYALTY =
      """
      ---
      unique_key: [root_id, root_tstamp]
      ---
      SELECT root_id, root_tstamp, MAX(SUBSTRING(id, 1, 1)) AS loyalty_level
      FROM ${ref('atomic.com_snowplowanalytics_snowplow_web_page_1')}
      GROUP BY root_id, root_tstamp
      """;

  private ShippedModels() {}

  /** The web models as they are shipped, over two sources, with other values of variables. */
  public static Map<String, String> web(Map<String, String> variables) {
    Map<String, String> texts = texts("web");
    variables.forEach(
        (name, value) ->
            texts.computeIfPresent(
                "accrete.yml",
                (path, text) ->
                    text.replaceFirst(
                        "(?m)^  " + name + ": .*$(\\R    .*$)*",
                        Matcher.quoteReplacement("  " + name + ": " + value))));
    return texts;
  }

  /**
   * The web models with two columns of one's own in the source, v_tracker and se_value, and a
   * context of one's own, loyalty, whose level is the first sign of the greatest page view id; the
   * variables decide whether they are used.
   */
  public static Map<String, String> webWithOwn(Map<String, String> variables) {
    Map<String, String> texts = web(variables);
    String last = "      event_fingerprint: {type: varchar(128)";
    texts.computeIfPresent(
        SOURCES,
        (path, text) ->
            text.replace(
                last,
                "      v_tracker: {type: varchar(100)}\n      se_value: {type: varchar(10)}\n"
                    + last));
    texts.put("models/loyalty.sql", LOYALTY);
    return texts;
  }

  /** The web models with the other declaration of their sources, which stands in comments. */
  public static Map<String, String> webFromLanding() {
    Map<String, String> texts = web(Map.of());
    texts.computeIfPresent(
        SOURCES,
        (path, text) ->
            text.replaceAll(
                "(?m)^    loaded_at: .*\\n    changes: append\\n    # (changes: .*)\\n    # (landing: .*)$",
                "    $1\n    $2"));
    return texts;
  }

  /** The small graph: events_deduplicated, id_map, sessions, visitors. */
  public static Map<String, String> visits(Map<String, String> columns) {
    return with(visits(), columns, "etl_tstamp");
  }

  /** The small graph over a source whose batches are hours: its stamps are nearly one per event. */
  public static Map<String, String> visitsByHour(Map<String, String> columns) {
    return with(visits(), columns, "{column: etl_tstamp, grain: hour}");
  }

  /** The texts of the small graph. */
  public static Map<String, String> visits() {
    return texts(Repository.root().resolve(VISITS));
  }

  /** The founding example. */
  public static Map<String, String> starter(Map<String, String> columns) {
    return with(texts("starter"), columns, "etl_tstamp");
  }

  /** The text files of a shipped project, by path. */
  public static Map<String, String> texts(String project) {
    return texts(Repository.root().resolve("models").resolve(project));
  }

  private static Map<String, String> texts(Path folder) {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        if (path.matches(".*\\.(yml|sql|ftl)") && !path.startsWith("target/")) {
          texts.put(path, Files.readString(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Writes a project's texts into a folder. */
  public static Path write(Map<String, String> texts, Path folder) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    return folder;
  }

  private static Map<String, String> with(
      Map<String, String> texts, Map<String, String> columns, String loadedAt) {
    StringBuilder declared =
        new StringBuilder(
            """
            sources:
              - name: atomic.events
                loaded_at: %s
                changes: append
                columns:
            """
                .formatted(loadedAt));
    columns.forEach(
        (name, type) ->
            declared
                .append("      %s: {type: %s".formatted(name, type))
                .append(name.equals("event_id") ? ", nullable: false}\n" : "}\n"));
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.put(SOURCES, declared.toString());
    return all;
  }
}
