package dev.accrete.tests.benchmarks.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@code psql} that gets one statement after the other, and throws their results away. */
final class Psql implements AutoCloseable {
  private static final String DONE = "-- done --";

  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Path errors;

  Psql(int port, String database, Path errors) throws IOException {
    this.errors = errors;
    String options = "-X -q -A -t -o /dev/null -h localhost -U postgres -p " + port;
    List<String> command = new ArrayList<>(List.of("psql"));
    command.addAll(List.of(options.split(" ")));
    command.addAll(List.of("-d", database));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(errors.toFile());
    process = builder.start();
    in = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
    out = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Plays a statement, and waits until the server is done with it. */
  void play(String sql) throws IOException {
    in.write(sql);
    in.write("\n;\n\\echo '" + DONE + "'\n");
    in.flush();
    String line = out.readLine();
    if (!DONE.equals(line)) {
      throw new IOException("psql said " + line + ": " + Files.readString(errors));
    }
  }

  /** Ends it; what it complained of is a failure. */
  @Override
  public void close() throws IOException {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    String said = Files.readString(errors);
    if (said.contains("ERROR")) {
      throw new IOException(said);
    }
  }
}
