
/*
 * The statements that Accrete writes for Redshift. No model comes here: see WrittenStatementEof. Words that Redshift does not reserve
 * are told by their letters, so that no name becomes a keyword.
 */

/** A statement that Accrete wrote, and the end of the text. */
SqlNode WrittenStatementEof() :
{
    final SqlNode statement;
    ((Words) token_source).readStatement();
}
{
    statement = WrittenStatement() [ <SEMICOLON> ] <EOF> { return statement; }
}

SqlNode WrittenStatement() :
{
    final SqlNode statement;
}
{
    (
        <CREATE> statement = WrittenCreate(span())
    |
        <GRANT> statement = WrittenGrant(span())
    |
        LOOKAHEAD({ isWord("REVOKE") }) statement = WrittenRevoke()
    |
        LOOKAHEAD({ isWord("INSERT") }) statement = WrittenInsert()
    |
        LOOKAHEAD({ isWord("DELETE") }) statement = WrittenDelete()
    |
        LOOKAHEAD({ isWord("UPDATE") }) statement = WrittenUpdate()
    |
        LOOKAHEAD({ isWord("DROP") }) statement = WrittenDrop()
    |
        LOOKAHEAD({ isWord("ALTER") }) statement = WrittenAlter()
    |
        LOOKAHEAD({ isWord("COMMENT") }) statement = WrittenComment()
    |
        LOOKAHEAD({ isWord("LOCK") }) statement = WrittenLock()
    |
        LOOKAHEAD({ isWord("ANALYZE") }) statement = WrittenAnalyze()
    |
        LOOKAHEAD({ isWord("SET") }) statement = WrittenSetting()
    |
        LOOKAHEAD({ isWord("BEGIN") || isWord("COMMIT") || isWord("ROLLBACK") })
        statement = WrittenTransaction()
    |
        statement = WrittenQuery()
    )
    { return statement; }
}

/** A word that is no token of its own where it stands. */
Span Word(String word) :
{
    refuse(!isWord(word));
}
{
    <IDENTIFIER> { return span(); }
}

/** One of some words, in capitals. */
String OneOf(List<String> words) :
{
    refuse(!isOneOf(words));
}
{
    <IDENTIFIER> { return token.image.toUpperCase(Locale.ROOT); }
}

/** A query, and nothing else that the grammar has for one. */
SqlNode WrittenQuery() :
{
    final SqlNode query;
    refuse(!WordRules.beginsQuery(getToken(1).kind));
}
{
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) { return query; }
}

SqlNode WrittenCreate(Span s) :
{
    final SqlNode statement;
}
{
    (
        LOOKAHEAD({ isWord("SCHEMA") }) statement = WrittenSchema(s)
    |
        LOOKAHEAD({ isWord("VIEW") }) statement = WrittenView(s)
    |
        statement = WrittenTable(s)
    )
    { return statement; }
}

/** Whether IF NOT EXISTS stands there. */
boolean IfAbsent() :
{}
{
    LOOKAHEAD({ isWord("IF") }) Word("IF") <NOT> Word("EXISTS") { return true; }
|
    { return false; }
}

SqlNode WrittenSchema(Span s) :
{
    final boolean ifAbsent;
    final SqlIdentifier name;
}
{
    Word("SCHEMA") ifAbsent = IfAbsent() name = SimpleIdentifier() {
        return SqlDdlNodes.createSchema(s.end(this), false, ifAbsent, name);
    }
}

/** A view, which may be bound late to what it reads. */
SqlNode WrittenView(Span s) :
{
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.CREATE_VIEW, "CREATE VIEW");
    SqlNode part;
}
{
    Word("VIEW") part = WrittenName() { parts.operand(part); }
    [ part = ParenthesizedSimpleIdentifierList() { parts.operand(part); } ]
    <AS> { ((Words) token_source).readQuery(); }
    part = WrittenQuery() { parts.words("AS").operand(part); }
    [
        <WITH> Word("NO") Word("SCHEMA") Word("BINDING") { parts.words("WITH NO SCHEMA BINDING"); }
    ]
    { return parts.statement(s.end(this)); }
}

/** A table by its columns, by those of another, or by a query. */
SqlNode WrittenTable(Span s) :
{
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.CREATE_TABLE, "CREATE");
    SqlNode part;
    boolean ifAbsent = false;
}
{
    [ LOOKAHEAD({ isWord("TEMPORARY") }) Word("TEMPORARY") { parts.words("TEMPORARY"); } ]
    <TABLE> { parts.words("TABLE"); }
    ifAbsent = IfAbsent() {
        if (ifAbsent) {
            parts.words("IF NOT EXISTS");
        }
    }
    part = WrittenName() { parts.operand(part); }
    (
        <LPAREN>
        (
            <LIKE> part = WrittenName() { parts.words("( LIKE").operand(part).words(")"); }
        |
            part = WrittenColumns() { parts.operand(part); }
        )
        <RPAREN>
        TableLayout(parts)
    |
        { refuse(ifAbsent); }
        TableLayout(parts)
        <AS> { ((Words) token_source).readQuery(); }
        part = WrittenQuery() { parts.words("AS").operand(part); }
    )
    { return parts.statement(s.end(this)); }
}

