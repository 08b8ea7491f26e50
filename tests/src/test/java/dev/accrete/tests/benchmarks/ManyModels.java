package dev.accrete.tests.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A big project as companies have them: groups of ten models, chains five deep, each group over
 * sources of its own choice. Columns, conditions, functions and widths are drawn for each model, so
 * that no two have the same text with another number in it, and the same seed gives the same files.
 */
public final class ManyModels {
  /** How many models a group has. */
  public static final int GROUP = 10;

  private static final List<String> TEXTS =
      List.of(
          "app_id",
          "platform",
          "user_id",
          "geo_country",
          "geo_region",
          "geo_city",
          "page_url",
          "page_title",
          "page_referrer",
          "refr_medium",
          "refr_source",
          "refr_term",
          "mkt_medium",
          "mkt_source",
          "mkt_campaign",
          "mkt_content",
          "br_name",
          "br_family",
          "br_lang",
          "os_name",
          "os_family",
          "os_timezone",
          "dvce_type",
          "event_name",
          "useragent");
  private static final List<String> NUMBERS =
      List.of(
          "domain_sessionidx",
          "pp_xoffset_max",
          "pp_yoffset_max",
          "br_viewwidth",
          "br_viewheight",
          "doc_width",
          "doc_height",
          "revenue_cents",
          "quantity",
          "engaged_seconds");
  private static final List<String> WORDS =
      List.of(
          "web", "app", "mail", "search", "social", "paid", "direct", "trial", "order", "quote");
  private static final int SOURCES = 20;

  private final Path folder;
  private final Random random;

  private ManyModels(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** The columns of texts that each table of events has. */
  public static List<String> texts() {
    return TEXTS;
  }

  /** The columns of whole numbers that each table of events has. */
  public static List<String> numbers() {
    return NUMBERS;
  }

  /** How many tables of events there are, and how many of contexts. */
  public static int sources() {
    return SOURCES;
  }

  /** Writes a project of that many models, a multiple of ten, into an empty folder. */
  public static void write(Path folder, int models, long seed) throws IOException {
    ManyModels project = new ManyModels(folder, seed);
    project.frame();
    for (int group = 0; group < models / GROUP; group++) {
      project.group(group);
    }
  }

  private void frame() throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.createDirectories(folder.resolve("macros"));
    Files.writeString(
        folder.resolve("accrete.yml"),
        """
        name: many
        schema: derived
        dialect: redshift
        target: dev
        targets:
          dev: {engine: duckdb, path: target/dev.duckdb}
          prod: {engine: redshift, url: "jdbc:redshift://localhost:5439/many", user: many}
        vars:
          session_minutes: 30
          sites: [shop, blog]
        """);
    Files.writeString(
        folder.resolve("macros/share.ftl"),
        """
        [#macro share above below]CASE WHEN ${below} = 0 THEN NULL ELSE CAST(${above} AS double precision) / ${below} END[/#macro]
        """);
    StringBuilder sources = new StringBuilder("sources:\n");
    for (int i = 1; i <= SOURCES; i++) {
      sources.append(events(i)).append(context(i));
    }
    sources.append(
        """
          - name: atomic.countries
            changes: static
            unique_key: country
            columns:
              country: {type: varchar(2)}
              country_name: {type: varchar(100)}
              region_name: {type: varchar(100)}
        """);
    Files.writeString(folder.resolve("models/sources.yml"), sources.toString());
  }

  private static String events(int i) {
    return """
      - name: atomic.events_%d
        loaded_at: {column: etl_tstamp, grain: hour}
        changes: append
        columns:
          event_id: {type: varchar(36), nullable: false}
          etl_tstamp: {type: timestamp}
          collector_tstamp: {type: timestamp}
          derived_tstamp: {type: timestamp}
          domain_userid: {type: varchar(255)}
          domain_sessionid: {type: varchar(255)}
    """
            .formatted(i)
        + TEXTS.stream()
            .map(c -> "      " + c + ": {type: varchar(255)}\n")
            .collect(Collectors.joining())
        + NUMBERS.stream()
            .map(c -> "      " + c + ": {type: integer}\n")
            .collect(Collectors.joining());
  }

  private static String context(int i) {
    return """
      - name: atomic.context_%d
        loaded_at: {column: root_tstamp, grain: hour}
        changes: append
        columns:
          root_id: {type: varchar(36)}
          root_tstamp: {type: timestamp}
          id: {type: varchar(36)}
          label: {type: varchar(255)}
          weight: {type: integer}
    """
        .formatted(i);
  }

  private void group(int g) throws IOException {
    int source = 1 + random.nextInt(SOURCES);
    List<String> texts = some(TEXTS, 5 + random.nextInt(8));
    List<String> numbers = some(NUMBERS, 3 + random.nextInt(4));
    model(g, "stg_events", staging(source, texts, numbers));
    model(g, "stg_contexts", contexts(1 + random.nextInt(SOURCES)));
    model(g, "enriched", enriched(g, texts, numbers));
    model(g, "ordered", ordered(g, texts, numbers));
    model(g, "sessions", sessions(g, texts, numbers));
    model(g, "visitors", visitors(g, texts, numbers));
    model(g, "daily", daily(g, texts, numbers));
    model(g, "labels", labels(g, texts, numbers));
    model(g, "countries", countries(source, numbers));
    model(g, "both", both(g, texts, numbers));
  }

