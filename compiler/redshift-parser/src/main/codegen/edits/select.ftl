<#-- SELECT TOP n, WHERE without FROM, EXCLUDE at the end, CONNECT BY, GROUP BY ALL. -->
<@edit>
    final SqlNodeList by;
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
}
{
    <SELECT> { s = span(); }
====
    final SqlNodeList by;
    SqlNode top = null;
    SqlLiteral afterTop;
    SqlNodeList excluded = null;
    SqlNode hierarchy = null;
    final List<SqlNode> hints = new ArrayList<SqlNode>();
    final Span s;
}
{
    <SELECT> { s = span(); }
</@edit>
<@edit>
        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?
====
        keyword = AllOrDistinct() { keywords.add(keyword); }
    )?
    [
        <TOP> top = UnsignedNumericLiteral()
        [ afterTop = AllOrDistinct() { keywords.add(afterTop); } ]
    ]
</@edit>
<@edit>
    ( <COMMA> AddSelectItem(selectList) )*
<#noparse><#if parser.includeSelectBy!false></#noparse>
====
    ( <COMMA> AddSelectItem(selectList) )*
    [ <EXCLUDE> excluded = ExcludedColumns() ]
<#noparse><#if parser.includeSelectBy!false></#noparse>
</@edit>
<@edit>
    (
        <FROM> fromClause = FromClause()
        ( where = Where() | { where = null; } )
        ( groupBy = GroupBy() | { groupBy = null; } )
        ( having = Having() | { having = null; } )
        ( windowDecls = Window() | { windowDecls = null; } )
        ( qualify = Qualify() | { qualify = null; } )
    |
        E() {
            fromClause = null;
            where = null;
            groupBy = null;
            having = null;
            windowDecls = null;
            qualify = null;
        }
    )
    {
        final SqlSelect select = new SqlSelect(s.end(this), keywordList,
            new SqlNodeList(selectList, Span.of(selectList).pos()),
            fromClause, where, groupBy, having, windowDecls, qualify,
            null, null, null, new SqlNodeList(hints, getPos()));
====
    ( <FROM> fromClause = FromClause() | { fromClause = null; } )
    ( where = Where() | { where = null; } )
    [ hierarchy = Hierarchy() ]
    ( groupBy = GroupBy() | { groupBy = null; } )
    ( having = Having() | { having = null; } )
    ( windowDecls = Window() | { windowDecls = null; } )
    ( qualify = Qualify() | { qualify = null; } )
    {
        if (excluded != null) {
            final int last = selectList.size() - 1;
            selectList.set(last, RedshiftOperators.EXCLUDE.createCall(
                Span.of(selectList.get(last), excluded).pos(), selectList.get(last), excluded));
        }
        final SqlNode condition =
            hierarchy == null
                ? where
                : where == null
                    ? hierarchy
                    : SqlStdOperatorTable.AND.createCall(
                        Span.of(where, hierarchy).pos(), where, hierarchy);
        final SqlSelect select = new SqlSelect(s.end(this), keywordList,
            new SqlNodeList(selectList, Span.of(selectList).pos()),
            fromClause, condition, groupBy, having, windowDecls, qualify,
            null, null, top, new SqlNodeList(hints, getPos()));
</@edit>
<@edit>
    |   <ALL> { distinct = false; }
    |   { distinct = false; }
    )
    list = GroupingElementList() {
====
    |
        <ALL> {
            distinct = false;
            switch (getToken(1).kind) {
            case HAVING:
            case QUALIFY:
            case WINDOW:
            case ORDER:
            case LIMIT:
            case OFFSET:
            case FETCH:
            case UNION:
            case INTERSECT:
            case EXCEPT:
            case SET_MINUS:
            case RPAREN:
            case SEMICOLON:
            case EOF:
                final SqlParserPos all = s.end(this);
                return SqlNodeList.of(RedshiftOperators.GROUP_BY_ALL.createCall(all));
            default:
            }
        }
    |   { distinct = false; }
    )
    list = GroupingElementList() {
</@edit>
<@edit>
        if (orderBy != null || offsetFetch[0] != null || offsetFetch[1] != null) {
====
        final SqlNode topped = e instanceof SqlWith ? ((SqlWith) e).body : e;
        if (topped instanceof SqlSelect
                && ((SqlSelect) topped).getFetch() != null
                && offsetFetch[1] == null) {
            // TOP n is LIMIT n
            offsetFetch[1] = ((SqlSelect) topped).getFetch();
            ((SqlSelect) topped).setFetch(null);
        }
        if (orderBy != null || offsetFetch[0] != null || offsetFetch[1] != null) {
</@edit>
<@edit>
    ( <EXCLUDE> | <EXCEPT> ) <LPAREN> { s = span(); }
    id = CompoundIdentifier() {
        list.add(id);
    }
    (
        <COMMA> id = CompoundIdentifier() {
            list.add(id);
        }
    )*
    <RPAREN> {
        return new SqlNodeList(list, s.end(this));
    }
====
    <EXCLUDE> { s = span(); }
    (
        <LPAREN>
        id = CompoundIdentifier() { list.add(id); }
        ( <COMMA> id = CompoundIdentifier() { list.add(id); } )*
        <RPAREN>
    |
        id = CompoundIdentifier() { list.add(id); }
        ( <COMMA> id = CompoundIdentifier() { list.add(id); } )*
    )
    {
        return new SqlNodeList(list, s.end(this));
    }
</@edit>
<@edit>
        excludeList = StarExcludeList() {
            if (!(e instanceof SqlIdentifier)) {
                throw SqlUtil.newContextException(excludeList.getParserPosition(),
                    RESOURCE.selectExcludeRequiresStar());
            }
            final SqlIdentifier sqlIdentifier = (SqlIdentifier) e;
            if (!sqlIdentifier.isStar()) {
                throw SqlUtil.newContextException(excludeList.getParserPosition(),
                    RESOURCE.selectExcludeRequiresStar());
            }
====
        LOOKAHEAD({ getToken(1).kind == EXCLUDE
            && e instanceof SqlIdentifier && ((SqlIdentifier) e).isStar() })
        excludeList = StarExcludeList() {
            final SqlIdentifier sqlIdentifier = (SqlIdentifier) e;
</@edit>
<@edit>
        (
            id = SimpleIdentifier()
        |
            // Mute the warning about ambiguity between alias and continued
            // string literal.
            LOOKAHEAD(1)
            id = SimpleIdentifierFromStringLiteral()
        )
        { list.add(SqlStdOperatorTable.AS.createCall(span().end(e), e, id)); }
====
        id = SimpleIdentifier()
        { list.add(SqlStdOperatorTable.AS.createCall(span().end(e), e, id)); }
</@edit>
<#-- A star has no alias. -->
<@edit>
    e = SelectExpression()
    (
        [ <AS>
            [ <MEASURE> {
====
    e = SelectExpression() {
        if (getToken(1).kind == AS
                && e instanceof SqlIdentifier
                && ((SqlIdentifier) e).isStar()) {
            throw new MisplacedToken(getToken(1));
        }
    }
    (
        [ <AS>
            [ <MEASURE> {
</@edit>
<#-- A query that begins with one in parentheses, and is in parentheses itself, may be ordered as well. -->
<@edit>
        { list.add(e); }
        ( AddSetOpQuery(list, exprContext) )*
        { return SqlParserUtil.toTree(list); }
    )
====
        { list.add(e); }
        ( AddSetOpQuery(list, exprContext) )*
        { e = SqlParserUtil.toTree(list); }
        e = OrderByLimitOpt(e)
        { return e; }
    )
</@edit>
