package dev.accrete.compiler.dialect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a column's declared type is on an engine: Redshift has types that no other engine has. */
public final class DeclaredType {
  private static final Set<String> AS_TEXT = Set.of("geometry", "geography", "hllsketch");

  private static final Pattern BYTES =
      Pattern.compile("(varbyte|varbinary|binary varying)\\b.*", Pattern.DOTALL);

  private static final Pattern LONGEST =
      Pattern.compile("\\w+( varying)?\\s*\\(\\s*max\\s*\\)", Pattern.DOTALL);

  private static final Pattern NAMED = Pattern.compile("([a-z]+)\\b(.*)", Pattern.DOTALL);

  /** Names that not all engines have. */
  private static final Map<String, String> PLAIN =
      Map.of("datetime", "TIMESTAMP", "nvarchar", "VARCHAR", "nchar", "CHAR");

  private DeclaredType() {}

  /** Whether values of the type are texts where the type itself is not known. */
  public static boolean isText(String declared) {
    return AS_TEXT.contains(declared.strip().toLowerCase(Locale.ROOT));
  }

  /** The type that such a column has there. */
  public static String on(String engine, String declared) {
    String name = declared.strip().toLowerCase(Locale.ROOT);
    if (engine.equals("redshift")) {
      return declared;
    }
    boolean duck = engine.equals("duckdb");
    if (name.equals("super")) {
      return duck ? "JSON" : "JSONB";
    }
    if (isText(name) || LONGEST.matcher(name).matches()) {
      return "VARCHAR";
    }
    if (BYTES.matcher(name).matches()) {
      return duck ? "BLOB" : "BYTEA";
    }
    Matcher named = NAMED.matcher(name);
    String plain = named.matches() ? PLAIN.get(named.group(1)) : null;
    return plain == null ? declared : plain + named.group(2);
  }
}
