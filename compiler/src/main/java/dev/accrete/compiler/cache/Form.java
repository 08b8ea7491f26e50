package dev.accrete.compiler.cache;

/** What stands before each value in an entry. */
enum Form {
  NULL,
  TRUE,
  FALSE,
  INTEGER,
  LONG,
  DOUBLE,
  /** A text that comes for the first time. */
  TEXT,
  /** The number of a text that was there before. */
  TEXT_AGAIN,
  EMPTY,
  PRESENT,
  LIST,
  SET,
  MAP,
  SORTED_SET,
  SORTED_MAP,
  ENUM,
  RECORD,
  /** The number of a record that was there before. */
  RECORD_AGAIN,
  /** A file of the project, by its path. */
  FILE,
  /** A value by itself, with the number of its bytes. */
  LATER;

  private static final Form[] ALL = values();

  static Form of(int number) {
    return ALL[number];
  }
}
