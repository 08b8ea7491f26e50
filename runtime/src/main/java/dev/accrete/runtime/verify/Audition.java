package dev.accrete.runtime.verify;

import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.load.SourceDeclaration.Arrival;
import dev.accrete.compiler.load.SourceDeclaration.Grain;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.engine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks at drafts of models before they are compiled: what they return over a few states of their
 * sources, each a few rows after the one before. A run of a model costs some thirty statements, a
 * look at a draft one for each state; so most models are those that have rows and change with their
 * sources. Some are taken unseen, as tables without rows or changes have mistakes of their own.
 *
 * <p>It needs DuckDB, and leaves its schema to the next audition.
 */
final class Audition implements Casting {
  private static final String SCHEMA = "audition";
  private static final int STATES = 4;
  private static final int DRAFTS = 6;

  /** How often in a hundred the first draft is taken unseen. */
  private static final int UNSEEN = 10;

  private static final int FIRST_ROWS = 6;
  private static final int MORE_ROWS = 2;

  /** Larger results over so few rows outgrow what tables may have. */
  private static final int MOST_ROWS = 60;

  /**
   * Most statements take as long as it takes to plan them, and so as they have SELECTs in them;
   * what is long is seldom wrong in another way than what is short.
   */
  private static final int MOST_SELECTS = 5;

  private static final Pattern SELECT = Pattern.compile("\\bSELECT\\b");
  private static final Pattern REF = Pattern.compile("\\$\\{ref\\('([^']*)'\\)}");

  private final Session session;
  private final Chance chance;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, Long> selects = new HashMap<>();
  private final Set<String> standing = new HashSet<>();
  private Query last = new Query("", List.of());

  Audition(Session session, Chance chance) {
    this.session = session;
    this.chance = chance;
    session.execute("clear", "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
    session.execute("create a schema", "CREATE SCHEMA " + SCHEMA);
  }

  @Override
  public void source(String name, List<Column> columns) {
    List<List<String>> rows = new ArrayList<>();
    for (int state = 0; state < STATES; state++) {
      DataTable table = table(name, columns, state);
      RowGenerator made = new RowGenerator(chance, table);
      rows.addAll(made.rows(state == 0 ? FIRST_ROWS : MORE_ROWS, ""));
      session.execute("create a source", table.create());
      session.execute("fill it", table.insert(rows));
    }
    standing.add(name);
  }

  private static DataTable table(String name, List<Column> columns, int state) {
    return new DataTable(
        name,
        new RelationName(SCHEMA, name + " " + state),
        Optional.empty(),
        columns.stream()
            .map(c -> DataTable.DataColumn.of(c.name(), c.kind().type(), true))
            .toList(),
        -1,
        true,
        Grain.STAMP,
        Arrival.ANY,
        false,
        false,
        List.of());
  }

  private static String relation(String name, int state) {
    return SCHEMA + ".\"" + name + " " + state + '"';
  }

  @Override
  public Query pick(Supplier<Query> drafts) {
    last = drafts.get();
    if (chance.percent(UNSEEN)) {
      return last;
    }
    int best = shown(last.sql());
    for (int i = 1; i < DRAFTS && best < STATES - 1; i++) {
      Query draft = drafts.get();
      int shown = shown(draft.sql());
      if (shown > best) {
        best = shown;
        last = draft;
      }
    }
    return last;
  }

  @Override
  public void named(String name, boolean inline) {
    texts.put(name, last.sql());
    selects.put(name, inline ? selects(last.sql()) : 0);
  }

  /** How many SELECTs a model has, with those of the models whose texts become part of its own. */
  private long selects(String sql) {
    return SELECT.matcher(sql).results().count()
        + REF.matcher(sql).results().mapToLong(r -> selects.getOrDefault(r.group(1), 0L)).sum();
  }

  /**
   * After how many of the states the result had rows and was another than before. What fails is
   * taken, so that it is told where it is compared.
   */
  private int shown(String sql) {
    if (selects(sql) > MOST_SELECTS) {
      return -1;
    }
    int shown = 0;
    try {
      String before = "";
      for (int state = 0; state < STATES; state++) {
        String result = result(sql, state);
        long rows = Long.parseLong(result.substring(0, result.indexOf(' ')));
        if (rows > MOST_ROWS) {
          return -1;
        }
        shown += state > 0 && rows > 0 && !result.equals(before) ? 1 : 0;
        before = result;
      }
    } catch (EngineException e) {
      return STATES;
    }
    return shown;
  }

  private String result(String sql, int state) {
    String query =
        "SELECT COUNT(*) || ' ' || COALESCE(SUM(hash(q)), 0) FROM (SELECT * FROM (\n"
            + read(sql, state)
            + "\n) AS draft LIMIT "
            + (MOST_ROWS + 1)
            + ") AS q";
    return session.first("look at a draft", query, row -> row.text(1)).orElseThrow();
  }

  /** The text over the tables of a state. */
  private String read(String sql, int state) {
    Matcher refs = REF.matcher(sql);
    StringBuilder text = new StringBuilder();
    while (refs.find()) {
      stand(refs.group(1));
      refs.appendReplacement(text, Matcher.quoteReplacement(relation(refs.group(1), state)));
    }
    return refs.appendTail(text).toString();
  }

  /** Makes the tables of a model that was picked, once another one reads it. */
  private void stand(String name) {
    if (!standing.add(name)) {
      return;
    }
    String sql = Objects.requireNonNull(texts.get(name), name);
    for (int state = 0; state < STATES; state++) {
      session.execute(
          "make a model that is read",
          "CREATE TABLE " + relation(name, state) + " AS\n" + read(sql, state));
    }
  }
}
