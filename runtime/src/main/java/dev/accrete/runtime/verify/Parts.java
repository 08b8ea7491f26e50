package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.CompiledModel;
import dev.accrete.compiler.load.ProjectFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A second oracle, which needs no other evaluation of a SELECT: the rows of a model for which a
 * condition is true, false and unknown are, taken together, the rows of the model. Each of the
 * three parts is a model of its own, with a filter above the same text, so that keys have another
 * way to go.
 *
 * <p>Only models whose texts begin with {@link #MARK} and the whole's name are taken for parts.
 */
final class Parts {
  static final String MARK = "-- part of ";

  private static final int PARTS = 3;

  private Parts() {}

  /** The project with the three parts of each model that is a table and leaves nothing open. */
  static Map<String, String> added(Map<String, String> files, Chance chance) {
    Subject subject = Subject.of(ProjectFiles.of(files), CompileOptions.DEFAULT);
    Map<String, String> all = new TreeMap<>(files);
    for (CompiledModel model : subject.models()) {
      String path = model.file().file().path();
      String text = files.get(path);
      if (text != null
          && model.file().partOf() == null
          && !text.startsWith("---")
          && subject.open(model.name()).isEmpty()) {
        String condition = condition(chance.pick(subject.result(model.name()).columns()), chance);
        List<String> cases =
            List.of(condition, "NOT (" + condition + ")", "(" + condition + ") IS NULL");
        for (int i = 0; i < cases.size(); i++) {
          all.put(
              "models/" + model.name() + "_part" + (i + 1) + ".sql",
              MARK
                  + model.name()
                  + "\nSELECT * FROM (\n"
                  + text.strip()
                  + "\n) AS whole\nWHERE "
                  + cases.get(i)
                  + "\n");
        }
      }
    }
    return all;
  }

  private static String condition(CompiledModel.OutputColumn column, Chance chance) {
    String name = column.name();
    String type = column.type().toLowerCase(Locale.ROOT);
    if (type.contains("int")) {
      return name + chance.pick(" > 1", " = 2", " <> 1");
    }
    if (type.contains("char")) {
      return name + chance.pick(" = 'a'", " > 'a'", " <> 'b'");
    }
    return name + " = " + name;
  }

  /**
   * A whole that is not the sum of its parts; only where one run brought all four up to date.
   *
   * @param run the models of the run
   * @param tables what each model's table holds
   */
  static Optional<Mismatch> mismatch(
      int step, Set<String> run, Subject subject, Map<String, PlainCopy.Contents> tables) {
    Map<String, List<String>> wholes = new TreeMap<>();
    for (CompiledModel model : subject.models()) {
      String text = model.file().file().text();
      if (model.file().partOf() == null && text.startsWith(MARK)) {
        String whole = text.substring(MARK.length(), text.indexOf('\n'));
        wholes.computeIfAbsent(whole, w -> new ArrayList<>()).add(model.name());
      }
    }
    for (Map.Entry<String, List<String>> whole : wholes.entrySet()) {
      // A case that is made smaller may have lost a part.
      boolean all = run.contains(whole.getKey()) && run.containsAll(whole.getValue());
      if (all && whole.getValue().size() == PARTS) {
        Optional<Mismatch> mismatch = mismatch(step, whole.getKey(), whole.getValue(), tables);
        if (mismatch.isPresent()) {
          return mismatch;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Mismatch> mismatch(
      int step, String whole, List<String> parts, Map<String, PlainCopy.Contents> tables) {
    Bag wanted = Bag.of(texts(tables.get(whole)));
    Bag sum = Bag.of(parts.stream().flatMap(p -> texts(tables.get(p)).stream()).toList());
    return Mismatch.of(step, whole, "the sum of its parts", wanted, sum);
  }

  private static List<String> texts(PlainCopy.@Nullable Contents table) {
    return table == null ? List.of() : table.rows().stream().map(Object::toString).toList();
  }
}
