package dev.accrete.runtime.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes projects: two or three sources, and a dozen or two of models in a graph, some of them views
 * or ephemeral. Many, as a run costs much that is paid once.
 */
final class ProjectGenerator {
  private static final String SETTINGS =
      """
      name: random
      schema: derived
      dialect: %1$s
      target: dev
      targets:
        dev: {engine: %1$s, %2$s}
      """;

  private static final Map<String, String> PLACES =
      Map.of(
          "duckdb", "path: target/dev.duckdb",
          "postgres", "url: 'jdbc:postgresql:none'",
          "redshift", "url: 'jdbc:redshift:none'");

  /** Models that others read. */
  private static final int MOST_READ = 4;

  /** How often in a hundred a model has the operator that the case is about. */
  private static final int AIMED = 40;

  /** How many texts are made until one has that operator. */
  private static final int MOST_TEXTS = 200;

  private final Chance chance;
  private final boolean rare;
  private final String engine;
  private final Optional<Aim> aim;
  private final Casting casting;
  private final Map<String, String> files = new LinkedHashMap<>();

  private ProjectGenerator(
      Chance chance, boolean rare, String engine, Optional<Aim> aim, Casting casting) {
    this.engine = engine;
    this.chance = chance;
    this.rare = rare;
    this.aim = aim;
    this.casting = casting;
  }

  /**
   * A project's texts by path.
   *
   * @param rare whether models are made of the operators that are rare otherwise
   * @param engine of the target
   */
  static Map<String, String> project(Chance chance, boolean rare, String engine) {
    return new ProjectGenerator(chance, rare, engine, Optional.empty(), Casting.FIRST).files();
  }

  /**
   * The same, about an operator and a change.
   *
   * @param casting picks the models
   */
  static Map<String, String> project(
      Chance chance, boolean rare, String engine, Aim aim, Casting casting) {
    return new ProjectGenerator(chance, rare, engine, Optional.of(aim), casting).files();
  }

  private Map<String, String> files() {
    files.put("accrete.yml", SETTINGS.formatted(engine, PLACES.get(engine)));
    List<Query> relations = sources(chance.between(2, 3));
    int sources = relations.size();
    int models = engine.equals("duckdb") ? chance.between(12, 18) : chance.pick(1, 2, 2, 3, 3, 4);
    for (int i = 1; i <= models; i++) {
      Query model = casting.pick(drafts(relations, sources));
      String kind =
          i <= MOST_READ && i < models && chance.percent(30)
              ? chance.pick("view", "ephemeral")
              : "table";
      casting.named("m" + i, !kind.equals("table"));
      String front = kind.equals("table") ? "" : "---\nmaterialized: " + kind + "\n---\n";
      files.put("models/m" + i + ".sql", front + model.sql() + "\n");
      relations.add(new Query("${ref('m" + i + "')}", model.columns()));
    }
    totals(relations);
    return files;
  }

  /** Texts for the next model, all of the operator that the case is about or all of any. */
  private Supplier<Query> drafts(List<Query> relations, int sources) {
    if (aim.isEmpty() || !chance.percent(AIMED)) {
      return () -> draft(relations, sources, rare);
    }
    return () -> {
      Query draft = draft(relations, sources, false);
      for (int i = 1; i < MOST_TEXTS && !aim.get().isMet(draft); i++) {
        draft = draft(relations, sources, rare && i % 2 == 0);
      }
      return draft;
    };
  }

  private Query draft(List<Query> relations, int sources, boolean ofRare) {
    SelectGenerator selects = new SelectGenerator(chance, visible(relations, sources));
    return ofRare ? selects.rare() : selects.model();
  }

  /**
   * Sometimes one more model, one row for all of history. By the texts of the others, so that a
   * seed makes the models that it always made.
   */
  private void totals(List<Query> relations) {
    Chance own = new Chance(String.join("\n", files.values()).hashCode());
    if (own.percent(rare ? 50 : 25)) {
      Query read = own.pick(relations);
      String sql = new SelectGenerator(own, List.of(read)).total();
      files.put("models/totals.sql", sql + "\n");
    }
  }

  /**
   * Models are often read, so that changes travel; of those that came first, so that chains stay
   * short: rows multiply along them, or run out.
   */
  private List<Query> visible(List<Query> relations, int sources) {
    List<Query> models =
        relations.subList(sources, Math.min(relations.size(), sources + MOST_READ));
    if (!models.isEmpty() && chance.percent(25)) {
      return models;
    }
    if (chance.percent(50)) {
      return relations.subList(0, sources);
    }
    List<Query> all = new ArrayList<>(relations);
    all.addAll(models);
    return all;
  }

  private List<Query> sources(int count) {
    StringBuilder yaml = new StringBuilder("sources:\n");
    List<Query> relations = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      String name = "raw.s" + i;
      String loadedAt =
          chance.percent(75) ? "etl" : "{column: etl, grain: " + chance.pick("hour", "day") + "}";
      boolean mutable = i == 1 && aim.isPresent() ? ofMutable() : chance.percent(25);
      yaml.append("  - name: ")
          .append(name)
          .append(mutable ? "" : "\n    loaded_at: " + loadedAt)
          .append("\n    changes: ")
          .append(mutable ? "snapshot" : "append");
      List<Column> columns = columns(i);
      yaml.append(mutable ? "" : sortkeys(columns)).append("\n    columns:\n");
      for (Column column : columns) {
        yaml.append("      ")
            .append(column.name())
            .append(": {type: ")
            .append(column.kind().type())
            .append("}\n");
      }
      if (!mutable) {
        yaml.append("      etl: {type: timestamp}\n");
      }
      relations.add(new Query("${ref('" + name + "')}", columns));
      casting.source(name, columns);
    }
    files.put("models/sources.yml", yaml.toString());
    return relations;
  }

  /**
   * Whether the change that the case is about is one of mutable tables; either, if it is of runs.
   */
  private boolean ofMutable() {
    return switch (aim.orElseThrow().change()) {
      case MUTABLE_INSERTED, MUTABLE_DELETED -> true;
      case WRITE_DURING_RUN, FULL_REFRESH -> chance.percent(25);
      default -> false;
    };
  }

  /**
   * Half of the sources say in which order their rows come; nothing holds the rows to it. Bounds
   * take a third of the statements of a run where all do.
   */
  private String sortkeys(List<Column> columns) {
    if (chance.percent(50)) {
      return "";
    }
    Column last = columns.get(columns.size() - 1);
    Column sorted = columns.get(Math.min(columns.size() - 1, 3));
    if (sorted.kind() == ValueKind.TIMESTAMP) {
      return "\n    sortkeys: [" + sorted.name() + "]";
    }
    return last.name().equals("u") ? "" : "\n    sortkeys: [" + columns.get(2).name() + "]";
  }

  private List<Column> columns(int source) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("k", "k", ValueKind.INTEGER));
    columns.add(new Column("s", "s", ValueKind.TEXT));
    columns.add(new Column("n" + source, "n" + source, ValueKind.INTEGER));
    if (chance.percent(60)) {
      columns.add(new Column("at" + source, "at" + source, ValueKind.TIMESTAMP));
    }
    if (chance.percent(40)) {
      columns.add(
          new Column("u", "u", chance.pick(ValueKind.TEXT, ValueKind.INTEGER, ValueKind.DATE)));
    }
    return columns;
  }
}
