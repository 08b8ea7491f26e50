package dev.accrete.compiler.parse;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.Code;
import dev.accrete.compiler.source.Span;
import dev.accrete.compiler.tree.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which types the corpus of Redshift's SQL says that columns have: {@code types/TOPIC.txt}. */
public final class RedshiftTypes {
  private static final Pattern HEAD = Pattern.compile("(.*?)(?: \\((.*)\\))?");
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile(", (?=[a-z_]+ [a-z])");

  private RedshiftTypes() {}

  /**
   * A snippet, its tables and what must come out.
   *
   * @param name topic and name
   * @param sql the text as the corpus has it
   * @param tables each table's columns; those of {@code *} are any other's
   * @param own columns that have another type in this snippet
   * @param types of the result's columns
   */
  public record Typed(
      String name,
      String sql,
      Map<String, Map<String, String>> tables,
      Map<String, String> own,
      List<String> types) {

    /** The columns of a table by its name. */
    public Optional<List<Field>> fields(String table) {
      Map<String, String> declared = tables.getOrDefault(table, tables.get("*"));
      if (declared == null) {
        return Optional.empty();
      }
      Map<String, String> columns = new LinkedHashMap<>(declared);
      boolean isOnly = tables.size() == 1;
      own.forEach((name, type) -> columns.computeIfPresent(name, (n, t) -> type));
      if (isOnly) {
        own.forEach(columns::putIfAbsent);
      }
      return Optional.of(
          columns.entrySet().stream().map(e -> new Field(e.getKey(), e.getValue(), true)).toList());
    }

    /** The text as it parses, with each table as a reference. */
    public Checked<Optional<ParsedText>> parsed() {
      return RedshiftTypes.parsed(sql);
    }
  }

  /** All of them, by topic. */
  public static List<Typed> all() {
    Map<String, String> snippets = new TreeMap<>();
    RedshiftCorpus.topics().forEach(s -> snippets.put(s.name(), s.sql()));
    try (Stream<Path> files = Files.list(RedshiftCorpus.folder().resolve("types"))) {
      return files.sorted().flatMap(f -> topic(f, snippets).stream()).toList();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The queries of the corpus, by topic and name, with each table as a reference. */
  public static Map<String, ParsedText> parsed() {
    Map<String, ParsedText> queries = new TreeMap<>();
    RedshiftCorpus.topics().stream()
        .filter(s -> !s.refused())
        .forEach(s -> parsed(s.sql()).value().ifPresent(p -> queries.put(s.name(), p)));
    return queries;
  }

  /** The columns that are known to come out otherwise: topic, snippet and number. */
  public static List<String> known() {
    return RedshiftCorpus.lines("known-types.txt");
  }

  private static List<Typed> topic(Path file, Map<String, String> snippets) {
    String topic = file.getFileName().toString().replace(".txt", "");
    Map<String, Map<String, String>> tables = new TreeMap<>();
    List<Typed> typed = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        List<String> parts = List.of(line.split(" \\| "));
        List<String> others = parts.subList(1, parts.size());
        if (line.startsWith("table ")) {
          tables.put(parts.get(0).substring(6), columns(others));
          continue;
        }
        Matcher head = HEAD.matcher(parts.get(0));
        if (!head.matches()) {
          throw new AssertionError(line);
        }
        String name = topic + "/" + head.group(1);
        String sql =
            Optional.ofNullable(snippets.get(name))
                .orElseThrow(() -> new AssertionError("no snippet " + name));
        List<String> own =
            head.group(2) == null ? List.of() : List.of(BETWEEN_COLUMNS.split(head.group(2)));
        typed.add(new Typed(name, sql, Map.copyOf(tables), columns(own), others));
      }
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
    return typed;
  }

  private static Map<String, String> columns(List<String> declared) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : declared) {
      String[] parts = column.split(" ", 2);
      columns.put(parts[0], parts[1]);
    }
    return columns;
  }

  /** The places of the tables come from what the parser says of each that is read by its name. */
  private static Checked<Optional<ParsedText>> parsed(String sql) {
    String plain = SqlComments.withoutEscapedQuotes(sql);
    StringBuilder text = new StringBuilder();
    List<String> names = new ArrayList<>();
    List<int[]> places = new ArrayList<>();
    int at = 0;
    for (Span table : tables(plain)) {
      text.append(plain, at, table.start());
      String name = name(plain.substring(table.start(), table.end()));
      String quoted = '"' + name.replace(".", "\".\"") + '"';
      names.add(name);
      places.add(new int[] {text.length(), text.length() + quoted.length()});
      text.append(quoted);
      at = table.end();
    }
    text.append(plain, at, plain.length());
    return SqlTextParser.parse(Texts.referring(text.toString(), names, places));
  }

  private static List<Span> tables(String sql) {
    return SqlTextParser.parse(Texts.plain(sql)).diagnostics().stream()
        .filter(d -> d.code() == Code.BARE_TABLE)
        .map(d -> Objects.requireNonNull(d.span()))
        .sorted(Comparator.comparing(Span::start))
        .toList();
  }

  private static String name(String written) {
    return written.replace("#", "").replace("\"", "").toLowerCase(Locale.ROOT);
  }
}