  private void model(int g, String name, String select) throws IOException {
    Path file = folder.resolve("models/group_" + g + "/" + name + "_" + g + ".sql");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "---\ntags: [group_" + g + "]\n---\n" + select);
  }

  private String staging(int source, List<String> texts, List<String> numbers) {
    String columns =
        texts.stream()
            .map(c -> random.nextInt(3) == 0 ? "LOWER(TRIM(" + c + ")) AS " + c : c)
            .collect(Collectors.joining(",\n  "));
    String amounts =
        numbers.stream()
            .map(c -> random.nextInt(3) == 0 ? "COALESCE(" + c + ", 0) AS " + c : c)
            .collect(Collectors.joining(",\n  "));
    return """
    -- What %s events are, under their own names.
    SELECT
      event_id,
      domain_userid,
      domain_sessionid,
      derived_tstamp,
      %s,
      %s
    FROM ${ref('atomic.events_%d')}
    WHERE domain_sessionid IS NOT NULL
      AND (%s IS NULL OR %s <> '%s')
      AND collector_tstamp >= '20%d-01-01'
    """
        .formatted(
            word(),
            columns,
            amounts,
            source,
            texts.get(0),
            texts.get(0),
            word(),
            15 + random.nextInt(10));
  }

  private String contexts(int source) {
    return """
    SELECT root_id, label, weight
    FROM (
      SELECT
        root_id,
        label,
        weight * %d AS weight,
        ROW_NUMBER() OVER (PARTITION BY root_id ORDER BY %s, id) AS row_number
      FROM ${ref('atomic.context_%d')}
      WHERE label <> '%s'
    ) AS numbered
    WHERE row_number = 1
    """
        .formatted(
            1 + random.nextInt(9),
            random.nextBoolean() ? "root_tstamp DESC" : "weight, label, root_tstamp",
            source,
            word());
  }

  private String enriched(int g, List<String> texts, List<String> numbers) {
    return """
    SELECT
      e.event_id,
      e.domain_userid,
      e.domain_sessionid,
      e.derived_tstamp,
      %s,
      %s,
      c.label,
      COALESCE(c.weight, %d) AS weight,
      CASE
        WHEN e.%s = '%s' THEN '%s'
        WHEN e.%s > %d THEN '%s'
        ELSE 'other'
      END AS kind
    FROM ${ref('stg_events_%d')} AS e
    %s JOIN ${ref('stg_contexts_%d')} AS c ON c.root_id = e.event_id
    """
        .formatted(
            prefixed("e.", texts, ",\n  "),
            prefixed("e.", numbers, ",\n  "),
            random.nextInt(100),
            texts.get(1),
            word(),
            word(),
            numbers.get(0),
            random.nextInt(5_000),
            word(),
            g,
            random.nextBoolean() ? "LEFT" : "INNER",
            g);
  }

  private String ordered(int g, List<String> texts, List<String> numbers) {
    return """
    SELECT
      *,
      LAG(%s) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id) AS previous_%s,
      DATEDIFF(second, LAG(derived_tstamp) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id), derived_tstamp)
        AS seconds_since,
      SUM(%s) OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id ROWS UNBOUNDED PRECEDING) AS running_%s,
      ROW_NUMBER() OVER (PARTITION BY domain_sessionid ORDER BY derived_tstamp, event_id) AS event_number
    FROM ${ref('enriched_%d')}
    WHERE weight < %d
    """
        .formatted(
            texts.get(0),
            texts.get(0),
            numbers.get(0),
            numbers.get(0),
            g,
            500 + random.nextInt(500));
  }

  private String sessions(int g, List<String> texts, List<String> numbers) {
    String firsts =
        some(texts, 4).stream()
            .map(c -> "MAX(CASE WHEN event_number = 1 THEN " + c + " END) AS first_" + c)
            .collect(Collectors.joining(",\n  "));
    String sums =
        numbers.stream()
            .map(c -> one("SUM", "MAX", "MIN", "AVG") + "(" + c + ") AS " + c)
            .collect(Collectors.joining(",\n  "));
    return """
    SELECT
      domain_sessionid,
      MIN(domain_userid) AS domain_userid,
      MIN(derived_tstamp) AS start_tstamp,
      MAX(derived_tstamp) AS end_tstamp,
      COUNT(*) AS events,
      COUNT(DISTINCT %s) AS distinct_%s,
      %s,
      %s,
      SUM(CASE WHEN seconds_since > ${var('session_minutes')} * 60 THEN 1 ELSE 0 END) AS pauses
    FROM ${ref('ordered_%d')}
    GROUP BY domain_sessionid
    %s
    """
        .formatted(
            texts.get(1),
            texts.get(1),
            firsts,
            sums,
            g,
            random.nextBoolean() ? "HAVING COUNT(*) > " + random.nextInt(5) : "");
  }

  private String visitors(int g, List<String> texts, List<String> numbers) {
    String most = one(numbers.toArray(String[]::new));
    return """
    [#import "/macros/share.ftl" as shares]
    WITH by_visitor AS (
      SELECT
        domain_userid,
        COUNT(*) AS sessions,
        SUM(events) AS events,
        MIN(start_tstamp) AS first_tstamp,
        MAX(end_tstamp) AS last_tstamp,
        MAX(%s) AS most_%s
      FROM ${ref('sessions_%d')}
      WHERE domain_userid IS NOT NULL
      GROUP BY domain_userid
    ),
    last_events AS (
      SELECT domain_userid, MAX(%s) AS last_%s, COUNT(DISTINCT domain_sessionid) AS seen_sessions
      FROM ${ref('stg_events_%d')}
      GROUP BY domain_userid
    )
    SELECT
      v.domain_userid,
      v.sessions,
      v.events,
      v.first_tstamp,
      v.last_tstamp,
      v.most_%s,
      l.last_%s,
      [@shares.share above="v.sessions" below="l.seen_sessions"/] AS share
    FROM by_visitor AS v
    LEFT JOIN last_events AS l ON l.domain_userid = v.domain_userid
    """
        .formatted(most, most, g, texts.get(2), texts.get(2), g, most, texts.get(2));
  }

  private String daily(int g, List<String> texts, List<String> numbers) {
    List<String> by = some(texts, 2 + random.nextInt(2));
    String sums =
        some(numbers, 3).stream()
            .map(c -> "SUM(" + c + ") AS " + c + ",\n  MAX(" + c + ") AS max_" + c)
            .collect(Collectors.joining(",\n  "));
    return """
    SELECT
      DATE_TRUNC('%s', derived_tstamp) AS period,
      %s,
      COUNT(*) AS events,
      COUNT(DISTINCT domain_userid) AS visitors,
      %s
    FROM ${ref('enriched_%d')}
    WHERE kind IN ('%s', '%s', 'other')
    GROUP BY %s
    """
        .formatted(
            one("day", "week", "month", "hour"),
            String.join(",\n  ", by),
            sums,
            g,
            word(),
            word(),
            IntStream.rangeClosed(1, by.size() + 1)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ")));
  }

  private String labels(int g, List<String> texts, List<String> numbers) {
    String number = one(numbers.toArray(String[]::new));
    return """
    SELECT
      label,
      %s,
      COUNT(*) AS events,
      SUM(%s) AS sum_%s,
      SUM(CASE WHEN kind = '%s' THEN %s ELSE 0 END) AS %s_%s
    FROM ${ref('enriched_%d')} AS e
    WHERE label IS NOT NULL
      AND %sEXISTS (
        SELECT 1
        FROM ${ref('stg_contexts_%d')} AS c
        WHERE c.root_id = e.event_id
          AND c.weight > %d
      )
    GROUP BY label, %s
    """
        .formatted(
            texts.get(3),
            number,
            number,
            word(),
            number,
            number,
            word(),
            g,
            random.nextBoolean() ? "NOT " : "",
            g,
            random.nextInt(300),
            texts.get(3));
  }

  private String countries(int source, List<String> numbers) {
    String sum = one(numbers.toArray(String[]::new));
    return """
    SELECT
      e.geo_country,
      c.country_name,
      c.region_name,
      COUNT(*) AS events,
      SUM(e.%s) AS %s,
      MIN(e.derived_tstamp) AS first_tstamp
    FROM ${ref('atomic.events_%d')} AS e
    INNER JOIN ${ref('atomic.countries')} AS c ON c.country = UPPER(e.geo_country)
    WHERE e.app_id IN ([#list var('sites') as site]'${site}'[#sep], [/#list])
      AND e.%s BETWEEN %d AND %d
    GROUP BY 1, 2, 3
    """
        .formatted(
            sum, sum, source, numbers.get(1), random.nextInt(100), 100 + random.nextInt(5_000));
  }

  private String both(int g, List<String> texts, List<String> numbers) {
    return """
    SELECT domain_sessionid, '%s' AS what, start_tstamp AS tstamp, events AS amount
    FROM ${ref('sessions_%d')}
    WHERE pauses > %d
    UNION ALL
    SELECT domain_sessionid, %s AS what, derived_tstamp AS tstamp, %s AS amount
    FROM ${ref('ordered_%d')}
    WHERE event_number <= %d
    """
        .formatted(
            word(),
            g,
            random.nextInt(4),
            texts.get(4),
            one(numbers.toArray(String[]::new)),
            g,
            1 + random.nextInt(20));
  }

  private static String prefixed(String prefix, List<String> columns, String between) {
    return columns.stream().map(c -> prefix + c).collect(Collectors.joining(between));
  }

  private List<String> some(List<String> all, int many) {
    List<String> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, Math.min(many, shuffled.size())));
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String word() {
    return one(WORDS.toArray(String[]::new)).toLowerCase(Locale.ROOT);
  }
}
