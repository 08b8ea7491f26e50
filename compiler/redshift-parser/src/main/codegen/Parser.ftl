<#ftl strip_whitespace=false>
<#--
  Makes our grammar of Calcite's template (Parser.jj in calcite-core's jar): each edit names lines that must stand there exactly once,
  and, behind a line of four equals signs, what stands there instead. A new Calcite whose template differs stops the build here.
-->
<#assign grammar = template?replace("\r\n", "\n")>
<#macro edit>
<#local body><#nested></#local>
<#local parts = body?remove_beginning("\n")?remove_ending("\n")?split("\n====\n")>
<#local found = grammar?split(parts[0])?size - 1>
<#if found != 1><#stop "These lines stand " + found + " times in the template:\n" + parts[0]></#if>
<#assign grammar = grammar?replace(parts[0], parts[1])>
</#macro>
<#include "edits/parser.ftl">
<#include "edits/select.ftl">
<#include "edits/from.ftl">
<#include "edits/expressions.ftl">
<#include "edits/functions.ftl">
<#include "edits/types.ftl">
<#assign additions><#include "edits/additions.ftl"><#include "edits/statements.ftl"></#assign>
<#assign grammar = grammar + additions>
<@grammar?interpret />
