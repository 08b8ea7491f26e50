package dev.accrete.compiler.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rights on tables and views, as PostgreSQL and Redshift have them. */
public final class GrantSql {
  private final Dialect dialect;
  private final CatalogueSql catalogue;
  private final boolean redshift;

  /**
   * Rights of an engine.
   *
   * @param redshift whether users, groups and roles are of different kinds, and names without case
   */
  public GrantSql(Dialect dialect, boolean redshift) {
    this.dialect = dialect;
    this.catalogue = new CatalogueSql(dialect);
    this.redshift = redshift;
  }

  /** Who can have a right. */
  public enum Kind {
    USER,
    GROUP,
    ROLE,
    /** Everybody. */
    PUBLIC,
    /** Whose table it is: has every right, and is neither given nor taken any. */
    OWNER
  }

  /**
   * Somebody who can have a right.
   *
   * @param name as the catalogue has it
   */
  public record Grantee(Kind kind, String name) {}

  /**
   * A right that somebody has.
   *
   * @param privilege in lower case; empty for the owner
   */
  public record Grant(String privilege, Grantee to) {}

  /** Who is meant by {@code name}, {@code group name}, {@code role name} or {@code public}. */
  public Grantee grantee(String written) {
    String text = written.strip();
    String[] words = text.split("\\s+", 2);
    String first = words[0].toLowerCase(Locale.ROOT);
    if (words.length == 1 && first.equals("public")) {
      return new Grantee(Kind.PUBLIC, "public");
    }
    boolean kind = words.length == 2 && List.of("user", "group", "role").contains(first);
    String name = kind ? words[1] : text;
    return new Grantee(
        kind && redshift ? Kind.valueOf(first.toUpperCase(Locale.ROOT)) : Kind.USER,
        redshift ? name.toLowerCase(Locale.ROOT) : name);
  }

  /** Queries for the rights on a table or view: privilege, kind, name; its owner among them. */
  public List<String> standing(RelationName relation) {
    String owner =
        "SELECT '', 'owner', CAST(pg_get_userbyid(c.relowner) AS VARCHAR)\n"
            + classes(relation, "");
    String granted =
        redshift
            ? "SELECT lower(privilege_type), lower(identity_type), CAST(identity_name AS VARCHAR)\n"
            : "SELECT lower(x.privilege_type), CASE WHEN x.grantee = 0 THEN 'public' ELSE 'user' END,\n"
                + "  CASE WHEN x.grantee = 0 THEN 'public' ELSE CAST(pg_get_userbyid(x.grantee) AS VARCHAR) END\n";
    return List.of(owner, granted + rights(relation));
  }

  /** A query for statements that give all rights on a table or view again, each by its own. */
  public String giveBack(RelationName relation) {
    String on = " || ' ON ' || " + dialect.text(dialect.relation(relation)) + " || ' TO ' || CASE ";
    return redshift
        ? "SELECT 'GRANT ' || privilege_type"
            + on
            + "identity_type WHEN 'public' THEN 'PUBLIC'\n"
            + "  WHEN 'role' THEN 'ROLE ' || quote_ident(identity_name)\n"
            + "  WHEN 'group' THEN 'GROUP ' || quote_ident(identity_name)\n"
            + "  ELSE quote_ident(identity_name) END || CASE WHEN admin_option THEN ' WITH GRANT OPTION' ELSE '' END\n"
            + rights(relation)
            + " AND identity_name <> CURRENT_USER\nORDER BY 1"
        : "SELECT 'GRANT ' || x.privilege_type"
            + on
            + "WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END\n"
            + "  || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END\n"
            + rights(relation)
            + " AND x.grantee <> c.relowner\nORDER BY 1";
  }

  /** Where the rights on a relation are told, as they stand behind SELECT. */
  private String rights(RelationName relation) {
    return redshift
        ? "FROM svv_relation_privileges\nWHERE lower(namespace_name) = lower("
            + dialect.text(relation.schema())
            + ") AND lower(relation_name) = lower("
            + dialect.text(relation.table())
            + ")"
        : classes(relation, "CROSS JOIN LATERAL aclexplode(c.relacl) AS x\n");
  }

  private String classes(RelationName relation, String joined) {
    return "FROM pg_class AS c\nJOIN pg_namespace AS n ON n.oid = c.relnamespace\n"
        + joined
        + "WHERE "
        + catalogue.isNamed(relation)
        + " AND c.relkind IN ('r', 'p', 'v')";
  }

  /** The right that a row of {@link #standing} tells of. */
  public static Grant read(String privilege, String kind, String name) {
    return new Grant(privilege, new Grantee(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), name));
  }

  /** Gives a right. */
  public String grant(RelationName relation, Grant grant) {
    return "GRANT " + on(relation, grant) + " TO " + name(grant.to());
  }

  /** Takes a right. */
  public String revoke(RelationName relation, Grant grant) {
    return "REVOKE " + on(relation, grant) + " FROM " + name(grant.to());
  }

  private String on(RelationName relation, Grant grant) {
    return grant.privilege().toUpperCase(Locale.ROOT) + " ON " + dialect.relation(relation);
  }

  private String name(Grantee to) {
    return switch (to.kind()) {
      case PUBLIC -> "PUBLIC";
      case GROUP -> "GROUP " + dialect.quote(to.name());
      case ROLE -> "ROLE " + dialect.quote(to.name());
      default -> redshift ? dialect.quote(to.name()) : exactly(to.name());
    };
  }

  /** Roles, other than tables, are never written in lower case. */
  private static String exactly(String role) {
    return '"' + role.replace("\"", "\"\"") + '"';
  }

  /**
   * The statements by which rights become those that are wanted. Who is not named for a privilege
   * that is loses it; privileges that are not named stay.
   *
   * @param privileges those that somebody named
   * @param wanted who shall have them
   * @param standing who has what
   */
  public List<String> changes(
      RelationName relation, List<String> privileges, List<Grant> wanted, List<Grant> standing) {
    List<String> owners =
        standing.stream().filter(g -> g.to().kind() == Kind.OWNER).map(g -> g.to().name()).toList();
    List<String> statements = new ArrayList<>();
    for (Grant grant : wanted) {
      if (!standing.contains(grant) && !isOwner(grant, owners)) {
        statements.add(grant(relation, grant));
      }
    }
    for (Grant grant : standing) {
      if (privileges.contains(grant.privilege())
          && !wanted.contains(grant)
          && !isOwner(grant, owners)) {
        statements.add(revoke(relation, grant));
      }
    }
    return List.copyOf(statements);
  }

  private static boolean isOwner(Grant grant, List<String> owners) {
    return grant.to().kind() == Kind.USER && owners.contains(grant.to().name());
  }
}
