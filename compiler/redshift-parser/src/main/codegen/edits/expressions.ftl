<#-- Operators: casts, brackets and dots bind tightest, then AT TIME ZONE. -->
<@edit>
    e = Expression3(exprContext) {
        list.add(e);
    }
    (
        LOOKAHEAD(2) <DOT>
        ext = RowExpressionExtension() {
            list.add(
                new SqlParserUtil.ToTreeListItem(
                    SqlStdOperatorTable.DOT, getPos()));
            list.add(ext);
        }
    )*
    AddOptionalColonPath(list)
====
    e = Operand(exprContext)
    (
        <AT> <TIME> <ZONE>
        ext = Operand(ExprContext.ACCEPT_SUB_QUERY) {
            e = RedshiftOperators.AT_TIME_ZONE.createCall(Span.of(e).end(this), e, ext);
        }
    )*
    { list.add(e); }
</@edit>
<@edit>
                    <TILDE> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE; }
                    [ <STAR> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE; } ]
====
                    <TILDE> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_SENSITIVE; }
                    [ <STAR> { op = SqlStdOperatorTable.POSIX_REGEX_CASE_INSENSITIVE; } ]
                |
                    <LIKE_SIGN> { op = SqlStdOperatorTable.LIKE; }
                |
                    <ILIKE_SIGN> { op = SqlLibraryOperators.ILIKE; }
                |
                    <NOT_LIKE_SIGN> { op = SqlStdOperatorTable.NOT_LIKE; }
                |
                    <NOT_ILIKE_SIGN> { op = SqlLibraryOperators.NOT_ILIKE; }
