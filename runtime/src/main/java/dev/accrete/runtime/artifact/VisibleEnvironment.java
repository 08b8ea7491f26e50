package dev.accrete.runtime.artifact;

import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.ProjectFilesReader;
import dev.accrete.compiler.source.SourceFile;
import dev.accrete.compiler.template.RenderSettings;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of the environment a compilation may look at: a project is not another one because it is
 * compiled in another window, or by another job.
 *
 * <p>Models and declarations read variables of Accrete's own prefix. Targets, which stand in the
 * settings alone, read any; where a name there is not written out, it may be every one.
 */
final class VisibleEnvironment {
  private static final Pattern READ = Pattern.compile("\\benv\\b");

  /** What gives templates their functions by names that are texts. */
  private static final Pattern BY_TEXT =
      Pattern.compile(
          "\\.\\s*(data_?model|vars|globals|locals|main|namespace|current_?namespace)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAMED =
      Pattern.compile("\\s*\\(\\s*(?:'([A-Za-z_]\\w*)'|\"([A-Za-z_]\\w*)\")\\s*[,)]");

  private VisibleEnvironment() {}

  /** The variables that a project's texts may read, by their names. */
  static Map<String, String> of(ProjectFiles files, Map<String, String> environment) {
    Map<String, String> visible = new TreeMap<>(environment);
    Optional<Set<String>> named =
        files.file(ProjectFilesReader.SETTINGS).map(SourceFile::text).flatMap(t -> names(t));
    named.ifPresent(
        names ->
            visible
                .keySet()
                .removeIf(n -> !n.startsWith(RenderSettings.OWN_PREFIX) && !names.contains(n)));
    return visible;
  }

  /** The names that settings read; empty where one cannot be told from the text. */
  private static Optional<Set<String>> names(String settings) {
    if (settings.indexOf('\\') >= 0 || BY_TEXT.matcher(settings).find()) {
      return Optional.empty(); // env itself may be spelled or found in another way
    }
    Set<String> names = new HashSet<>();
    Matcher read = READ.matcher(settings);
    while (read.find()) {
      Matcher name = NAMED.matcher(settings).region(read.end(), settings.length());
      if (!name.lookingAt()) {
        return Optional.empty();
      }
      names.add(name.group(1) == null ? name.group(2) : name.group(1));
    }
    return Optional.of(names);
  }
}
