package dev.accrete.compiler.derive;

import dev.accrete.compiler.certificate.Refusal;
import dev.accrete.compiler.certificate.RefusalCode;
import dev.accrete.compiler.tree.Relation;

/** Says of each opaque form why nothing is derived from it. */
final class OpaqueRefusals {
  private OpaqueRefusals() {}

  static Refusal of(Relation.Opaque opaque) {
    return switch (opaque.reason()) {
      case LIMIT -> Refusal.of(RefusalCode.LIMIT, opaque.origin());
      case SET_OPERATION -> Refusal.of(RefusalCode.SET_OPERATION, opaque.origin(), opaque.detail());
      case SUBQUERY -> Refusal.of(RefusalCode.SUBQUERY, opaque.origin(), opaque.detail());
      case RECURSION -> Refusal.of(RefusalCode.RECURSION, opaque.origin());
      case JOIN_FORM -> Refusal.of(RefusalCode.JOIN_FORM, opaque.origin(), opaque.detail());
      case GROUPING_SETS -> Refusal.of(RefusalCode.GROUPING_SETS, opaque.origin(), opaque.detail());
      case QUALIFY -> Refusal.of(RefusalCode.QUALIFY, opaque.origin());
      case TABLE_FUNCTION ->
          Refusal.of(RefusalCode.TABLE_FUNCTION, opaque.origin(), opaque.detail());
      case VALUES -> Refusal.of(RefusalCode.VALUES, opaque.origin());
      case NAME_UNCLEAR -> Refusal.of(RefusalCode.NAME_UNCLEAR, opaque.origin(), opaque.detail());
      case UNCHECKED -> Refusal.of(RefusalCode.NOT_VALIDATED, opaque.origin());
      case OTHER -> Refusal.of(RefusalCode.OTHER_FORM, opaque.origin(), opaque.detail());
    };
  }
}
