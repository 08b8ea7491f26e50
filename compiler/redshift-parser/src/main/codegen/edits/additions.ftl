

/*
 * What Redshift has and Calcite's template lacks.
 */

/** An operand with the casts, brackets and dots behind it. */
SqlNode Operand(ExprContext exprContext) :
{
    SqlNode e;
    SqlNode ext;
}
{
    e = Expression3(exprContext)
    (
        <DOT> ext = RowExpressionExtension() {
            e = SqlStdOperatorTable.DOT.createCall(Span.of(e).end(this), e, ext);
        }
    |
        <LBRACKET> ext = Expression(ExprContext.ACCEPT_SUB_QUERY) <RBRACKET> {
            e = SqlStdOperatorTable.ITEM.createCall(Span.of(e).end(this), e, ext);
        }
    |
        <INFIX_CAST>
        ( ext = DataType() | ext = IntervalType() )
        {
            e = SqlStdOperatorTable.CAST.createCall(Span.of(e).end(this), e, ext);
        }
    |
        <OUTER_SIDE> {
            e = RedshiftOperators.OUTER_SIDE.createCall(Span.of(e).end(this), e);
        }
    )*
    { return e; }
}

/** What POSITION looks for: IN behind it is no comparison. */
SqlNode PositionOperand() :
{
    SqlNode e;
    SqlNode next;
}
{
    e = Operand(ExprContext.ACCEPT_SUB_QUERY)
    (
        <CONCAT> next = Operand(ExprContext.ACCEPT_SUB_QUERY) {
            e = SqlStdOperatorTable.CONCAT.createCall(Span.of(e).end(this), e, next);
        }
    )*
    { return e; }
}

/** A constant behind the name of its type, {@code INTEGER '5'}: Words has seen that it is one. */
SqlNode TypedLiteral() :
{
    final SqlIdentifier name;
    final SqlNode text;
}
{
    <LITERAL_TYPE> { name = new SqlIdentifier(unquotedIdentifier(), getPos()); }
    text = StringLiteral() {
        return SqlStdOperatorTable.CAST.createCall(
            name.getParserPosition().plus(text.getParserPosition()),
            text,
            new SqlDataTypeSpec(
                new SqlUserDefinedTypeNameSpec(name, name.getParserPosition()),
                name.getParserPosition()));
    }
}

/** The type INTERVAL, with or without its fields. */
SqlNode IntervalType() :
{
    final Span s;
    final SqlIntervalQualifier fields;
}
{
    <INTERVAL> { s = span(); }
    (
        fields = IntervalQualifier() { return fields; }
    |
        {
            return new SqlDataTypeSpec(
                new SqlUserDefinedTypeNameSpec(
                    new SqlIdentifier("interval", s.pos()), s.pos()),
                s.pos());
        }
    )
}

/** A type by a name that is no keyword; the type checker knows the lengths of texts alone. */
SqlTypeNameSpec NamedType(SqlIdentifier name) :
{
    int length = -1;
}
{
    [ length = TypeLength() ]
    {
        final SqlParserPos place = Span.of(name).end(this);
        final SqlTypeName text = length < 1 ? null : TextTypes.of(name);
        return text == null
            ? new SqlUserDefinedTypeNameSpec(name, place)
            : new SqlBasicTypeNameSpec(text, length, place);
    }
}

/** A length, or precision and scale; less than one where it is the greatest there is. */
int TypeLength() :
{
    int length = -1;
}
{
    <LPAREN>
    ( length = UnsignedIntLiteral() [ <COMMA> UnsignedIntLiteral() ] | <MAX> )
    <RPAREN>
    { return length; }
}

/** DATEADD and its like: the first argument is a unit, as a word or as a string. */
SqlNode DatePartCall() :
{
    final SqlOperator function;
    final Span s;
    final List<SqlNode> operands = new ArrayList<SqlNode>();
    SqlNode operand;
}
{
    (
        <DATEADD> { function = SqlLibraryOperators.DATEADD; }
    |
        <DATEDIFF> { function = SqlLibraryOperators.DATEDIFF; }
    |
        <DATE_PART> { function = SqlLibraryOperators.DATE_PART; }
    |
        <DATEPART> { function = SqlLibraryOperators.DATEPART; }
    )
    { s = span(); }
    <LPAREN>
    operand = TimeUnitOrName() { operands.add(operand); }
    (
        <COMMA> operand = Expression(ExprContext.ACCEPT_SUB_QUERY) { operands.add(operand); }
    )+
    <RPAREN> {
        return function.createCall(s.end(this), operands);
    }
}