/** The columns of a table, with their types. */
SqlNodeList WrittenColumns() :
{
    final Span s = Span.of();
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    SqlNode column;
}
{
    column = WrittenColumn() { columns.add(column); }
    ( <COMMA> column = WrittenColumn() { columns.add(column); } )*
    { return new SqlNodeList(columns, s.addAll(columns).pos()); }
}

SqlNode WrittenColumn() :
{
    final SqlIdentifier name;
    SqlDataTypeSpec type;
}
{
    name = SimpleIdentifier() { ((Words) token_source).readType(); }
    type = DataType()
    ( <NOT> <NULL> { type = type.withNullable(false); } | { type = type.withNullable(true); } )
    {
        return SqlDdlNodes.column(
            Span.of(name).end(this), name, type, null, ColumnStrategy.NULLABLE);
    }
}

/** How a table is spread over the nodes, and sorted: each of it at most once. */
void TableLayout(WrittenStatement.Parts parts) :
{
    String word;
    SqlNode key;
    boolean isSpread = false;
    boolean isSorted = false;
}
{
    (
        LOOKAHEAD({ isWord("DISTSTYLE") })
        { refuse(isSpread || isSorted); }
        Word("DISTSTYLE") ( <ALL> { word = "ALL"; } | word = OneOf(List.of("AUTO", "EVEN")) ) {
            parts.words("DISTSTYLE " + word);
            isSpread = true;
        }
    |
        LOOKAHEAD({ isWord("DISTKEY") })
        { refuse(isSpread || isSorted); }
        Word("DISTKEY") { isSpread = true; }
        <LPAREN> key = SimpleIdentifier() <RPAREN> {
            parts.words("DISTKEY (").operand(key).words(")");
        }
    |
        LOOKAHEAD({ isWord("SORTKEY") })
        { refuse(isSorted); }
        Word("SORTKEY") { isSorted = true; }
        key = ParenthesizedSimpleIdentifierList() { parts.words("SORTKEY").operand(key); }
    )*
}

SqlNode WrittenInsert() :
{
    final Span s;
    final SqlIdentifier table;
    final SqlNode rows;
    SqlNodeList columns = null;
}
{
    s = Word("INSERT") <INTO> table = WrittenName()
    [ LOOKAHEAD(2) columns = ParenthesizedSimpleIdentifierList() ]
    rows = WrittenQuery() {
        return new SqlInsert(
            s.end(rows), new SqlNodeList(s.pos()), table, rows, columns);
    }
}

/** A DELETE: Redshift documents no other name for its table. Calcite's own has no USING, and prints no parentheses behind EXISTS. */
SqlNode WrittenDelete() :
{
    final Span s;
    final SqlIdentifier table;
    SqlNode others = null;
    SqlNode where = null;
}
{
    s = Word("DELETE") <FROM> table = WrittenName()
    [ <USING> others = FromClause() ]
    [ where = Where() ]
    {
        return WrittenStatement.parts(SqlKind.DELETE, "DELETE FROM")
            .operand(table)
            .clause("USING", others)
            .clause("WHERE", where)
            .statement(s.end(this));
    }
}

/** An UPDATE: Calcite's own has no FROM. */
SqlNode WrittenUpdate() :
{
    final Span s;
    final SqlIdentifier table;
    final List<SqlNode> columns = new ArrayList<SqlNode>();
    final List<SqlNode> values = new ArrayList<SqlNode>();
    SqlNode others = null;
    SqlNode where = null;
}
{
    s = Word("UPDATE") table = WrittenName()
    Word("SET") Assignment(columns, values)
    ( <COMMA> Assignment(columns, values) )*
    [ <FROM> others = FromClause() ]
    [ where = Where() ]
    {
        return WrittenStatement.parts(SqlKind.UPDATE, "UPDATE")
            .operand(table)
            .assignments(columns, values)
            .clause("FROM", others)
            .clause("WHERE", where)
            .statement(s.end(this));
    }
}

void Assignment(List<SqlNode> columns, List<SqlNode> values) :
{
    final SqlIdentifier column;
}
{
    column = SimpleIdentifier() { columns.add(column); }
    <EQ> AddExpression(values, ExprContext.ACCEPT_SUB_QUERY)
}

SqlNode WrittenDrop() :
{
    final Span s;
    final SqlIdentifier name;
    boolean isView = false;
    boolean ifThere = false;
}
{
    s = Word("DROP")
    ( <TABLE> | Word("VIEW") { isView = true; } )
    [ LOOKAHEAD({ isWord("IF") }) Word("IF") Word("EXISTS") { ifThere = true; } ]
    name = WrittenName() {
        return isView
            ? SqlDdlNodes.dropView(s.end(this), ifThere, name)
            : SqlDdlNodes.dropTable(s.end(this), ifThere, name);
    }
}

