package dev.accrete.compiler.diagnostic;

/**
 * The catalogue of everything that Accrete can say about a project, with its stable code.
 *
 * <p>E0xx project files, E1xx templates, E2xx SQL, W0xx to W2xx warnings of the same steps.
 * Refusals (Rxxx) have a catalogue of their own, in {@code derive}.
 */
public enum Code {
  // Project files (load)
  PROJECT_FILE_MISSING("E001", "no accrete.yml in %s"),
  UNKNOWN_KEY("E002", "unknown key %s in %s"),
  DUPLICATE_KEY("E003", "the key %s stands twice"),
  WRONG_VALUE("E004", "%s must be %s, not %s"),
  MISSING_KEY("E005", "%s lacks %s"),
  YAML_SYNTAX("E006", "not valid YAML: %s"),
  DUPLICATE_NAME("E007", "two %ss are named %s"),
  FRONT_MATTER_UNCLOSED("E008", "the front matter has no closing %s"),
  EMPTY_MODEL("E009", "the model %s has no SELECT"),
  UNSUPPORTED_CHARACTER("E010", "the character %s cannot be used in project files"),
  UNKNOWN_TARGET("E011", "no target %s in accrete.yml"),
  SAME_TABLE("E012", "%s and %s are one table, %s"),
  PATH_OUTSIDE("E013", "%s lies outside the project"),
  FILE_UNREADABLE("E014", "%s cannot be read: %s"),
  NOT_YET_SUPPORTED("E015", "%s is not supported yet"),
  UNKNOWN_TEST("E016", "there is no test %s"),
  EMPTY_TEST("E017", "the test %s has no SELECT"),
  HOOK("E018", "a hook of %s %s"),
  NO_TABLE("E019", "%s of %s: an ephemeral model has no table"),
  SEED("E020", "%s"),
  SELECTOR_CIRCLE("E021", "the selectors name each other in a circle: %s"),
  HELPER_COLUMN("E022", "%s has a column %s, a name that Accrete gives to columns of its own"),
  OWN_TABLE("E023", "%s would be one of Accrete's own tables, %s"),
  CAPITAL_COLUMN(
      "E024",
      "%s takes up the column \"%s\" of %s, whose capitals count on PostgreSQL, and Accrete writes names there in small letters"),

  // Templates
  TEMPLATE_SYNTAX("E101", "the template does not parse: %s"),
  TEMPLATE_FAILED("E102", "the template fails: %s"),
  UNKNOWN_REFERENCE("E103", "ref('%s') names no source, model or seed"),
  UNKNOWN_VARIABLE("E104", "no variable %s"),
  ENVIRONMENT_FORBIDDEN(
      "E105", "env('%s') stands outside targets and its name does not begin with ACCRETE_"),
  ENVIRONMENT_MISSING("E106", "the environment has no %s"),
  THIS_OUTSIDE_BLOCK("E107", "%s stands outside an [@incremental] block"),
  NUMBER_INTERPOLATION("E108", "${%s} prints the number itself"),
  TEMPLATE_LIMIT("E109", "the template exceeds the limit of %s"),
  CYCLE("E110", "the models read each other in a circle: %s"),
  UNIQUE_KEY_MISSING("E111", "[@incremental] needs a unique_key in the front matter"),

  // SQL
  SQL_SYNTAX("E201", "the SQL does not parse: %s"),
  BARE_TABLE("E202", "the table %s is read without ref()"),
  UNKNOWN_COLUMN("E203", "no column %s in %s"),
  UNKNOWN_TABLE("E204", "no table %s here"),
  AMBIGUOUS_COLUMN("E205", "more than one column here is named %s"),
  INVALID_SQL("E206", "the SQL does not validate: %s"),
  NOT_A_QUERY("E207", "a model is one SELECT, this is %s"),
  SEVERAL_STATEMENTS("E208", "a model is one SELECT, here a second statement begins"),
  REPEATED_COLUMN("E209", "two output columns are named %s"),
  WRONG_TYPE("E210", "%s"),
  TOO_DEEP("E211", "the SQL is nested deeper than %s"),
  NO_EQUAL("E212", "%s has no equal in %s"),
  MARK_LEFT(
      "E213",
      "(+) is not clearly an outer join here, and may be none where Accrete reads a table through a subquery"),
  HELPER_NAME("E214", "%s is a name that Accrete gives to columns of its own"),
  CAPITAL_NAME(
      "E215",
      "%s has an output column \"%s\", whose capitals count on PostgreSQL, and Accrete writes names there in small letters"),
  RENDERED_SQL_INVALID(
      "E290", "Accrete wrote SQL that does not parse; this is a defect of Accrete: %s"),

  // Derivation
  REQUIRED_NOT_MET("E301", "incremental: required, and only a full rebuild is sound: %s"),
  PIN_UNSOUND("E302", "the pinned %s cannot be used: %s"),
  WINDOW_WITHOUT_FILTER(
      "E303", "the front matter has a time window, and the SELECT has no increment_filter"),
  VARIANTS_DIFFER("E304", "the incremental variant returns the columns (%s), the full one (%s)"),
  CONTRACT_BROKEN("E305", "the contract of %s is broken: %s"),

  // Warnings
  BARE_TABLE_WARNING("W202", "the table %s is read without ref()"),
  INVALID_SQL_WARNING(
      "W206", "the SQL does not validate, so the model is always rebuilt in full: %s"),
  UNKNOWN_FUNCTION(
      "W207", "the function %s is in no catalogue, so nothing is derived from the model"),
  TYPES_UNKNOWN("W210", "the types here are not known to the type checker: %s"),
  UNREAD_FORM(
      "W211",
      "%s is left to the engine as it is written: its columns have no types here, and the model is rebuilt in full"),
  CREATED_TABLE(
      "W212", "only the SELECT of this CREATE TABLE counts: Accrete makes the table itself"),
  WRONG_CALL("W213", "Redshift's documentation has no such call: %s"),
  NOT_VERIFIED(
      "W290",
      "the derivation of %s did not pass its check, so the table is always rebuilt in full; this is a defect of Accrete: %s"),
  OPEN_ANSWER("W301", "%s"),
  UNKNOWN_TABLE_PROPERTY("W302", "%s"),
  LIVE_VIEW(
      "W303", "the view %s reads the source %s, so it shows rows that tables do not have yet"),
  OUTSIDE_LAW(
      "W304",
      "%s is kept up to date by %s, outside the law: nothing shows that its table equals its SELECT"),
  GRANTS_LEFT_OUT("W305", "%s has no rights, so the grants of %s are left out"),
  PADDED_TEXT(
      "W306",
      "the model compares %s, of type CHAR, whose blanks at the end count on %s and not in %s");

  private final String id;
  private final String pattern;

  Code(String id, String pattern) {
    this.id = id;
    this.pattern = pattern;
  }

  /** The stable code, such as {@code E203}. */
  public String id() {
    return id;
  }

  /** Errors begin with E, warnings with W. */
  public Severity severity() {
    return id.startsWith("E") ? Severity.ERROR : Severity.WARNING;
  }

  /** The sentence of this code with its places filled; words too long to read are cut. */
  public String message(Object... arguments) {
    return LongWords.cut(String.format(java.util.Locale.ROOT, pattern, arguments));
  }
}
