package dev.accrete.tests.engines;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Listens on the loopback address and hands every byte on to PostgreSQL and back, but for the first
 * message: the start-up message of Redshift's driver has parameters that only Redshift knows, and
 * they are taken out.
 */
final class StartupRelay {
  private static final Set<String> REDSHIFTS_OWN =
      Set.of(
          "driver_discovery_version",
          "driver_version",
          "os_version",
          "plugin_name",
          "client_protocol_version");

  private static final int PROTOCOL_3 = 196608;

  private final int serverPort;
  private final ServerSocket listening;

  private StartupRelay(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** The port of a relay to a server's port; it runs until the process ends. */
  static int to(int serverPort) {
    try {
      StartupRelay relay = new StartupRelay(serverPort);
      daemon(relay::accept);
      return relay.listening.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      daemon(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      startUp(new DataInputStream(client.getInputStream()), server.getOutputStream());
      daemon(() -> pump(server.getInputStream(), client));
      pump(client.getInputStream(), server);
    }
  }

  private static void startUp(DataInputStream from, OutputStream to) throws IOException {
    byte[] body = new byte[from.readInt() - Integer.BYTES];
    from.readFully(body);
    byte[] sent = startUp(body);
    DataOutputStream out = new DataOutputStream(to);
    out.writeInt(sent.length + Integer.BYTES);
    out.write(sent);
    out.flush();
  }

  /** The body without Redshift's own parameters; as it is where it starts no session. */
  private static byte[] startUp(byte[] body) throws IOException {
    DataInputStream in = new DataInputStream(new java.io.ByteArrayInputStream(body));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    int code = in.readInt();
    if (code != PROTOCOL_3) {
      return body;
    }
    out.writeInt(code);
    for (String name = text(in); !name.isEmpty(); name = text(in)) {
      String value = text(in);
      if (!REDSHIFTS_OWN.contains(name)) {
        out.write((name + '\0' + value + '\0').getBytes(StandardCharsets.UTF_8));
      }
    }
    out.write(0);
    return bytes.toByteArray();
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int b = in.read(); b > 0; b = in.read()) {
      text.write(b);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Ends with either side, and closes what it writes to. */
  private static void pump(InputStream from, Socket to) throws IOException {
    try (to) {
      from.transferTo(to.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // one of the two sides has gone, and the other is told by its closed socket
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }
}
