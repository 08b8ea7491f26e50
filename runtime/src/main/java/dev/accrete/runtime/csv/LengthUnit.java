package dev.accrete.runtime.csv;

/** What the n of {@code varchar(n)} counts. */
public enum LengthUnit {
  /** UTF-8 bytes, as Redshift counts. */
  BYTES,
  /** Characters (code points), as PostgreSQL counts. */
  CHARACTERS
}
