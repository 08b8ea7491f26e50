package dev.accrete.redshift;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSpecialOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * A statement that Accrete writes and Calcite has no node for. Its name is its words in order, with
 * a question mark for each operand: a name, a list, a query, an expression. So two statements are
 * equal where their words and their operands are.
 */
public final class WrittenStatement extends SqlSpecialOperator {
  private static final String OPERAND = "?";

  private WrittenStatement(String name, SqlKind kind) {
    super(name, kind);
  }

  @Override
  public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
    int next = 0;
    String before = "";
    for (String word : getName().split(" ")) {
      if (word.equals(OPERAND)) {
        print(writer, call.operand(next++), before.equals("AS"));
      } else {
        writer.keyword(word);
      }
      before = word;
    }
  }

  /**
   * Queries stand in parentheses everywhere but as the whole of what a table or view is made of.
   */
  private static void print(SqlWriter writer, SqlNode operand, boolean isWhole) {
    if (isWhole) {
      operand.unparse(writer, 0, 0);
      return;
    }
    boolean isList = operand instanceof SqlNodeList;
    SqlWriter.Frame frame = writer.startList(isList ? "(" : "", isList ? ")" : "");
    if (operand instanceof SqlNodeList items) {
      for (SqlNode item : items) {
        writer.sep(",");
        item.unparse(writer, 0, 0);
      }
    } else {
      operand.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }

  /** A statement that begins with these words. */
  static Parts parts(SqlKind kind, String words) {
    return new Parts(kind).words(words);
  }

  /** What a statement is put together of while it is read. */
  static final class Parts {
    private final SqlKind kind;
    private final List<String> words = new ArrayList<>();
    private final List<SqlNode> operands = new ArrayList<>();

    private Parts(SqlKind kind) {
      this.kind = kind;
    }

    Parts words(String text) {
      words.add(text);
      return this;
    }

    Parts operand(SqlNode operand) {
      words.add(OPERAND);
      operands.add(operand);
      return this;
    }

    /** A part that may be absent, behind its words. */
    Parts clause(String text, @Nullable SqlNode operand) {
      return operand == null ? this : words(text).operand(operand);
    }

    /** {@code SET a = b, …}. */
    Parts assignments(List<SqlNode> columns, List<SqlNode> values) {
      for (int i = 0; i < columns.size(); i++) {
        clause(i == 0 ? "SET" : ",", columns.get(i)).clause("=", values.get(i));
      }
      return this;
    }

    SqlNode statement(SqlParserPos place) {
      return new WrittenStatement(String.join(" ", words), kind).createCall(place, operands);
    }
  }
}