</@edit>
<@edit>
|   <LEFTSHIFT> { return SqlStdOperatorTable.BIT_LEFT_SHIFT; }
====
|   <LEFTSHIFT> { return RedshiftOperators.SHIFT_LEFT; }
|   <RIGHTSHIFT> { return RedshiftOperators.SHIFT_RIGHT; }
|   <VERTICAL_BAR> { return RedshiftOperators.BIT_OR; }
|   <HASH> { return RedshiftOperators.BIT_XOR; }
</@edit>
<@edit>
|   <NOT> { return SqlStdOperatorTable.NOT; }
|   <EXISTS> { return SqlStdOperatorTable.EXISTS; }
====
|   <NOT> { return SqlStdOperatorTable.NOT; }
|   <SQUARE_ROOT> { return RedshiftOperators.SQUARE_ROOT; }
|   <CUBE_ROOT> { return RedshiftOperators.CUBE_ROOT; }
|   <AT_SIGN> { return RedshiftOperators.ABSOLUTE; }
|   <TILDE> { return RedshiftOperators.BIT_NOT; }
|   <PRIOR> { return RedshiftOperators.PRIOR; }
|   <EXISTS> { return SqlStdOperatorTable.EXISTS; }
</@edit>
<@edit>
SqlPostfixOperator PostfixRowOperator() :
{}
{
====
SqlPostfixOperator PostfixRowOperator() :
{
    final SqlDataTypeSpec type;
}
{
    <ISNULL> { return SqlStdOperatorTable.IS_NULL; }
|
    <NOTNULL> { return SqlStdOperatorTable.IS_NOT_NULL; }
|
</@edit>
<@edit>
        |   <EMPTY> { return SqlStdOperatorTable.IS_NOT_EMPTY; }
====
        |   <EMPTY> { return SqlStdOperatorTable.IS_NOT_EMPTY; }
        |   LOOKAHEAD({ WordRules.isValueType(getToken(1)) }) type = DataType() {
                return RedshiftOperators.isType(true, type);
            }
</@edit>
<@edit>
        |   <EMPTY> { return SqlStdOperatorTable.IS_EMPTY; }
====
        |   <EMPTY> { return SqlStdOperatorTable.IS_EMPTY; }
        |   LOOKAHEAD({ WordRules.isValueType(getToken(1)) }) type = DataType() {
                return RedshiftOperators.isType(false, type);
            }
</@edit>
<@edit>
        p = SimpleStringLiteral()
        intervalQualifier = IntervalQualifier() {
            return SqlParserUtil.parseIntervalLiteral(s.end(intervalQualifier),
                sign, p, intervalQualifier);
        }
    |
        // To keep
====
        p = SimpleStringLiteral()
        (
            intervalQualifier = IntervalQualifier() {
                return Intervals.literal(p, sign, intervalQualifier, s.end(intervalQualifier));
            }
        |
            { return Intervals.literal(p, sign, s.end(this)); }
        )
    |
        // To keep
</@edit>
<@edit>
SqlNode AtomicRowExpression() :
{
    final SqlNode e;
}
{
    (
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
====
SqlNode AtomicRowExpression() :
{
    final SqlNode e;
}
{
    (
        e = TypedLiteral()
    |
        LOOKAHEAD(2)
        e = LiteralOrIntervalExpression()
</@edit>
<#-- JavaCC 7 writes a return in a way that javac does not take for one: these two would leave variables unset. -->
<@edit>
        LOOKAHEAD({ allowRowValueStar() })
        <STAR> { return SqlIdentifier.star(getPos()); }
====
        LOOKAHEAD({ allowRowValueStar() })
        <STAR> { e = SqlIdentifier.star(getPos()); }
</@edit>
<@edit>
            |
                <MINUS> extra = PatternExpression() <MINUS> <RBRACE> {
                    return SqlStdOperatorTable.PATTERN_CONCAT.createCall(
                        Span.of(e).end(this), e,
                        SqlStdOperatorTable.PATTERN_EXCLUDE.createCall(
                            Span.of(extra).end(this), extra));
                }
            )
====
            )
</@edit>
<@edit>
            { reluctant = SqlLiteral.createBoolean(false, SqlParserPos.ZERO); }
        )
    |
        { return e; }
    )
    {
        return SqlStdOperatorTable.PATTERN_QUANTIFIER.createCall(
====
            { reluctant = SqlLiteral.createBoolean(false, SqlParserPos.ZERO); }
        )
    |
        {
            startNum = null;
            endNum = null;
            reluctant = null;
        }
    )
    {
        if (startNum == null) {
            return e;
        }
        return SqlStdOperatorTable.PATTERN_QUANTIFIER.createCall(
</@edit>
<#-- A BETWEEN without its AND, and two strings on one line, are told where they stop. -->
<@edit>
                op = PostfixRowOperator() {
                    list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
                }
            )
        )+
        {
            return list;
        }
====
                op = PostfixRowOperator() {
                    list.add(new SqlParserUtil.ToTreeListItem(op, getPos()));
                }
            )
        )+
        {
            if (RedshiftOperators.lacksAnd(list)) {
                throw generateParseException();
            }
            return list;
        }
</@edit>
<@edit>
        LOOKAHEAD(1)
        <QUOTED_STRING>
        {
            p = SqlParserUtil.parseString(token.image);
            try {
                literal
====
        LOOKAHEAD({ getToken(1).kind == QUOTED_STRING
            && getToken(1).beginLine > getToken(0).endLine })
        <QUOTED_STRING>
        {
            p = SqlParserUtil.parseString(token.image);
            try {
                literal
</@edit>
<@edit>
                LOOKAHEAD(3) op = BinaryRowOperator() {
                    checkNonQueryExpression(exprContext);
====
                LOOKAHEAD(3) op = BinaryRowOperator() {
                    if (op == SqlStdOperatorTable.OR && RedshiftOperators.lacksAnd(list)) {
                        throw new MisplacedToken(token);
                    }
                    checkNonQueryExpression(exprContext);
</@edit>
<#-- Operators bind as on PostgreSQL: these less than + and more than comparisons, ^ more than *. -->
<@edit>
|   <CONCAT> { return SqlStdOperatorTable.CONCAT; }
====
|   <CONCAT> { return RedshiftOperators.CONCAT; }
</@edit>
<@edit>
|   <CARET> { return SqlStdOperatorTable.BITXOR_OPERATOR; }
====
|   <CARET> { return RedshiftOperators.CARET; }
</@edit>
<@edit>
|   <AMPERSAND> { return SqlStdOperatorTable.BITAND_OPERATOR; }
====
|   <AMPERSAND> { return RedshiftOperators.BIT_AND; }
</@edit>
