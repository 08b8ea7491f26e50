package dev.accrete.compiler.check;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Restriction;
import dev.accrete.compiler.certificate.Route;
import dev.accrete.compiler.tree.Expression;
import dev.accrete.compiler.tree.Named;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.tree.Relation.Aggregate;
import dev.accrete.compiler.tree.Relation.Filter;
import dev.accrete.compiler.tree.Relation.Join;
import dev.accrete.compiler.tree.Relation.JoinKind;
import dev.accrete.compiler.tree.Relation.Matching;
import dev.accrete.compiler.tree.Relation.Project;
import dev.accrete.compiler.tree.Relation.Scan;
import dev.accrete.compiler.tree.Relation.SetOperation;
import dev.accrete.compiler.tree.Relation.State;
import dev.accrete.compiler.tree.Relation.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the checker reads at all: it objects to every other form before it looks further. */
final class Understood {
  private static final Set<String> CHANGING =
      Set.of(
          ("RANDOM RAND RANDN UUID UUID_STRING GEN_RANDOM_UUID UUID_GENERATE_V4 NEWID NEXTVAL"
                  + " CURRVAL SETSEED NOW GETDATE SYSDATE SYSTIMESTAMP CURRENT_DATE CURRENT_TIME"
                  + " CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP CLOCK_TIMESTAMP STATEMENT_TIMESTAMP"
                  + " TRANSACTION_TIMESTAMP TIMEOFDAY TODAY CURRENT_USER SESSION_USER USER"
                  + " PG_BACKEND_PID TXID_CURRENT")
              .split(" "));

  private Understood() {}

  /** Objections to a model's tree. */
  static List<Objection> tree(Relation relation) {
    List<Objection> found = new ArrayList<>();
    boolean form =
        relation instanceof Scan scan && scan.state() == State.CURRENT
            || relation instanceof Join join && join.kind() != JoinKind.RIGHT
            || relation instanceof Filter
            || relation instanceof Project
            || relation instanceof Aggregate
            || relation instanceof Window
            || relation instanceof Relation.Subquery
            || relation instanceof Relation.Values
            || relation instanceof SetOperation;
    if (!form) {
      found.add(
          new Objection(
              "this part is not understood, so only the full rebuild is sound", relation.origin()));
    } else if (!inRange(relation)) {
      found.add(
          new Objection("an expression reads a field that its input lacks", relation.origin()));
    } else if (expressions(relation).stream().anyMatch(Understood::changesByItself)) {
      found.add(
          new Objection("a function gives another value each time it runs", relation.origin()));
    }
    relation.inputs().forEach(i -> found.addAll(tree(i)));
    return found;
  }

  /**
   * Objections to the relations of a certificate's routes; those of restrictions are looked at with
   * their scans.
   */
  static List<Objection> certificate(Certificate certificate) {
    return certificate.routes().stream()
        .map(Route::keys)
        .filter(keys -> !shaped(keys))
        .map(keys -> new Objection("a route reads a field that its input lacks", keys.origin()))
        .toList();
  }

  /**
   * Whether a restriction speaks about a scan, in one set of as many columns as it has expressions.
   */
  static boolean restriction(Restriction restriction, Scan scan) {
    int width = Wanted.width(scan);
    return restriction.input().equals(scan.relation())
        && restriction.set().size() == 1
        && !restriction.expressions().isEmpty()
        && Wanted.width(restriction.set().get(0)) == restriction.expressions().size()
        && restriction.expressions().stream().allMatch(e -> below(e, width))
        && shaped(restriction.set().get(0));
  }

  private static boolean shaped(Relation relation) {
    return inRange(relation) && relation.inputs().stream().allMatch(Understood::shaped);
  }

  private static boolean inRange(Relation relation) {
    if (relation instanceof SetOperation operation) {
      int columns = Wanted.width(operation.inputs().get(0));
      return operation.inputs().stream().allMatch(i -> Wanted.width(i) == columns);
    }
    if (relation instanceof Relation.Values values
        && values.rows().stream().anyMatch(r -> r.size() != values.fields().size())) {
      return false;
    }
    int width =
        relation instanceof Matching m
            ? Wanted.width(m.input())
            : relation.inputs().stream().mapToInt(i -> Wanted.width(i)).sum();
    return expressions(relation).stream().allMatch(e -> below(e, width));
  }

  private static boolean below(Expression expression, int width) {
    return expression.columns().stream().allMatch(c -> c >= 0 && c < width);
  }

  static List<Expression> expressions(Relation relation) {
    if (relation instanceof Filter filter) {
      return List.of(filter.condition());
    }
    if (relation instanceof Project project) {
      return project.columns().stream().map(Named::expression).toList();
    }
    if (relation instanceof Join join) {
      return List.of(join.condition());
    }
    if (relation instanceof Aggregate aggregate) {
      Stream<Expression> made =
          Stream.concat(aggregate.keys().stream(), aggregate.aggregates().stream())
              .map(Named::expression);
      return Stream.concat(made, aggregate.sets().stream()).toList();
    }
    if (relation instanceof Matching matching) {
      return matching.keys();
    }
    if (relation instanceof Relation.Values values) {
      return values.rows().stream().flatMap(List::stream).toList();
    }
    if (relation instanceof Relation.Subquery subquery) {
      return subquery.expressions();
    }
    return relation instanceof Window window
        ? window.columns().stream().flatMap(OpenChoices::reads).toList()
        : List.of();
  }

  private static boolean changesByItself(Expression expression) {
    return expression.match(
        column -> false,
        literal -> CHANGING.contains(literal.text().toUpperCase(Locale.ROOT).replace("()", "")),
        call ->
            CHANGING.contains(call.operator().toUpperCase(Locale.ROOT))
                || call.operands().stream().anyMatch(Understood::changesByItself));
  }
}
