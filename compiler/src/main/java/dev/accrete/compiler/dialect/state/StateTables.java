package dev.accrete.compiler.dialect.state;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.RelationName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** The names of the state's tables for one project in one target schema. */
public final class StateTables {
  static final String STATE_VERSION = "state_version";
  static final String FREEZE_COUNTER = "freeze_counter";
  static final String FREEZE = "freeze";
  static final String BATCH = "batch";
  static final String BATCH_HASH = "batch_hash";
  static final String POSITION = "position";
  static final String MODEL_VERSION = "model_version";
  static final String CHANGE_LOG = "change_log";
  static final String MADE = "made";
  static final String SOURCE_COLUMN = "source_column";
  static final String LOCK = "lock";

  private static final String SIDE = "_side_";

  private static final Set<String> SHARED =
      Set.of(
          STATE_VERSION,
          FREEZE_COUNTER,
          FREEZE,
          BATCH,
          BATCH_HASH,
          POSITION,
          MODEL_VERSION,
          CHANGE_LOG,
          MADE,
          SOURCE_COLUMN,
          SeedSql.SEED,
          LOCK);

  /** What the names of a project's tables end with, of whichever project. */
  private static final String HASHED =
      ".*(_changes|_copy|_waiting|\\$.*|" + SIDE + "[a-z0-9]+)_[0-9a-f]{8}";

  /** What is kept beside a model for each of some of its columns, with a number behind it. */
  private static final List<String> NUMBERED_SIDES = List.of("values", "bounds");

  /** No server that shortens names has tables of more columns. */
  private static final int MOST_COLUMNS = 1600;

  private final Dialect dialect;
  private final String schema;
  private final String project;
  private final String targetSchema;

  /** What most statements and names of tables say, made once. */
  private final String storedSchema;

  private final String own;
  private final String ownValues;
  private final String scopeHash;

  /**
   * The names for a project.
   *
   * @param dialect the engine's
   * @param schema where the state lives, {@code accrete} by default
   * @param project the project's name
   * @param targetSchema the schema that the project's models go to, as resolved for the target
   */
  public StateTables(Dialect dialect, String schema, String project, String targetSchema) {
    this.dialect = dialect;
    this.schema = schema;
    this.project = project;
    this.targetSchema = targetSchema;
    this.storedSchema = dialect.stored(schema);
    this.own = ownOf("");
    this.ownValues = dialect.text(project) + ", " + dialect.text(targetSchema);
    this.scopeHash = hash(4, project, targetSchema);
  }

  /** The engine's dialect. */
  public Dialect dialect() {
    return dialect;
  }

  /** Where the state lives. */
  public String schema() {
    return schema;
  }

  /** The project's name. */
  public String project() {
    return project;
  }

  /** The schema that the project's models go to. */
  public String targetSchema() {
    return targetSchema;
  }

  RelationName name(String table) {
    return new RelationName(storedSchema, table);
  }

  String table(String table) {
    return dialect.relation(name(table));
  }

  /** The condition that restricts a state table to this project and target schema. */
  String own() {
    return own;
  }

  /** The same, of the rows that are about a source. */
  String own(RelationName source) {
    return own() + " AND source = " + dialect.text(source.plain());
  }

  String own(String qualifier) {
    return qualifier.isEmpty() ? own : ownOf(qualifier);
  }

  private String ownOf(String qualifier) {
    return qualifier
        + "project = "
        + dialect.text(project)
        + " AND "
        + qualifier
        + "target_schema = "
        + dialect.text(targetSchema);
  }

  /** The two constants that every inserted row begins with. */
  String ownValues() {
    return ownValues;
  }

  /**
   * The table of a model's signed changes: {@code accrete_version}, {@code accrete_count}, then the
   * model's columns. Its name ends with a hash of project and target schema, because two projects
   * of one database may have models of one name.
   */
  RelationName changes(String model) {
    return stored(model + "_changes_" + scopeHash);
  }

  /** A table that is looked up in the catalogue, where long names are shorter. */
  private RelationName stored(String table) {
    return name(dialect.stored(table));
  }

  /** The table of a hidden model. */
  public RelationName hidden(String model) {
    return stored(model + "_" + scopeHash);
  }

  /**
   * The copy of a snapshot source: the rows that it had at the last freeze, by its compared
   * columns.
   */
  RelationName copy(String source) {
    return stored(source + "_copy_" + scopeHash);
  }

  /** The rows of a landing source that its readers read already, and its own table has not yet. */
  RelationName waiting(RelationName source) {
    return stored(source.plain() + "_waiting_" + scopeHash);
  }

  /**
   * A table that is kept beside a model's own.
   *
   * @param what one word of letters and digits, by which no two models' tables can be confused
   */
  RelationName side(String model, String what) {
    return stored(model + SIDE + what + "_" + scopeHash);
  }

  /** Whether a table is the state's, of this project or another one. */
  public boolean isOwn(RelationName table) {
    String name = table.table().toLowerCase(Locale.ROOT);
    return table.schema().equalsIgnoreCase(storedSchema)
        && (SHARED.contains(name) || name.matches(HASHED));
  }

  /** Whether a table is kept beside a model's own. */
  boolean isSide(RelationName table, String model) {
    String name = table.table();
    int before = name.lastIndexOf(SIDE);
    int after = name.length() - ("_" + scopeHash).length();
    if (before >= 0 && before + SIDE.length() < after) {
      String what = name.substring(before + SIDE.length(), after);
      return what.chars().allMatch(Character::isLetterOrDigit) && side(model, what).equals(table);
    }
    return isShortenedSide(table, model);
  }

  /** A shortened name does not tell what it was made of. */
  private boolean isShortenedSide(RelationName table, String model) {
    String start = side(model, NUMBERED_SIDES.get(0) + MOST_COLUMNS).table();
    String alike = table.table().substring(0, Math.max(0, table.table().lastIndexOf('_')));
    if (alike.isEmpty() || !start.startsWith(alike)) {
      return false;
    }
    return side(model, "parts").equals(table)
        || NUMBERED_SIDES.stream()
            .flatMap(word -> IntStream.rangeClosed(1, MOST_COLUMNS).mapToObj(i -> word + i))
            .anyMatch(what -> side(model, what).equals(table));
  }

  /** So many bytes, in hexadecimal digits, that tell lists of texts apart. */
  static String hash(int bytes, String... texts) {
    try {
      byte[] scope = String.join("\0", texts).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(scope);
      return HexFormat.of().formatHex(hash, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
