package dev.accrete.compiler.template;

/** Names as plain SQL has them, in double quotes. */
final class SqlName {
  private SqlName() {}

  /** One part in double quotes, quotes in it doubled. */
  static String quoted(String part) {
    return '"' + part.replace("\"", "\"\"") + '"';
  }

  /** A relation's name with each part in quotes: a source may have its schema before a dot. */
  static String quotedRelation(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? quoted(name)
        : quoted(name.substring(0, dot)) + "." + quoted(name.substring(dot + 1));
  }
}
