package dev.accrete.runtime.engine;

import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a server could not be reached, and what to look at: drivers say no more of an unknown
 * host than that the attempt failed.
 */
public final class ConnectFailure {
  /** Hosts with ports alone: what else stands in a URL may be secret. */
  private static final Pattern SERVER =
      Pattern.compile("^jdbc:[a-z:]+//(?:[^/?;@]*@)?([\\w.,:\\[\\]-]+)(?=[/?;]|$)");

  private ConnectFailure() {}

  /**
   * A failure to connect.
   *
   * @param product the engine's name
   * @param url as the driver got it
   */
  public static EngineException of(String product, String url, SQLException failure) {
    Matcher matcher = SERVER.matcher(url);
    String server = matcher.find() ? matcher.group(1) : "";
    String purpose = "connect to " + product;
    Optional<IOException> network = network(failure);
    if (network.isEmpty() || server.isEmpty()) {
      return new EngineException(purpose, null, failure);
    }
    String why =
        network.get() instanceof UnknownHostException
            ? "no host of this name is known; look at the url of the target, and whether the network"
                + " or the VPN is there by which the name is found"
            : String.valueOf(network.get().getMessage())
                + "; look at host and port in the url of the target, and whether the server, a"
                + " firewall or a VPN lets you in";
    return new EngineException(
        purpose + " at " + server, null, new SQLException(why, failure.getSQLState(), failure));
  }

  private static Optional<IOException> network(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof IOException network) {
        return Optional.of(network);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }
}