/** DuckDB's join that keeps the rows of the left side that have a partner. */
JoinType LeftSemiJoin() :
{}
{
    <LEFT> <SEMI> <JOIN> { return JoinType.LEFT_SEMI_JOIN; }
}

/** The columns behind EXCLUDE at the end of a select list. */
SqlNodeList ExcludedColumns() :
{
    final Span s = Span.of();
    final List<SqlNode> columns = new ArrayList<SqlNode>();
}
{
    (
        <LPAREN> AddSimpleIdentifiers(columns) <RPAREN>
    |
        AddSimpleIdentifiers(columns)
    )
    {
        return new SqlNodeList(columns, s.addAll(columns).pos());
    }
}

/** START WITH and CONNECT BY, in either order. */
SqlNode Hierarchy() :
{
    final Span s;
    SqlNode start = null;
    SqlNode step;
    final List<SqlNode> parts = new ArrayList<SqlNode>();
}
{
    (
        <START> { s = span(); } <WITH>
        start = Expression(ExprContext.ACCEPT_SUB_QUERY) { parts.add(start); }
        <CONNECT> <BY>
        step = Expression(ExprContext.ACCEPT_SUB_QUERY) { parts.add(step); }
    |
        <CONNECT> { s = span(); } <BY>
        step = Expression(ExprContext.ACCEPT_SUB_QUERY) { parts.add(step); }
        [
            <START> <WITH>
            start = Expression(ExprContext.ACCEPT_SUB_QUERY) { parts.add(0, start); }
        ]
    )
    {
        return RedshiftOperators.CONNECT_BY.createCall(s.end(this), parts);
    }
}

/** The table's name, or a path into a SUPER value of a table before it. */
SqlNode ArrayPath(SqlNode table) :
{
    SqlNode path = table;
    SqlNode step;
}
{
    (
        <LBRACKET> step = Expression(ExprContext.ACCEPT_SUB_QUERY) <RBRACKET> {
            path = SqlStdOperatorTable.ITEM.createCall(Span.of(path).end(this), path, step);
        }
    |
        <DOT> step = SimpleIdentifier() {
            path = SqlStdOperatorTable.DOT.createCall(Span.of(path).end(this), path, step);
        }
    )*
    {
        return path;
    }
}

/** {@code UNPIVOT expression AS value AT attribute}: the attributes of an object as rows. */
SqlNode ObjectUnpivot() :
{
    final Span s;
    final SqlNode object;
}
{
    <UNPIVOT> { s = span(); }
    object = Operand(ExprContext.ACCEPT_SUB_QUERY) {
        return RedshiftOperators.UNPIVOT_OBJECT.createCall(s.end(this), object);
    }
}

/** {@code OBJECT_TRANSFORM(object KEEP path, … SET path, value, …)}. */
SqlNode ObjectTransform() :
{
    final Span s;
    final List<SqlNode> operands = new ArrayList<SqlNode>();
    final List<SqlNode> kept = new ArrayList<SqlNode>();
    final List<SqlNode> set = new ArrayList<SqlNode>();
}
{
    <OBJECT_TRANSFORM> { s = span(); }
    <LPAREN>
    AddExpression(operands, ExprContext.ACCEPT_SUB_QUERY)
    [
        <KEEP> AddExpression(kept, ExprContext.ACCEPT_SUB_QUERY)
        ( <COMMA> AddExpression(kept, ExprContext.ACCEPT_SUB_QUERY) )*
    ]
    [
        <SET> AddExpression(set, ExprContext.ACCEPT_SUB_QUERY)
        <COMMA> AddExpression(set, ExprContext.ACCEPT_SUB_QUERY)
        (
            <COMMA> AddExpression(set, ExprContext.ACCEPT_SUB_QUERY)
            <COMMA> AddExpression(set, ExprContext.ACCEPT_SUB_QUERY)
        )*
    ]
    <RPAREN> {
        operands.add(new SqlNodeList(kept, s.end(this)));
        operands.add(new SqlNodeList(set, s.end(this)));
        return RedshiftOperators.OBJECT_TRANSFORM.createCall(s.end(this), operands);
    }
}
