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

    /** The rights that somebody can have on a table or view, but SELECT and ALL. */
    private static final List<String> RIGHTS =
        List.of("ALTER", "DELETE", "DROP", "INSERT", "REFERENCES", "TRUNCATE", "UPDATE");

    /** Whether a word comes next that the grammar has no token for, or takes for a name there. */
    private boolean isWord(String word) {
        return getToken(1).kind == IDENTIFIER && getToken(1).image.equalsIgnoreCase(word);
    }

    private boolean isOneOf(List<String> words) {
        return getToken(1).kind == IDENTIFIER && words.contains(getToken(1).image.toUpperCase(Locale.ROOT));
    }

    /** Stops at the next word where it may not stand. */
    private void refuse(boolean misplaced) throws MisplacedToken {
        if (misplaced) {
            throw new MisplacedToken(getToken(1));
        }
    }
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
