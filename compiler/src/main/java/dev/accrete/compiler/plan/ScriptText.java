package dev.accrete.compiler.plan;

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
    write(statement, Semicolons.without(sql.bind(model, statement)));
  }

  /**
   * A statement of a person, which stays as it is, whatever it holds: not everywhere may an
   * expression stand for a constant. Its last line may be a comment.
   */
  void hook(String model, Statement statement) {
    String bound = sql.bind(model, statement);
    write(statement, bound.contains("--") ? bound + "\n" : bound);
  }

  private void write(Statement statement, String bound) {
    if (!statement.purpose().isEmpty()) {
      text.append('\n');
      comment(statement.purpose());
    }
    text.append(bound).append(";\n");
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
