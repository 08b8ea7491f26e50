package dev.accrete.compiler.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          super | JSON | JSONB
          varchar(max) | VARCHAR | VARCHAR
          CHARACTER VARYING(MAX) | VARCHAR | VARCHAR
          varchar(20) | varchar(20) | varchar(20)
          varbyte(16) | BLOB | BYTEA
          datetime | TIMESTAMP | TIMESTAMP
          NVARCHAR(10) | VARCHAR(10) | VARCHAR(10)
          nchar(3) | CHAR(3) | CHAR(3)
          geometry | VARCHAR | VARCHAR
          timestamp with time zone | timestamp with time zone | timestamp with time zone
          numeric(10,2) | numeric(10,2) | numeric(10,2)
          """)
  void isWhatTheEngineHas(String declared, String duckdb, String postgres) {
    assertThat(DeclaredType.on("duckdb", declared)).isEqualTo(duckdb);
    assertThat(DeclaredType.on("postgres", declared)).isEqualTo(postgres);
    assertThat(DeclaredType.on("redshift", declared)).isEqualTo(declared);
  }
}
