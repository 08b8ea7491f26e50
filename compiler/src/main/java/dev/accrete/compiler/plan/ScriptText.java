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

  @Override
  public String toString() {
    return text.toString();
  }
}
