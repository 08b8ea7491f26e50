package dev.accrete.compiler;

import dev.accrete.compiler.dialect.Claim;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.TypeClass;
import dev.accrete.compiler.plan.InputPlan;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.tree.ReadFields;
import dev.accrete.compiler.tree.Relation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The declarations that a derivation relies on: the types of the columns of sources that the model
 * names. That a column is not NULL, or a key unique, is relied on nowhere: keys are matched
 * null-safe, and claims of uniqueness choose among sound keys alone.
 */
final class UsedClaims {
  private final Map<String, RelationName> sources = new LinkedHashMap<>();
  private final ReadFields read;
  private final boolean collations;
  private final Set<Claim> claims = new LinkedHashSet<>();

  private UsedClaims(ReadFields read, boolean collations, List<InputPlan> inputs) {
    this.read = read;
    this.collations = collations;
    inputs.stream()
        .filter(i -> i.kind() != InputPlan.Kind.MODEL)
        .forEach(i -> sources.put(i.name(), i.relation()));
  }

  static List<Claim> of(Relation root, List<InputPlan> inputs) {
    return of(root, new UsedClaims(ReadFields.named(root), false, inputs));
  }

  /** What an append relies on: that the texts of old rows are compared as they were. */
  static List<Claim> ofCollations(Relation root, List<InputPlan> inputs) {
    return of(root, new UsedClaims(ReadFields.computedWith(root), true, inputs));
  }

  private static List<Claim> of(Relation root, UsedClaims used) {
    used.visit(root);
    return List.copyOf(used.claims);
  }

  private void visit(Relation node) {
    if (node instanceof Relation.Scan scan && sources.containsKey(scan.relation())) {
      for (int i = 0; i < scan.fields().size(); i++) {
        Field field = scan.fields().get(i);
        String type = field.type();
        Optional<TypeClass> kind = type == null ? Optional.empty() : TypeClass.of(type);
        boolean wanted = collations ? kind.equals(Optional.of(TypeClass.TEXT)) : kind.isPresent();
        if (read.isRead(scan, i) && type != null && wanted) {
          RelationName table = sources.get(scan.relation());
          claims.add(new Claim(scan.relation(), table, field.name(), type, collations));
        }
      }
    }
    node.inputs().forEach(this::visit);
  }
}