SqlNode WrittenAlter() :
{
    final Span s;
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.ALTER_TABLE, "ALTER TABLE");
    SqlNode name;
}
{
    s = Word("ALTER") <TABLE> name = WrittenName() { parts.operand(name); }
    Word("OWNER") <TO> name = SimpleIdentifier() {
        return parts.clause("OWNER TO", name).statement(s.end(this));
    }
}

SqlNode WrittenComment() :
{
    final Span s;
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.OTHER_DDL, "COMMENT ON");
    String kind = "TABLE";
    SqlNode part;
}
{
    s = Word("COMMENT") <ON>
    ( <TABLE> | kind = OneOf(List.of("COLUMN", "VIEW")) )
    part = WrittenName() { parts.clause(kind, part); }
    <IS>
    ( part = StringLiteral() | <NULL> { part = SqlLiteral.createNull(getPos()); } )
    { return parts.clause("IS", part).statement(s.end(this)); }
}

SqlNode WrittenLock() :
{
    final Span s;
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.OTHER, "LOCK TABLE");
    SqlNode table;
}
{
    s = Word("LOCK") <TABLE> table = WrittenName() { parts.operand(table); }
    ( <COMMA> table = WrittenName() { parts.clause(",", table); } )*
    { return parts.statement(s.end(this)); }
}

SqlNode WrittenAnalyze() :
{
    final Span s;
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.OTHER, "ANALYZE");
    SqlNode part;
}
{
    s = Word("ANALYZE")
    [
        part = WrittenName() { parts.operand(part); }
        [ part = ParenthesizedSimpleIdentifierList() { parts.operand(part); } ]
    ]
    { return parts.statement(s.end(this)); }
}

/** A setting of the session. */
SqlNode WrittenSetting() :
{
    final Span s;
    final SqlIdentifier name;
    final SqlNode value;
}
{
    s = Word("SET") name = SimpleIdentifier() ( <TO> | <EQ> )
    ( value = Literal() | value = SimpleIdentifier() )
    { return new SqlSetOption(s.end(this), null, name, value); }
}

SqlNode WrittenTransaction() :
{
    final String word;
}
{
    word = OneOf(List.of("BEGIN", "COMMIT", "ROLLBACK")) {
        return WrittenStatement.parts(SqlKind.OTHER, word).statement(getPos());
    }
}

SqlNode WrittenGrant(Span s) :
{
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.OTHER_DDL, "GRANT");
}
{
    Rights(parts) <TO> { parts.words("TO"); } Grantee(parts)
    [ <WITH> <GRANT> Word("OPTION") { parts.words("WITH GRANT OPTION"); } ]
    { return parts.statement(s.end(this)); }
}

SqlNode WrittenRevoke() :
{
    final Span s;
    final WrittenStatement.Parts parts = WrittenStatement.parts(SqlKind.OTHER_DDL, "REVOKE");
}
{
    s = Word("REVOKE") Rights(parts) <FROM> { parts.words("FROM"); } Grantee(parts)
    { return parts.statement(s.end(this)); }
}

/** The rights on a table or view. */
void Rights(WrittenStatement.Parts parts) :
{
    SqlNode relation;
}
{
    Right(parts) ( <COMMA> { parts.words(","); } Right(parts) )*
    <ON> [ <TABLE> ] relation = WrittenName() { parts.clause("ON", relation); }
}

void Right(WrittenStatement.Parts parts) :
{
    String right;
}
{
    ( <SELECT> { right = "SELECT"; } | <ALL> { right = "ALL"; } | right = OneOf(RIGHTS) )
    { parts.words(right); }
}

/** Who is given rights; a group and a role are told from a user by the word before the name. */
void Grantee(WrittenStatement.Parts parts) :
{
    SqlNode name;
}
{
    <GROUP> name = SimpleIdentifier() { parts.clause("GROUP", name); }
|
    LOOKAHEAD({ isWord("PUBLIC") }) Word("PUBLIC") { parts.words("PUBLIC"); }
|
    LOOKAHEAD({ isWord("ROLE") }) Word("ROLE") name = SimpleIdentifier() { parts.clause("ROLE", name); }
|
    name = SimpleIdentifier() { parts.operand(name); }
}

/** A name with as many dots as it has. */
SqlIdentifier WrittenName() :
{
    final List<String> names = new ArrayList<String>();
    final List<SqlParserPos> places = new ArrayList<SqlParserPos>();
}
{
    AddIdentifierSegment(names, places) ( <DOT> AddIdentifierSegment(names, places) )*
    { return new SqlIdentifier(names, null, SqlParserPos.sum(places), places); }
}
