package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Semicolons;
import dev.accrete.compiler.dialect.Statement;
import dev.accrete.compiler.dialect.state.ScriptSql;

/** The text of a script while it is written: each statement under its purpose. */
final class ScriptText {
  private final ScriptSql sql;
  private final StringBuilder text = new StringBuilder();

  ScriptText(ScriptSql sql) {
    this.sql = sql;
  }

  void comment(String words) {
    if (words.indexOf('\n') < 0 && words.indexOf('\r') < 0 && !words.isEmpty()) {
      text.append("-- ").append(words).append('\n');
      return;
    }
    words.lines().forEach(line -> text.append("-- ").append(line).append('\n'));
  }

  void section(String words) {
    text.append('\n');
    comment("---- " + words);
  }

  void add(String model, Statement statement) {
    if (!statement.purpose().isEmpty()) {
      text.append('\n');
      comment(statement.purpose());
    }
    text.append(Semicolons.without(sql.bind(model, statement))).append(";\n");
  }

  /** A part that was written before. */
  void written(String part) {
    text.append(part);
  }

  /** What was written since the last time. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
