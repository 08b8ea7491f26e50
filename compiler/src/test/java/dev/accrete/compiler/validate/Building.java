package dev.accrete.compiler.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.diagnostic.DiagnosticPrinter;
import dev.accrete.compiler.dialect.ExpressionSql;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Builds trees of SQL for tests, and prints them so that they can be read: {@code project(id, page
 * <- scan events)}.
 */
public final class Building {
  private static final Map<String, List<Field>> TABLES =
      Map.of(
          "events",
              fields(
                  "id varchar",
                  "visitor varchar",
                  "page varchar",
                  "seen timestamp",
                  "price double precision"),
          "users", fields("id varchar", "name varchar", "country varchar(2)"),
          "none", fields());

  private Building() {}

  private static List<Field> fields(String... fields) {
    return List.of(fields).stream()
        .map(f -> f.split(" ", 2))
        .map(f -> new Field(f[0], f[1], true))
        .toList();
  }

  /** The catalogue of {@code events}, {@code users} and {@code none}, which has no columns. */
  public static Catalogue catalogue() {
    return name -> Optional.ofNullable(TABLES.get(name));
  }

  public static Checked<TreeBuilder.Tree> built(String sql) {
    return TreeBuilder.build(Texts.parsed(sql), catalogue());
  }

  /** The tree of SQL that is right. */
  public static Relation tree(String sql) {
    assertThat(messages(sql)).as(sql).isEmpty();
    return built(sql).value().root();
  }

  static List<String> messages(String sql) {
    return built(sql).diagnostics().stream().map(DiagnosticPrinter::sentence).toList();
  }

  static String text(String sql) {
    return text(tree(sql));
  }

  static String text(Relation node) {
    if (node instanceof Relation.Scan scan) {
      return scan.relation();
    }
    if (node instanceof Relation.Opaque opaque) {
      return "opaque " + opaque.reason() + " " + opaque.detail();
    }
    if (node instanceof Relation.Filter filter) {
      return "filter("
          + text(filter.condition(), filter.input())
          + " <- "
          + text(filter.input())
          + ")";
    }
    if (node instanceof Relation.Project project) {
      return "project("
          + text(project.columns(), project.input())
          + " <- "
          + text(project.input())
          + ")";
    }
    if (node instanceof Relation.Join join) {
      return join.kind().name().toLowerCase(java.util.Locale.ROOT)
          + "("
          + text(join.left())
          + ", "
          + text(join.right())
          + " on "
          + text(join.condition(), join)
          + ")";
    }
    if (node instanceof Relation.Aggregate aggregate) {
      return "group("
          + text(aggregate.keys(), aggregate.input())
          + "; "
          + text(aggregate.aggregates(), aggregate.input())
          + " <- "
          + text(aggregate.input())
          + ")";
    }
    if (node instanceof Relation.Window window) {
      String calls =
          window.columns().stream()
              .map(c -> text(c.call(), window.input()))
              .collect(Collectors.joining(", "));
      return "window(" + calls + " <- " + text(window.input()) + ")";
    }
    if (node instanceof Relation.Values values) {
      return values.rows().size() + " rows";
    }
    if (node instanceof Relation.Subquery subquery) {
      Relation both =
          new Relation.Join(
              subquery.input(),
              subquery.rows(),
              Relation.JoinKind.INNER,
              subquery.condition(),
              subquery.origin());
      return "subquery("
          + text(subquery.input())
          + ", "
          + text(subquery.rows())
          + " on "
          + text(subquery.condition(), both)
          + ": "
          + text(subquery.head(), both)
          + text(subquery.tail(), both)
          + ")";
    }
    Relation.SetOperation operation = (Relation.SetOperation) node;
    String inputs =
        operation.inputs().stream().map(Building::text).collect(Collectors.joining(", "));
    return operation.kind().name().toLowerCase(java.util.Locale.ROOT)
        + (operation.all() ? " all" : "")
        + "("
        + inputs
        + ")";
  }

  private static String text(List<Named> columns, Relation input) {
    return columns.stream()
        .map(
            c ->
                text(c.expression(), input).equals(c.name())
                    ? c.name()
                    : text(c.expression(), input) + " " + c.name())
        .collect(Collectors.joining(", "));
  }

  static String text(Expression expression, Relation input) {
    return ExpressionSql.print(expression, i -> name(input, i));
  }

  /** A field's name; with its number where two have it. */
  private static String name(Relation input, int field) {
    String name = input.fields().get(field).name();
    boolean unique = input.fields().stream().filter(f -> f.name().equals(name)).count() == 1;
    return unique ? name : name + "." + field;
  }
}
