package dev.accrete.compiler.tree;

import dev.accrete.compiler.tree.Expression.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether values that SQL brings to one type compare among themselves as they did before, as
 * far as columns, casts and constants tell their types.
 *
 * <p>A set operation and a {@code USING} do so: {@code numeric} beside {@code real} becomes {@code
 * real}, {@code char(3)} beside {@code varchar} loses its blanks, and DuckDB makes a text of a
 * number beside a text. A key of the new type then meets columns of the old one, and {@code 0.1} is
 * not the {@code real} that was made of it.
 */
public final class ComparedTypes {
  private static final String NUMBER = "number";
  private static final String REAL = "real";
  private static final String CHAR = "char";
  private static final String TEXT = "text";
  private static final String TIME = "time";

  /** Compared with whatever else by a type that is none of both. */
  private static final Set<String> ALONE = Set.of(REAL, CHAR);

  private static final Set<String> CATEGORIES = Set.of(NUMBER, TEXT, TIME, "boolean");
  private static final Set<String> TEXTS = Set.of("UPPER", "LOWER", "||", "TRIM", "SUBSTRING");
  private static final Set<String> CHOOSING =
      Set.of("COALESCE", "NULLIF", "GREATEST", "LEAST", "MIN", "MAX", "CASE");

  private ComparedTypes() {}

  /** Whether a field of each relation may become one column whose values are keys of all. */
  public static boolean agree(List<Relation> relations, int field) {
    return agree(relations.stream().map(r -> of(r, new Expression.Column(field))).toList());
  }

  /**
   * What a field is for sure, for people: a number, text, time or boolean. Empty where anything of
   * it is not known, and of constants in quotes, which are what stands beside them.
   */
  public static Optional<String> category(Relation relation, int field) {
    Set<String> categories = new TreeSet<>();
    for (String kind : of(relation, new Expression.Column(field))) {
      categories.add(kind.equals(REAL) ? NUMBER : kind.equals(CHAR) ? TEXT : kind);
    }
    return categories.size() == 1
        ? categories.stream().filter(CATEGORIES::contains).findFirst()
        : Optional.empty();
  }

  /** The same of some expressions over a relation. */
  public static boolean agree(Relation relation, List<Expression> expressions) {
    return agree(expressions.stream().map(e -> of(relation, e)).toList());
  }

  /**
   * Of each value the kinds of types that it may have: none where it is NULL, an empty text among
   * them where its type is not known.
   */
  private static boolean agree(List<Set<String>> values) {
    Set<String> all = new TreeSet<>();
    values.forEach(all::addAll);
    if (all.size() > 1 && all.stream().anyMatch(ALONE::contains)) {
      return false;
    }
    all.remove("");
    return all.size() < 2;
  }

  private static Set<String> of(Relation relation, Expression expression) {
    return expression.match(
        c -> of(relation, c.index()), ComparedTypes::literal, call -> of(relation, call));
  }

  private static Set<String> of(Relation relation, int field) {
    FieldSource source = FieldSource.of(relation, field);
    if (source instanceof FieldSource.Computed computed) {
      return of(computed.input(), computed.expression());
    }
    if (source instanceof FieldSource.Passed passed) {
      Set<String> kinds = new TreeSet<>();
      passed.inputs().forEach(i -> kinds.addAll(of(i, passed.field())));
      return kinds;
    }
    return Set.of(relation.inputs().isEmpty() ? kind(relation.fields().get(field).type()) : "");
  }

  /** A constant text takes the type of what it stands beside. */
  private static Set<String> literal(Expression.Literal literal) {
    String text = literal.text().strip();
    if (text.equalsIgnoreCase("NULL") || text.startsWith("'")) {
      return Set.of();
    }
    return Set.of(text.matches("-?\\s*\\d+(\\.\\d+)?") ? NUMBER : "");
  }

  private static Set<String> of(Relation relation, Call call) {
    if (call.operator().equals("CAST")) {
      return Set.of(kind(ValueTypes.target(call)));
    }
    if (TEXTS.contains(call.operator())) {
      return Set.of(TEXT);
    }
    if (call.operator().equals("COUNT")) {
      return Set.of(NUMBER);
    }
    if (CHOOSING.contains(call.operator())) {
      Set<String> kinds = new TreeSet<>();
      call.choices().forEach(c -> kinds.addAll(of(relation, c)));
      return kinds;
    }
    return Set.of("");
  }

  private static String kind(@Nullable String type) {
    if (type == null) {
      return "";
    }
    String name =
        type.toLowerCase(Locale.ROOT)
            .replaceAll("\\([^)]*\\)?", " ")
            .strip()
            .replaceAll("\\s+", " ");
    return switch (name) {
      case "smallint",
          "int2",
          "tinyint",
          "integer",
          "int",
          "int4",
          "bigint",
          "int8",
          "hugeint",
          "decimal",
          "numeric",
          "double",
          "double precision",
          "float8",
          ValueTypes.ANY_SCALE ->
          NUMBER;
      case "real", "float4", "float" -> REAL;
      case "char", "character", "bpchar", "nchar" -> CHAR;
      case "varchar", "character varying", "nvarchar", "text", "string", "name" -> TEXT;
      case "date", "timestamp", "datetime", "timestamptz" -> TIME;
      case "boolean", "bool" -> "boolean";
      case "time", "uuid" -> name;
      default -> "";
    };
  }
}
