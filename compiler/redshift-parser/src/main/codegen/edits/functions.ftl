<#-- IGNORE NULLS inside the parentheses, APPROXIMATE, TRIM with two arguments, units as strings, CONVERT to any type. -->
<@edit>
        AddArg(list, exprContext)
    )*
    <RPAREN>
    {
        return list;
    }
====
        AddArg(list, exprContext)
    )*
    ( nulls = NullTreatment() | { nulls = null; } )
    <RPAREN>
    {
        nullTreatment = nulls;
        return list;
    }
</@edit>
<@edit>
List<SqlNode> FunctionParameterList(ExprContext exprContext) :
{
    final SqlLiteral qualifier;
====
List<SqlNode> FunctionParameterList(ExprContext exprContext) :
{
    final Pair<SqlParserPos, SqlOperator> nulls;
    final SqlLiteral qualifier;
</@edit>
<@edit>
    {
        return createCall(qualifiedName, s.end(this), funcType, quantifier, args);
    }
}

/*
* Parse Floor/Ceil function parameters
*/
SqlNode StandardFloorCeilOptions(Span s, boolean floorFlag) :
====
    {
        SqlCall call = (SqlCall) createCall(qualifiedName, s.end(this), funcType, quantifier, args);
        if (!args.isEmpty() && nullTreatment != null) {
            call = nullTreatment.right.createCall(call.getParserPosition(), call);
        }
        nullTreatment = null;
        return call;
    }
}

/*
* Parse Floor/Ceil function parameters
*/
SqlNode StandardFloorCeilOptions(Span s, boolean floorFlag) :
</@edit>
<@edit>
                    <FROM> { trimChars = e; fromPos = getPos(); }
                    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
                ]
====
                    <FROM> { trimChars = e; fromPos = getPos(); }
                    e = Expression(ExprContext.ACCEPT_SUB_QUERY)
                |
                    <COMMA> trimChars = Expression(ExprContext.ACCEPT_SUB_QUERY)
                    <RPAREN> {
                        return createCall(new SqlIdentifier("TRIM", s.pos()), s.end(this),
                            SqlFunctionCategory.USER_DEFINED_FUNCTION, null,
                            ImmutableList.of(e, trimChars));
                    }
                ]
</@edit>
<@edit>
|   unitName = SimpleIdentifier() {
        return new SqlIntervalQualifier(unitName.getSimple(),
            unitName.getParserPosition());
    }
====
|   unitName = SimpleIdentifier() {
        return new SqlIntervalQualifier(unitName.getSimple(),
            unitName.getParserPosition());
    }
|   <QUOTED_STRING> {
        return new SqlIntervalQualifier(
            SqlParserUtil.parseString(token.image).toLowerCase(Locale.ROOT), getPos());
    }
</@edit>
<@edit>
    (
        LOOKAHEAD(2)
        call = StringAggFunctionCall()
    |
====
    (
        <APPROXIMATE> { approximate = span(); }
        call = NamedCall()
        [ call = withinGroup(call) ]
        {
            return RedshiftOperators.APPROXIMATE.createCall(approximate.end(this), call);
        }
    |
        LOOKAHEAD(2)
        call = StringAggFunctionCall()
    |
</@edit>
<@edit>
SqlNode NamedFunctionCall() :
{
    SqlCall call;
====
SqlNode NamedFunctionCall() :
{
    SqlCall call;
    final Span approximate;
</@edit>
<@edit>
        LOOKAHEAD( [<SPECIFIC>] FunctionName() <LPAREN>)
        e = NamedFunctionCall()
====
        LOOKAHEAD( <APPROXIMATE> | <STRING_AGG> | <ARRAY_AGG> | <GROUP_CONCAT> | FunctionName() <LPAREN>)
        e = NamedFunctionCall()
</@edit>
<@edit>
        LOOKAHEAD(2) call = nullTreatment(call)
====
        // Before the end of the parentheses it is of the function around: LAST_VALUE(f(a) IGNORE NULLS).
        LOOKAHEAD(2, { getToken(3).kind != RPAREN }) call = nullTreatment(call)
</@edit>
<@edit>
        e = AtomicRowExpression() { args.add(e); }
        <IN>
====
        e = PositionOperand() { args.add(e); }
        <IN>
</@edit>
<@edit>
            // CONVERT in the form of CONVERT(x USING y)

====
            LOOKAHEAD(DataType() <COMMA>)
            dt = DataType() { args.add(dt); }
            <COMMA>
            AddExpression(args, ExprContext.ACCEPT_SUB_QUERY)
            <RPAREN> {
                return SqlLibraryOperators.MSSQL_CONVERT.createCall(s.end(this), args);
            }
        |
            // CONVERT in the form of CONVERT(x USING y)

</@edit>
