<#-- The parser's class: its words are told apart by Words. -->
<@edit>
            if (reader instanceof SourceStringReader) {
====
            parser.token_source = new Words(parser.jj_input_stream);
            if (reader instanceof SourceStringReader) {
</@edit>
<@edit>
    private int rowValueStarCount;
====
    private int rowValueStarCount;

    /** IGNORE NULLS or RESPECT NULLS before the parenthesis that was closed last. */
    private Pair<SqlParserPos, SqlOperator> nullTreatment;
</@edit>
