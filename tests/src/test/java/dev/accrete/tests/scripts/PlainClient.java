package dev.accrete.tests.scripts;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A SQL client that knows nothing of Accrete: it splits a script at each {@code ;} at the end of a
 * line, and sends the pieces.
 */
final class PlainClient {
  private final Path file;

  PlainClient(Path file) {
    this.file = file;
  }

  static List<String> split(String script) {
    return Stream.of(script.split("(?m);$"))
        .filter(piece -> piece.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("--")))
        .toList();
  }

  /** Stops at the first error. */
  void play(String script) throws SQLException {
    try (Connection connection = connect()) {
      for (String statement : split(script)) {
        send(connection, statement);
      }
    }
  }

  /** Goes on after errors; gives them in order. */
  List<String> playOn(String script) throws SQLException {
    List<String> errors = new ArrayList<>();
    try (Connection connection = connect()) {
      for (String statement : split(script)) {
        try {
          send(connection, statement);
        } catch (SQLException e) {
          errors.add(String.valueOf(e.getMessage()));
        }
      }
    }
    return errors;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file);
  }

  private static void send(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
