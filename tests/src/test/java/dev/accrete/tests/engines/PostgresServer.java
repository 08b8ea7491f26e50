package dev.accrete.tests.engines;

import dev.accrete.runtime.engine.postgres.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on the loopback address, started once for all tests of this process. */
public final class PostgresServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private PostgresServer() {}

  private static final class Started {
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("encoding", "UTF8")
            // Nobody pulls its plug: what a crash of the machine would lose need not be written.
            .setServerConfig("fsync", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("wal_level", "minimal")
            .setServerConfig("max_wal_senders", "0")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The port that it listens on. */
  static int port() {
    return Started.SERVER.getPort();
  }

  /** The URL of a new, empty database. */
  public static String freshUrl() {
    String name = "db" + DATABASES.incrementAndGet();
    try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:postgresql://localhost:" + Started.SERVER.getPort() + "/" + name;
  }

  /** A new, empty database. */
  public static PostgresDatabase fresh() {
    return at(freshUrl());
  }

  /** The database of a URL of this server. */
  public static PostgresDatabase at(String url) {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return PostgresDatabase.of(url, properties);
  }

  /** Drops the database of a URL, whoever is connected. */
  public static void drop(String url) {
    try (Connection connection = Started.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DROP DATABASE " + url.substring(url.lastIndexOf('/') + 1) + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
