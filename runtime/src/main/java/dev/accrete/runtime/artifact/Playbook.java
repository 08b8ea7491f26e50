package dev.accrete.runtime.artifact;

import dev.accrete.compiler.load.ProjectSettings.TargetSettings;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A playbook of Snowplow's SQL Runner for a stand-alone script. The script is one step with one
 * query, as it freezes once and holds its staging tables on one connection.
 *
 * <p>Nothing secret is written: where the connection comes from a template, people fill it in.
 */
public final class Playbook {
  private static final Pattern URL =
      Pattern.compile("jdbc:[a-z]+://([A-Za-z0-9.-]+)(?::(\\d+))?/([A-Za-z0-9_.-]+).*");
  private static final String FILL_IN = "FILL IN";

  private Playbook() {}

  /**
   * The text of a playbook beside a script.
   *
   * @param name of the step, such as {@code run}
   * @param script the script's file, in the playbook's folder
   */
  public static String of(TargetSettings target, String name, String script) {
    String url = target.connection().getOrDefault("url", "");
    String user = target.connection().getOrDefault("user", "");
    Matcher parts = URL.matcher(url);
    boolean known = !url.contains("${") && parts.matches();
    String port = known && parts.group(2) != null ? parts.group(2) : defaultPort(target);
    return """
        # A playbook of SQL Runner: sql-runner -playbook %s.playbook.yml -sqlroot PLAYBOOK
        :targets:
          - :name: %s
            :type: %s
            :host: %s
            :database: %s
            :port: %s
            :username: %s
            :password: FILL IN
            :ssl: true
        :steps:
          - :name: %s
            :queries:
              - :name: %s
                :file: %s
                :template: false
        """
        .formatted(
            name,
            quoted(target.name()),
            target.engine().toLowerCase(Locale.ROOT),
            known ? quoted(parts.group(1)) : FILL_IN,
            known ? quoted(parts.group(3)) : FILL_IN,
            port,
            user.isEmpty() || user.contains("${") ? FILL_IN : quoted(user),
            name,
            name,
            script);
  }

  private static String defaultPort(TargetSettings target) {
    return target.engine().equals("redshift") ? "5439" : "5432";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
