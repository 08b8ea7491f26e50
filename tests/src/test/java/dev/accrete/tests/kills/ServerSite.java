package dev.accrete.tests.kills;

import dev.accrete.runtime.engine.Database;
import dev.accrete.tests.engines.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL of its own, which is killed as a whole and started again over the same files. */
final class ServerSite implements Site {
  private static final int ATTEMPTS = 50;

  private final Path data;
  private EmbeddedPostgres server;

  ServerSite(Path folder) {
    this.data = folder.resolve("data");
    try {
      this.server =
          builder().setLocaleConfig("locale", "C").setLocaleConfig("encoding", "UTF8").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits are there once they are told of, which the embedded server gives up for speed. */
  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "off")
        .setServerConfig("synchronous_commit", "on")
        .setDataDirectory(data)
        .setCleanDataDirectory(false);
  }

  @Override
  public String target() {
    return "engine: postgres, url: \"jdbc:postgresql://localhost/killed\"";
  }

  @Override
  public String address() {
    return server.getJdbcUrl("postgres", "postgres");
  }

  @Override
  public Database open() {
    return PostgresServer.at("jdbc:postgresql://localhost:" + server.getPort() + "/postgres");
  }

  @Override
  public boolean oneProcess() {
    return false;
  }

  /** Every process of the server, the first one first, so that it can tidy up nothing. */
  @Override
  public void strike() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
      var children = first.descendants().toList();
      first.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, as soon as no process of the old one has its memory any more. */
  @Override
  public void recover() {
    int port = server.getPort();
    try {
      server.close();
    } catch (IOException e) {
      // There is nothing left to stop.
    }
    for (int attempt = 1; ; attempt++) {
      try {
        server = builder().setPort(port).start();
        return;
      } catch (IOException | IllegalStateException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("the server does not start again", e);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
