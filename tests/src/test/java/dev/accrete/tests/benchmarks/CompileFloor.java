package dev.accrete.tests.benchmarks;

import dev.accrete.redshift.RedshiftParserImpl;
import freemarker.cache.FileTemplateLoader;
import freemarker.template.Configuration;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.Lex;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractSchema;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.apache.calcite.sql.fun.SqlLibraryOperatorTableFactory;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.yaml.snakeyaml.Yaml;

/**
 * What no compiler on FreeMarker and Calcite can leave out, and nothing else: each template once,
 * each SELECT parsed and validated once by Calcite as it comes, and as many bytes written as
 * Accrete writes. Nothing is derived, checked, translated or kept. A process of its own, so that it
 * can be compared with {@code accrete compile}.
 */
public final class CompileFloor {
  /** How far it goes: each step comes on top of those before. */
  enum Step {
    TEMPLATES,
    PARSED,
    VALIDATED,
    WRITTEN
  }

  /** Where it writes, below the project. */
  static final String FILES = "target/floor";

  private static final Pattern REF = Pattern.compile("\\$\\{ref\\('([^']+)'\\)}");
  private static final Pattern FRONT = Pattern.compile("(?s)\\A---\n.*?\n---\n");
  private static final Pattern TYPE =
      Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,\\s*(\\d+))?\\))?");
  private static final SqlParser.Config GRAMMAR =
      SqlParser.config()
          .withLex(Lex.JAVA)
          .withParserFactory(RedshiftParserImpl.FACTORY)
          .withQuoting(Quoting.DOUBLE_QUOTE)
          .withUnquotedCasing(Casing.TO_LOWER)
          .withQuotedCasing(Casing.UNCHANGED)
          .withConformance(SqlConformanceEnum.BABEL);
  private static final SqlOperatorTable OPERATORS =
      SqlLibraryOperatorTableFactory.INSTANCE.getOperatorTable(
          EnumSet.of(SqlLibrary.STANDARD, SqlLibrary.POSTGRESQL, SqlLibrary.REDSHIFT));

  private final Path project;
  private final Step last;
  private final List<Integer> sizes;
  private final Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
  private final Map<String, Map<String, String>> sources = new LinkedHashMap<>();
  private final Map<String, RelDataType> rows = new ConcurrentHashMap<>();
  private final AtomicLong refused = new AtomicLong();

  private CompileFloor(Path project, Step last, List<Integer> sizes) throws IOException {
    this.project = project;
    this.last = last;
    this.sizes = sizes;
    templates.setTagSyntax(Configuration.SQUARE_BRACKET_TAG_SYNTAX);
    templates.setTemplateLoader(new FileTemplateLoader(project.toFile()));
    templates.setNumberFormat("c");
  }

  /**
   * Takes the project, the last step, and the mean size of each file that is written for a model.
   *
   * @throws IllegalStateException if Calcite as it comes refuses a model: then less was done than
   *     is said
   */
  public static void main(String[] arguments) throws IOException {
    List<Integer> sizes = Stream.of(arguments).skip(2).map(Integer::valueOf).toList();
    CompileFloor floor = new CompileFloor(Path.of(arguments[0]), Step.valueOf(arguments[1]), sizes);
    floor.sources();
    for (List<Path> level : floor.levels()) {
      level.parallelStream().forEach(floor::model);
    }
    if (floor.refused.get() > 0) {
      throw new IllegalStateException("Calcite refuses " + floor.refused.get() + " models");
    }
  }

  private void sources() throws IOException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(project.resolve("models/sources.yml")));
    for (Object one : (List<?>) file.get("sources")) {
      Map<?, ?> source = (Map<?, ?>) one;
      Map<String, String> columns = new LinkedHashMap<>();
      ((Map<?, ?>) source.get("columns"))
          .forEach((name, column) -> columns.put((String) name, type(column)));
      sources.put((String) source.get("name"), columns);
    }
  }

  private static String type(Object column) {
    return column instanceof Map<?, ?> map ? (String) map.get("type") : String.valueOf(column);
  }

  /** Models by the length of the longest chain that they read. */
  private List<List<Path>> levels() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Map<String, Set<String>> parents = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(project.resolve("models"))) {
      for (Path file : walk.filter(f -> f.toString().endsWith(".sql")).toList()) {
        files.put(name(file), file);
        Set<String> read = new TreeSet<>();
        Matcher matcher = REF.matcher(Files.readString(file));
        while (matcher.find()) {
          read.add(matcher.group(1));
        }
        parents.put(name(file), read);
      }
    }
    Map<String, Integer> depths = new TreeMap<>();
    List<List<Path>> levels = new ArrayList<>();
    for (String name : files.keySet()) {
      int depth = depth(name, parents, depths);
      while (levels.size() <= depth) {
        levels.add(new ArrayList<>());
      }
      levels.get(depth).add(files.get(name));
    }
    return levels;
  }

  private static int depth(
      String name, Map<String, Set<String>> parents, Map<String, Integer> depths) {
    Integer known = depths.get(name);
    if (known != null) {
      return known;
    }
    int depth = 0;
    for (String parent : parents.get(name)) {
      if (parents.containsKey(parent)) {
        depth = Math.max(depth, 1 + depth(parent, parents, depths));
      }
    }
    depths.put(name, depth);
    return depth;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".sql", "");
  }

  private void model(Path file) {
    try {
      Set<String> read = new TreeSet<>();
      String text = rendered(file, read);
      if (last.compareTo(Step.PARSED) >= 0) {
        SqlNode query = SqlParser.create(text, GRAMMAR).parseQuery();
        if (last.compareTo(Step.VALIDATED) >= 0) {
          validate(name(file), query, read);
        }
      }
      if (last == Step.WRITTEN) {
        write(name(file), text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException | SqlParseException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  private String rendered(Path file, Set<String> read) throws IOException, TemplateException {
    String text = FRONT.matcher(Files.readString(file)).replaceFirst("");
    TemplateMethodModelEx ref =
        names -> {
          String name = names.get(0).toString();
          read.add(name);
          return new SimpleScalar(name);
        };
    TemplateMethodModelEx variable =
        names ->
            names.get(0).toString().equals("sites")
                ? new SimpleSequence(List.of("shop", "blog"), templates.getObjectWrapper())
                : new SimpleScalar("30");
    StringWriter out = new StringWriter();
    new Template(project.relativize(file).toString(), text, templates)
        .process(Map.of("ref", ref, "var", variable), out);
    return out.toString();
  }

  private void validate(String name, SqlNode query, Set<String> read) {
    RelDataTypeFactory types = new JavaTypeFactoryImpl();
    CalciteSchema root = CalciteSchema.createRootSchema(false, false);
    read.forEach(table -> add(root, table, types));
    Properties properties = new Properties();
    properties.put("caseSensitive", "false");
    CalciteCatalogReader reader =
        new CalciteCatalogReader(
            root, List.of(), types, new CalciteConnectionConfigImpl(properties));
    SqlValidator validator =
        SqlValidatorUtil.newValidator(
            OPERATORS,
            reader,
            types,
            SqlValidator.Config.DEFAULT
                .withConformance(SqlConformanceEnum.BABEL)
                .withLenientOperatorLookup(true));
    try {
      rows.put(name, validator.getValidatedNodeType(validator.validate(query)));
    } catch (RuntimeException e) {
      refused.incrementAndGet();
    }
  }

  private void add(CalciteSchema root, String table, RelDataTypeFactory types) {
    Map<String, String> columns = sources.get(table);
    if (columns != null) {
      rows.computeIfAbsent(table, key -> row(columns, types));
    }
    RelDataType row = rows.get(table);
    if (row == null) {
      return; // its own model was refused
    }
    int dot = table.indexOf('.');
    CalciteSchema schema = root;
    if (dot >= 0) {
      CalciteSchema known = root.getSubSchema(table.substring(0, dot), true);
      schema = known == null ? root.add(table.substring(0, dot), new AbstractSchema()) : known;
    }
    schema.add(
        table.substring(dot + 1),
        new AbstractTable() {
          @Override
          public RelDataType getRowType(RelDataTypeFactory factory) {
            return row;
          }
        });
  }

  private static RelDataType row(Map<String, String> columns, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    columns.forEach((column, type) -> row.add(column, type(type, types)).nullable(true));
    return row.build();
  }

  private static RelDataType type(String text, RelDataTypeFactory types) {
    Matcher matcher = TYPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    SqlTypeName name = SqlTypeName.valueOf(matcher.group(1).strip().toUpperCase(Locale.ROOT));
    return matcher.group(2) == null
        ? types.createSqlType(name)
        : types.createSqlType(name, Integer.parseInt(matcher.group(2)));
  }

  private void write(String name, String text) throws IOException {
    Path folder = Files.createDirectories(project.resolve(FILES).resolve(name));
    byte[] model = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < sizes.size(); i++) {
      byte[] bytes = new byte[sizes.get(i)];
      for (int at = 0; at < bytes.length; at += model.length) {
        System.arraycopy(model, 0, bytes, at, Math.min(model.length, bytes.length - at));
      }
      Files.write(folder.resolve(i + ".sql"), bytes);
    }
  }
}
