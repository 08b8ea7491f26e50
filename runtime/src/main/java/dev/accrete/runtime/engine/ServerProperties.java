package dev.accrete.runtime.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The properties with which a driver may connect to a server: an allow-list, as some name classes
 * that the driver loads or files that it writes, and a project may be a stranger's.
 */
public enum ServerProperties {
  /** Those of PostgreSQL's driver. */
  POSTGRES("targetservertype gssencmode channelbinding", "sslrootcert sslcert sslkey"),

  /**
   * Those of Redshift's driver, and those by which it asks AWS for a short-lived password. Where it
   * would send that request is none of them ({@code endpointurl}), nor which class makes it ({@code
   * plugin_name}).
   */
  REDSHIFT(
      "uid pwd dbname compression querygroup readonly iamauth clusterid region dbuser autocreate"
          + " dbgroups dbgroupsfilter forcelowercase groupfederation iamduration accesskeyid"
          + " secretaccesskey sessiontoken isserverless serverlessacctid serverlessworkgroup",
      "sslrootcert sslcert sslkey profile");

  /** Redshift's driver takes semicolons as well. */
  private static final Pattern SEPARATOR = Pattern.compile("[?&;]");

  private final Set<String> allowed;
  private final Set<String> ofFiles;

  ServerProperties(String allowed, String ofFiles) {
    this.allowed =
        words(
            "user password ssl sslmode connecttimeout sockettimeout logintimeout tcpkeepalive "
                + allowed);
    this.ofFiles = words(ofFiles);
  }

  private static Set<String> words(String words) {
    return Stream.of(words.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * What a URL and the properties beside it ask for that is not allowed, in order. What has no
   * value may be the rest of a password with a separator in it, and is masked.
   *
   * @param filesAllowed whether files outside the project may be named
   */
  public List<String> forbidden(String url, Map<String, String> properties, boolean filesAllowed) {
    Set<String> asked = new TreeSet<>(properties.keySet());
    String[] parts = SEPARATOR.split(url, -1);
    for (int i = 1; i < parts.length; i++) {
      String name = parts[i].split("=", -1)[0];
      boolean named = parts[i].contains("=") || isAllowed(name, filesAllowed);
      asked.add(named ? name : "***");
    }
    asked.removeIf(name -> isAllowed(name, filesAllowed));
    return List.copyOf(asked);
  }

  private boolean isAllowed(String name, boolean filesAllowed) {
    String lower = name.toLowerCase(Locale.ROOT);
    return allowed.contains(lower) || filesAllowed && ofFiles.contains(lower);
  }

  /** The names of files, which may be set where files outside the project may be named. */
  public String filesByName() {
    return String.join(", ", new TreeSet<>(ofFiles));
  }

  /** Properties for a driver. */
  public static Properties of(Map<String, String> properties) {
    Properties all = new Properties();
    properties.forEach(all::setProperty);
    return all;
  }
}
