package dev.accrete.runtime.report;

import dev.accrete.compiler.load.ModelFile;
import dev.accrete.compiler.load.SourceDeclaration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names by which artifacts and selectors know models and sources, as dbt forms them. */
public final class Identity {
  private static final String MODELS = "models/";

  private Identity() {}

  /** {@code model.<project>.<name>}. */
  public static String model(String project, String name) {
    return "model." + project + "." + name;
  }

  /** {@code test.<project>.<name>}. */
  public static String test(String project, String name) {
    return "test." + project + "." + name;
  }

  /** {@code unit_test.<project>.<model>.<name>}. */
  public static String unitTest(String project, String model, String name) {
    return "unit_test." + project + "." + model + "." + name;
  }

  /** {@code seed.<project>.<name>}. */
  public static String seed(String project, String name) {
    return "seed." + project + "." + name;
  }

  /** {@code source.<project>.<schema>.<table>}; of a seed, that of {@link #seed}. */
  public static String source(String project, SourceDeclaration source) {
    return source.seed().isPresent()
        ? seed(project, source.name())
        : "source." + project + "." + source.name();
  }

  /** The path below {@code models/}. */
  static String pathBelowModels(ModelFile file) {
    return pathBelow(MODELS, file.file().path());
  }

  /** The path below a folder, or as it is where the file is not there. */
  static String pathBelow(String folder, String path) {
    return path.startsWith(folder) ? path.substring(folder.length()) : path;
  }

  /** The project, the folders below {@code models/}, the name. */
  public static List<String> fqn(String project, ModelFile file) {
    List<String> parts = new ArrayList<>(List.of(project));
    parts.addAll(Arrays.asList(pathBelowModels(file).split("/", -1)));
    parts.set(parts.size() - 1, file.name());
    return List.copyOf(parts);
  }

  /** The project, the schema where there is one, the table. */
  public static List<String> fqn(String project, SourceDeclaration source) {
    String schema = source.schema();
    return schema == null
        ? List.of(project, source.table())
        : List.of(project, schema, source.table());
  }
}
