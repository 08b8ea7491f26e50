package dev.accrete.compiler.translate;

/** Constant texts as SQL. */
final class Literals {
  private Literals() {}

  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /**
   * Redshift reads two backslashes in a constant as one (Database Developer Guide, POSIX
   * operators).
   */
  static String unescaped(String written) {
    return written.replace("\\\\", "\\");
  }
}
