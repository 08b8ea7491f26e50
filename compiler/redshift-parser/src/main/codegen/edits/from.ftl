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
    ]
</@edit>
<@edit>
    final SqlNodeList columnAliasList;
    SqlUnnestOperator unnestOp = SqlStdOperatorTable.UNNEST;
====
    final SqlNodeList columnAliasList;
    SqlIdentifier index;
    SqlUnnestOperator unnestOp = SqlStdOperatorTable.UNNEST;
</@edit>
