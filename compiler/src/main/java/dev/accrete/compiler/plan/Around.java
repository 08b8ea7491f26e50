package dev.accrete.compiler.plan;

import dev.accrete.compiler.dialect.Dialect;
import dev.accrete.compiler.dialect.GrantSql;
import dev.accrete.compiler.dialect.GrantSql.Grant;
import dev.accrete.compiler.dialect.RelationName;
import dev.accrete.compiler.dialect.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the author of a model wants done around its commit. None of it shapes the table, so none of
 * it is part of the fingerprint.
 *
 * @param before statements before anything is staged, each a transaction of its own
 * @param within statements of the commit, after all is written
 * @param after statements after the commit, each a transaction of its own
 * @param grants who shall have which rights; absent where nobody says so, or the engine has none
 * @param contract the columns that the model must have; absent without a contract
 */
public record Around(
    List<Statement> before,
    List<Statement> within,
    List<Statement> after,
    Optional<Grants> grants,
    Optional<Contract> contract) {
  /** Nothing. */
  public static final Around NONE =
      new Around(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  public Around {
    before = List.copyOf(before);
    within = List.copyOf(within);
    after = List.copyOf(after);
  }

  /** Whether there is any statement, by which the session may be another one afterwards. */
  public boolean hasHooks() {
    return !before.isEmpty() || !within.isEmpty() || !after.isEmpty();
  }

  /**
   * Rights on a table or view.
   *
   * @param sql how they are written
   * @param privileges those that somebody named
   * @param wanted who shall have them
   */
  public record Grants(GrantSql sql, List<String> privileges, List<Grant> wanted) {
    public Grants {
      privileges = List.copyOf(privileges);
      wanted = List.copyOf(wanted);
    }

    /** As they are declared; absent where nothing is, or the engine has no rights. */
    public static Optional<Grants> of(Map<String, List<String>> declared, Dialect dialect) {
      if (declared.isEmpty() || dialect.grants().isEmpty()) {
        return Optional.empty();
      }
      GrantSql sql = dialect.grants().get();
      List<Grant> wanted = new ArrayList<>();
      declared.forEach(
          (privilege, names) ->
              names.forEach(name -> wanted.add(new Grant(privilege, sql.grantee(name)))));
      return Optional.of(new Grants(sql, List.copyOf(declared.keySet()), wanted));
    }

    /** Gives all of them, whoever has them already, for a script: it can take none. */
    List<Statement> statements(RelationName relation) {
      return wanted.stream()
          .distinct()
          .map(grant -> new Statement("Give a right", sql.grant(relation, grant)))
          .toList();
    }
  }

  /**
   * The columns that a model must have.
   *
   * @param select its SELECT, without rows
   * @param columns in the order of their declaration
   */
  public record Contract(String select, List<ContractColumn> columns) {
    public Contract {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column of a contract.
   *
   * @param declared its type as it is declared, in the project's dialect
   * @param type the same in the engine's
   * @param place where, as {@code path:line:column}
   */
  public record ContractColumn(String name, String declared, String type, String place) {}
}
