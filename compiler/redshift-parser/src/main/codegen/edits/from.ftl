<#-- Arrays and objects of SUPER values in FROM. -->
<@edit>
            ( tableRef = TableHints(tableName) | { tableRef = tableName; } )
            [ tableRef = ExtendTable(tableRef) ]
====
            tableRef = ArrayPath(tableName)
</@edit>
<@edit>
        tableRef = ExtendedTableRef()
    )
    [
        LOOKAHEAD(2)
        tableRef = Pivot(tableRef)
    ]
    [
        LOOKAHEAD(2)
        tableRef = Unpivot(tableRef)
    ]
====
        tableRef = ObjectUnpivot()
    )
    [
        tableRef = Pivot(tableRef)
    ]
    [
        tableRef = Unpivot(tableRef)
    ]
</@edit>
<@edit>
                tableRef = SqlStdOperatorTable.AS.createCall(
                    Span.of(tableRef).end(this), idList);
            }
        }
    ]
====
                tableRef = SqlStdOperatorTable.AS.createCall(
                    Span.of(tableRef).end(this), idList);
            }
        }
        [
            <AT> index = SimpleIdentifier() {
                tableRef = RedshiftOperators.UNNEST_AT.createCall(
                    Span.of(tableRef).end(this), tableRef, index);
            }
        ]
        [
            // What PIVOT is of may have a name of its own.
            ( tableRef = Pivot(tableRef) | tableRef = Unpivot(tableRef) )
            [
                [ <AS> ] pivoted = SimpleIdentifier() {
                    tableRef = SqlStdOperatorTable.AS.createCall(
                        Span.of(tableRef).end(this), tableRef, pivoted);
                }
            ]
        ]
    ]
</@edit>
<@edit>
    final SqlNodeList columnAliasList;
    SqlUnnestOperator unnestOp = SqlStdOperatorTable.UNNEST;
====
    final SqlNodeList columnAliasList;
    SqlIdentifier index;
    SqlIdentifier pivoted;
    SqlUnnestOperator unnestOp = SqlStdOperatorTable.UNNEST;
</@edit>
<#-- FROM t, (t.items) AS item AT number. -->
<@edit>
        LOOKAHEAD(2)
        [ <LATERAL> { lateral = true; } ]
        tableRef = ParenthesizedExpression(exprContext)
====
        LOOKAHEAD(<LPAREN> SimpleIdentifier() <DOT> CompoundTableIdentifier() ( <RPAREN> <AS> | <LBRACKET> ))
        <LPAREN> tableName = CompoundTableIdentifier() tableRef = ArrayPath(tableName) <RPAREN>
    |
        LOOKAHEAD(2)
        [ <LATERAL> { lateral = true; } ]
        tableRef = ParenthesizedExpression(exprContext)
</@edit>
<#-- UNNEST(t.items) WITH OFFSET AS u (item, number): the first number is 0. -->
<@edit>
            <WITH> <ORDINALITY> {
                unnestOp = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY;
            }
====
            <WITH>
            (
                <ORDINALITY> { unnestOp = SqlStdOperatorTable.UNNEST_WITH_ORDINALITY; }
            |
                <OFFSET> { unnestOp = RedshiftOperators.UNNEST_WITH_OFFSET; }
            )
</@edit>
<#-- A join inside another needs no parentheses: a LEFT JOIN b JOIN c ON … ON …. -->
<@edit>
    natural = Natural()
    joinType = JoinType()
    e2 = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    (
        [ <MATCH_CONDITION>
====
    natural = Natural()
    joinType = JoinType()
    e2 = TableRef1(ExprContext.ACCEPT_QUERY_OR_JOIN)
    (
        LOOKAHEAD({ !natural.booleanValue()
            && RedshiftOperators.needsCondition(joinType)
            && WordRules.beginsJoin(getToken(1).kind) })
        { nestedJoins++; }
        e2 = JoinTable(e2) { nestedJoins--; nested = true; }
    )*
    { takesCondition = nestedJoins == 0 || RedshiftOperators.needsCondition(joinType); }
    (
        LOOKAHEAD({ takesCondition
            && (getToken(1).kind == ON || getToken(1).kind == MATCH_CONDITION) })
        [ <MATCH_CONDITION>
</@edit>
<@edit>
    SqlNode e2, condition, matchCondition = null;
====
    boolean nested = false;
    SqlNode e2, condition, matchCondition = null;
</@edit>
<@edit>
                new SqlNodeList(list, Span.of(using).end(this)));
        }
    |
        {
====
                new SqlNodeList(list, Span.of(using).end(this)));
        }
    |
        {
            takesCondition = true;
            if (nested) {
                throw generateParseException();
            }
</@edit>
<@edit>
    |
        <USING> { using = JoinConditionType.USING.symbol(getPos()); }
====
    |
        LOOKAHEAD({ takesCondition && getToken(1).kind == USING })
        <USING> { using = JoinConditionType.USING.symbol(getPos()); }
</@edit>
