package dev.accrete.compiler.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.analyze.Analyzer;
import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.derive.DerivationRequest;
import dev.accrete.compiler.derive.DerivationRequest.InputKind;
import dev.accrete.compiler.derive.Deriver;
import dev.accrete.compiler.dialect.InputSql;
import dev.accrete.compiler.dialect.duckdb.DuckDbDialect;
import dev.accrete.compiler.parse.ParsedText;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.Building;
import dev.accrete.compiler.validate.TreeBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelRendererTest {
  private static final InputSql INPUTS =
      (input, state, columns, alias) -> new InputSql.Reading("frozen_" + input, "");

  @Test
  void leavesTheAuthorsTextAlone() {
    String sql =
        "select  E.id,\t-- the key\r\n  'ref' as \"K\" /* {x */\nFrom {events}\tE -- all\n where e.page<>'x'";
    ModelSql rendered = render(sql.replace("{x", "x"));
    assertThat(rendered.plain())
        .isEqualTo(sql.replace("{x", "x").replace("{events}", "warehouse.events"));
  }

  @Test
  void namesReferencesWithoutAliasByTheirLastPart() {
    assertThat(render("SELECT events.id FROM {events}").plain())
        .isEqualTo("SELECT events.id FROM warehouse.events AS events");
    assertThat(render("SELECT e.id FROM {events} e").plain())
        .isEqualTo("SELECT e.id FROM warehouse.events e");
    assertThat(
            render("SELECT e.id FROM {events} AS e JOIN {users} ON users.id = e.visitor").plain())
        .isEqualTo(
            "SELECT e.id FROM warehouse.events AS e JOIN warehouse.users AS users ON users.id = e.visitor");
  }

  @Test
  void readsFrozenInputsAtTheIndentationOfTheirLine() {
    assertThat(render("SELECT id\n  FROM {events} e").pinned())
        .isEqualTo("SELECT id\n  FROM (\n    SELECT id\n    FROM frozen_events AS events\n  ) e");
  }

  @Test
  void listsAllColumnsUnderAStar() {
    assertThat(render("SELECT * FROM {users}").pinned()).contains("SELECT id, name, country\n");
  }

  @Test
  void readsAnInputWithoutColumnsAsItIs() {
    for (String sql : List.of("SELECT COUNT(*) AS n FROM {none}", "SELECT 1 AS x FROM {none}")) {
      assertThat(render(sql).pinned())
          .containsPattern("SELECT \\*\\s+FROM frozen_none AS \"?none\"?\\s");
    }
  }

  @Test
  void restrictsEachReferenceToWhatTouchedKeysNeed() {
    ModelSql.RecomputeSql recompute =
        render("SELECT e.id, u.name\nFROM {events} e\nLEFT JOIN {users} u ON u.id = e.visitor")
            .recompute()
            .orElseThrow();
    assertThat(recompute.restricted())
        .isEqualTo(
            """
            SELECT e.id, u.name
            FROM (
              SELECT id, visitor
              FROM frozen_events AS events
              WHERE EXISTS (
                  SELECT 1
                  FROM touched AS touched
                  WHERE touched.id IS NOT DISTINCT FROM events.id
                )
            ) e
            LEFT JOIN (
              SELECT id, name
              FROM frozen_users AS users
              WHERE EXISTS (
                  SELECT 1
                  FROM needed_1 AS needed_1
                  WHERE needed_1.visitor IS NOT DISTINCT FROM users.id
                )
            ) u ON u.id = e.visitor""");
    assertThat(recompute.needed())
        .singleElement()
        .satisfies(n -> assertThat(n.name()).isEqualTo("needed_1"));
  }

  @Test
  void namesRoutesByTheKeyAndWhatTheyReadBesides() {
    ModelSql.RecomputeSql recompute =
        render(
                "SELECT UPPER(e.page) AS p, u.name\nFROM {events} e\nLEFT JOIN {users} u ON u.id = e.visitor")
            .recompute()
            .orElseThrow();
    assertThat(recompute.routes())
        .extracting(ModelSql.RouteSql::through)
        .containsExactly(List.of(), List.of("events"));
    assertThat(recompute.routes().get(0).select())
        .startsWith("SELECT DISTINCT upper(events.page) AS p\nFROM ");
  }

  private static ModelSql render(String sql) {
    ParsedText parsed = Texts.parsed(sql);
    TreeBuilder.Tree tree = TreeBuilder.build(parsed, Building.catalogue()).value();
    DerivationRequest request =
        new DerivationRequest(
            Map.of(
                "events", InputKind.CHANGES, "users", InputKind.CHANGES, "none", InputKind.CHANGES),
            List.of(),
            List.of(),
            List.of());
    Certificate certificate =
        Deriver.derive(
            Analyzer.analyze(
                tree.root(),
                tree.root().fields(),
                tree.calls(),
                new Functions(Set.of(), "redshift")),
            request);
    return new ModelRenderer(
            parsed,
            tree.root(),
            name -> Building.catalogue().fields(name).orElse(List.<Field>of()),
            new DuckDbDialect(),
            INPUTS,
            name -> name)
        .render(certificate, name -> "warehouse." + name);
  }
}
