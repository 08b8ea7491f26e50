package dev.accrete.compiler.catalogue;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions and operators that Accrete knows, read from {@code functions.txt} beside this
 * class.
 *
 * <p>A name that is absent is unknown: nothing is derived from what it computes, unless the project
 * declares it deterministic.
 */
public final class Functions {

  /** What a function is. */
  public enum Kind {
    /** An operator or function of its operands alone. */
    SCALAR,
    /** An aggregate whose value depends on the rows of its group as a bag alone. */
    AGGREGATE,
    /**
     * An aggregate that may pick freely among the group's rows, or orders them only where it says
     * how.
     */
    OPEN_AGGREGATE,
    /** A window function. */
    WINDOW,
    /** Gives rows, the same ones for the same operands. */
    TABLE,
    /** No function, but a clause: it chooses freely among rows that tie. */
    CHOICE,
    /** Reads the clock or the session's day. */
    CLOCK,
    /** Gives another value each time. */
    VOLATILE,
    /** In no catalogue. */
    UNKNOWN
  }

  private static final Map<String, FunctionEntry> KNOWN = CatalogueFile.read();

  private static final String REDSHIFT = "r";

  private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

  private final Set<String> declared;
  private final String engine;

  /**
   * The known functions of an engine. What Redshift alone has is unknown elsewhere: extensions of
   * PostgreSQL and DuckDB have functions of the same names that are something else, such as the
   * aggregate {@code ST_UNION}.
   *
   * @param declaredDeterministic those that the project declares, in lower case
   */
  public Functions(Set<String> declaredDeterministic, String engine) {
    this.declared = Set.copyOf(declaredDeterministic);
    this.engine = engine;
  }

  /** What a function or operator is, by its name in any case. */
  public Kind kind(String name) {
    boolean elsewhere =
        !engine.equals("redshift")
            && entry(name).map(entry -> entry.dialects().equals(REDSHIFT)).orElse(false);
    Kind kind = elsewhere ? Kind.UNKNOWN : known(name);
    boolean promised = kind == Kind.UNKNOWN && declared.contains(name.toLowerCase(Locale.ROOT));
    return promised ? Kind.SCALAR : kind;
  }

  /** Whether a name is in the catalogue. */
  public static boolean isKnown(String name) {
    return KNOWN.containsKey(name.toUpperCase(Locale.ROOT));
  }

  /** Whether a name is an aggregate when it stands without OVER. */
  public static boolean isAggregate(String name) {
    Kind kind = known(name);
    return kind == Kind.AGGREGATE || kind == Kind.OPEN_AGGREGATE;
  }

  /**
   * Whether a name is an aggregate that may pick among the rows of its group, or orders them only
   * where told.
   */
  public static boolean isOpenAggregate(String name) {
    return known(name) == Kind.OPEN_AGGREGATE;
  }

  /** What is known of a name, in any case. */
  public static Optional<FunctionEntry> entry(String name) {
    return Optional.ofNullable(KNOWN.get(name.toUpperCase(Locale.ROOT)));
  }

  /** Whether a function that an engine has is known to give whole numbers there. */
  public static boolean givesWhole(String name, String engine) {
    return entry(name)
        .filter(entry -> entry.isIn(engine) && WHOLE.contains(entry.result()))
        .isPresent();
  }

  /** Every entry, in the order of the file. */
  public static Collection<FunctionEntry> all() {
    return KNOWN.values();
  }

  private static Kind known(String name) {
    FunctionEntry entry = KNOWN.get(name.toUpperCase(Locale.ROOT));
    return entry == null ? Kind.UNKNOWN : entry.kind();
  }
}
