package dev.accrete.runtime.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The properties with which a driver may connect to a server: an allow-list, as some name classes
 * that the driver loads or files that it writes, and a project may be a stranger's.
 */
public final class ServerProperties {
  private static final Set<String> ALLOWED =
      Set.of(
          "user",
          "password",
          "ssl",
          "sslmode",
          "connecttimeout",
          "sockettimeout",
          "logintimeout",
          "tcpkeepalive",
          "targetservertype",
          "gssencmode",
          "channelbinding");

  /** These name files on this machine. */
  private static final Set<String> OF_FILES = Set.of("sslrootcert", "sslcert", "sslkey");

  private ServerProperties() {}

  /**
   * What a URL and the properties beside it ask for that is not allowed, in order.
   *
   * @param filesAllowed whether files outside the project may be named
   */
  public static List<String> forbidden(
      String url, Map<String, String> properties, boolean filesAllowed) {
    Set<String> asked = new TreeSet<>(properties.keySet());
    int query = url.indexOf('?');
    if (query >= 0) {
      for (String part : url.substring(query + 1).split("&", -1)) {
        asked.add(part.split("=", -1)[0]);
      }
    }
    asked.removeIf(name -> isAllowed(name, filesAllowed));
    return List.copyOf(asked);
  }

  private static boolean isAllowed(String name, boolean filesAllowed) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ALLOWED.contains(lower) || filesAllowed && OF_FILES.contains(lower);
  }

  /** Properties for a driver. */
  public static Properties of(Map<String, String> properties) {
    Properties all = new Properties();
    properties.forEach(all::setProperty);
    return all;
  }
}
