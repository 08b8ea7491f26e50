package dev.accrete.tests.engines;

import com.amazon.redshift.Driver;
import dev.accrete.runtime.engine.redshift.RedshiftDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * What stands in for a Redshift cluster, of which there is none here: Redshift's own driver, over a
 * {@link StartupRelay}, on a real PostgreSQL whose databases have the functions and the view of
 * Redshift that Accrete's statements name, and read backslashes in constants as Redshift does.
 * Clauses that PostgreSQL does not know are taken out by {@link PlainStatements}.
 */
public final class RedshiftServer {
  private static final List<String> OBJECTS =
      List.of(
          """
          CREATE VIEW pg_catalog.svv_relation_privileges AS
          SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, x.privilege_type,
            CASE WHEN x.grantee = 0 THEN 'public' ELSE pg_get_userbyid(x.grantee)::text END AS identity_name,
            CASE WHEN x.grantee = 0 THEN 'public' ELSE 'user' END AS identity_type, x.is_grantable AS admin_option
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) x
          """,
          "CREATE FUNCTION pg_catalog.getdate() RETURNS TIMESTAMP STABLE LANGUAGE SQL AS"
              + " $$SELECT CAST(date_trunc('second', statement_timestamp() AT TIME ZONE 'UTC') AS TIMESTAMP)$$",
          "CREATE FUNCTION pg_catalog.fnv_hash(anyelement) RETURNS BIGINT IMMUTABLE LANGUAGE SQL AS"
              + " $$SELECT hashtextextended(CAST($1 AS TEXT) COLLATE \"C\", 0)$$");

  private RedshiftServer() {}

  private static final class Relayed {
    private static final int PORT = StartupRelay.to(PostgresServer.port());
  }

  /** The URL of a new database, for Redshift's driver. */
  static String freshUrl(String isolation) {
    String url = PostgresServer.freshUrl();
    String name = url.substring(url.lastIndexOf('/') + 1);
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("SET allow_system_table_mods = on");
      for (String object : OBJECTS) {
        statement.execute(object);
      }
      for (String setting :
          List.of(
              "default_transaction_isolation = '" + isolation + "'",
              "standard_conforming_strings = off",
              "escape_string_warning = off")) {
        statement.execute("ALTER DATABASE " + name + " SET " + setting);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:redshift://localhost:" + Relayed.PORT + "/" + name + "?ssl=false";
  }

  /**
   * A new, empty database.
   *
   * @param isolation of PostgreSQL: {@code repeatable read} is what Redshift calls SNAPSHOT
   */
  public static RedshiftDatabase fresh(String isolation) {
    String url = freshUrl(isolation);
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    return RedshiftDatabase.over(() -> PlainStatements.of(new Driver().connect(url, properties)));
  }
}
