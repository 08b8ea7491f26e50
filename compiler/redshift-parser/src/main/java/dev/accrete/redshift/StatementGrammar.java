package dev.accrete.redshift;

import java.io.Reader;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.util.SourceStringReader;

/**
 * The grammar of the statements that Accrete writes for Redshift: queries, and what creates, fills,
 * changes and guards tables. Models are parsed by {@link RedshiftParserImpl} alone, which has none
 * of them.
 */
public final class StatementGrammar extends RedshiftParserImpl {
  /** Makes parsers whose one statement is of this grammar. */
  public static final SqlParserImplFactory FACTORY = StatementGrammar::of;

  private StatementGrammar(Reader text) {
    super(text);
    token_source = new Words(jj_input_stream);
  }

  private static StatementGrammar of(Reader text) {
    StatementGrammar grammar = new StatementGrammar(text);
    if (text instanceof SourceStringReader source) {
      String sql = source.getSourceString();
      grammar.setOriginalSql(sql);
      grammar.jj_input_stream.ReInit(text, 1, 1, sql.length());
    }
    return grammar;
  }

  @Override
  public SqlNode parseSqlStmtEof() throws Exception {
    return WrittenStatementEof();
  }
}
