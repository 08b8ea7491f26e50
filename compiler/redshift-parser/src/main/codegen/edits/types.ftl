<#-- Lengths on any type, MAX, intervals, NATIONAL CHARACTER. -->
<@edit>
        typeName = CompoundIdentifier() {
            typeNameSpec = new SqlUserDefinedTypeNameSpec(typeName, s.end(this));
        }
====
        typeName = CompoundIdentifier()
        typeNameSpec = NamedType(typeName)
</@edit>
<@edit>
    precision = UnsignedIntLiteral()
    <RPAREN>
    { return precision; }
|
    { return -1; }
====
    ( precision = UnsignedIntLiteral() | <MAX> )
    <RPAREN>
    { return precision; }
|
    { return -1; }
</@edit>
<@edit>
        <FLOAT> { s.add(this); sqlTypeName = SqlTypeName.FLOAT; }
====
        <FLOAT> { s.add(this); sqlTypeName = SqlTypeName.FLOAT; } [ TypeLength() ]
</@edit>
<@edit>
    <DATE> {
        typeName = SqlTypeName.DATE;
        return new SqlBasicTypeNameSpec(typeName, getPos());
    }
|
    LOOKAHEAD(2)
    <TIME> { s = span(); }
====
    <DATE> {
        typeName = SqlTypeName.DATE;
        return new SqlBasicTypeNameSpec(typeName, getPos());
    }
|
    <DATETIME> {
        return new SqlBasicTypeNameSpec(SqlTypeName.TIMESTAMP, getPos());
    }
|
    LOOKAHEAD(2)
    <TIME> { s = span(); }
</@edit>
<@edit>
            LOOKAHEAD(2)
            <INTERVAL> e = IntervalQualifier() { args.add(e); }
<#noparse><#if (parser.includeIntervalWithoutQualifier!default.parser.includeIntervalWithoutQualifier) ></#noparse>
====
            e = IntervalType() { args.add(e); }
<#noparse><#if (parser.includeIntervalWithoutQualifier!default.parser.includeIntervalWithoutQualifier) ></#noparse>
</@edit>
<@edit>
    LOOKAHEAD(2)
    <TIMESTAMP> { s = span(); } p = SimpleStringLiteral() {
====
    LOOKAHEAD(2)
    <TIMESTAMP> { s = span(); } <WITHOUT> <TIME> <ZONE> p = SimpleStringLiteral() {
        return SqlLiteral.createUnknown("TIMESTAMP", p, s.end(this));
    }
|
    LOOKAHEAD(2)
    <TIMESTAMP> { s = span(); } p = SimpleStringLiteral() {
</@edit>
<@edit>
        (<CHARACTER> | <CHAR>) { s.add(this); }
        (
            <VARYING> { sqlTypeName = SqlTypeName.VARCHAR; }
====
        [ <NATIONAL> { s.add(this); } ]
        (<CHARACTER> | <CHAR>) { s.add(this); }
        (
            <VARYING> { sqlTypeName = SqlTypeName.VARCHAR; }
</@edit>
