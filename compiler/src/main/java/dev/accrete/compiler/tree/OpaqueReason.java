package dev.accrete.compiler.tree;

/** Why a part of a model is opaque. */
public enum OpaqueReason {
  LIMIT,
  SET_OPERATION,
  SUBQUERY,
  RECURSION,
  JOIN_FORM,
  GROUPING_SETS,
  QUALIFY,
  TABLE_FUNCTION,
  VALUES,
  NAME_UNCLEAR,
  UNCHECKED,
  OTHER
}
