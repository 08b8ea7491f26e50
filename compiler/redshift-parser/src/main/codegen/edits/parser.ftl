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

    /** How many joins stand without parentheses inside others that wait for their conditions. */
    private int nestedJoins;

    /** Whether the condition that may follow is that of the join at hand. */
    private boolean takesCondition = true;

    /** IGNORE NULLS or RESPECT NULLS before the parenthesis that was closed last. */
    private Pair<SqlParserPos, SqlOperator> nullTreatment;
</@edit>
<@edit>
    public SqlParseException normalizeException(Throwable ex) {
        try {
            if (ex instanceof ParseException) {
====
    public SqlParseException normalizeException(Throwable ex) {
        if (ex instanceof MisplacedToken) {
            return UnexpectedToken.at(((MisplacedToken) ex).place());
        }
        if (ex instanceof ParseException
                && ((ParseException) ex).currentToken != null
                && token_source instanceof Words) {
            return UnexpectedToken.of((ParseException) ex, ((Words) token_source).furthest());
        }
        try {
            if (ex instanceof ParseException) {
</@edit>
<#-- Redshift has no COLLATE clause; its names would take t.a$b for one word, and read n::int::int … to the end at each. -->
<@edit>
/**
 * Parses a COLLATE clause
 */
SqlCollation CollateClause() :
{
}
{
    <COLLATE> <COLLATION_ID>
    {
        return new SqlCollation(
            getToken(0).image, SqlCollation.Coercibility.EXPLICIT);
    }
}

/**
 * Numeric literal or parameter
====
/**
 * Numeric literal or parameter
</@edit>
<@edit>
    < COLLATION_ID:
    (<LETTER>|<DIGIT>)+ (<LETTER>|<DIGIT>|":"|"."|"-"|"_")*
    "$"
    (<LETTER>|"_")+
    ("$" (<LETTER>|<DIGIT>|"_")+)?
    >
|
    < UNICODE_QUOTED_IDENTIFIER
====
    < UNICODE_QUOTED_IDENTIFIER
</@edit>
