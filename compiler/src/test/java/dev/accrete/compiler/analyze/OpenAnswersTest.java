package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.catalogue.Functions;
import dev.accrete.compiler.certificate.Certificate.OpenAnswer;
import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Relation;
import dev.accrete.compiler.validate.Building;
import dev.accrete.compiler.validate.ModelValidator;
import dev.accrete.compiler.validate.ModelValidator.Validated;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAnswersTest {

  @Test
  void opensPicksAndUnorderedLists() {
    assertThat(
            open(
                "SELECT visitor, ANY_VALUE(page) AS p, LISTAGG(page, ',') AS q, MIN(page) AS r FROM {events} GROUP BY visitor"))
        .containsExactly("p", "q");
  }

  @Test
  void closesListsOrderedByWhatTheyList() {
    for (String list :
        List.of(
            "LISTAGG(page, ',') WITHIN GROUP (ORDER BY page)",
            "LISTAGG(DISTINCT page) WITHIN GROUP (ORDER BY page DESC)",
            "LISTAGG(page, ',') WITHIN GROUP (ORDER BY seen, page NULLS FIRST)",
            "LISTAGG(seen::varchar, ',') WITHIN GROUP (ORDER BY seen)",
            "UPPER(LISTAGG(LOWER(page)) WITHIN GROUP (ORDER BY LOWER(page)))",
            "STRING_AGG(page, ',' ORDER BY page)")) {
      assertThat(open("SELECT visitor, " + list + " AS l FROM {events} GROUP BY visitor"))
          .as(list)
          .isEmpty();
    }
    for (String list :
        List.of(
            "LISTAGG(page, ',') WITHIN GROUP (ORDER BY seen)",
            "LISTAGG(page, ',') WITHIN GROUP (ORDER BY LOWER(page))",
            "LISTAGG(page, id) WITHIN GROUP (ORDER BY page)",
            "LISTAGG(price::varchar, ',') WITHIN GROUP (ORDER BY price)",
            "STRING_AGG(page, ',' ORDER BY seen)")) {
      assertThat(open("SELECT visitor, " + list + " AS l FROM {events} GROUP BY visitor"))
          .as(list)
          .containsExactly("l");
    }
  }

  @Test
  void opensSumsOfFloatsAlone() {
    assertThat(
            open(
                "SELECT visitor, SUM(price) AS p, AVG(price) AS q, MAX(price) AS r, COUNT(price) AS s FROM {events} GROUP BY visitor"))
        .containsExactly("p", "q");
    assertThat(
            open(
                "SELECT visitor, SUM(price::decimal(18, 2)) AS p, SUM(LENGTH(page)) AS q FROM {events} GROUP BY visitor"))
        .doesNotContain("q");
  }

  @Test
  void closesWindowsThatAddUpWhatIsExact() {
    for (String sum :
        List.of(
            "SUM(CASE WHEN page = 'a' THEN 1 ELSE 0 END) OVER (PARTITION BY visitor ORDER BY seen)",
            "AVG(CASE WHEN page = 'a' THEN 1.5 END) OVER (PARTITION BY visitor)",
            "SUM(CAST(price AS DECIMAL(18, 2))) OVER (PARTITION BY visitor)")) {
      assertThat(open("SELECT id, page, price, " + sum + " AS s FROM {events}")).as(sum).isEmpty();
    }
    for (String sum :
        List.of(
            "SUM(CASE WHEN page = 'a' THEN price ELSE 0 END) OVER (PARTITION BY visitor)",
            "SUM(CASE WHEN page = 'a' THEN 1 END) OVER (PARTITION BY visitor ORDER BY seen ROWS 2 PRECEDING)")) {
      assertThat(open("SELECT id, page, price, " + sum + " AS s FROM {events}"))
          .as(sum)
          .containsExactly("s");
    }
  }

  @Test
  void opensTiesThatAreReadApart() {
    assertThat(
            open(
                "SELECT id, page, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}"))
        .containsExactly("n");
    assertThat(
            open(
                "SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen, page) AS n FROM {events}"))
        .as("equal rows may change places")
        .isEmpty();
    assertThat(
            open("SELECT id, page, RANK() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}"))
        .isEmpty();
    assertThat(
            open(
                "SELECT id, page, COUNT(*) OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}"))
        .isEmpty();
    assertThat(
            open(
                "SELECT id, page, COUNT(*) OVER (PARTITION BY id ORDER BY seen ROWS 3 PRECEDING) AS n FROM {events}"))
        .containsExactly("n");
  }

  @Test
  void closesFramesOfAllRows() {
    String all = " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS n FROM {events}";
    String counted = "SELECT id, page, COUNT(*) OVER (PARTITION BY id ORDER BY seen";
    assertThat(open(counted + all)).isEmpty();
    String listed = "SELECT id, page, ARRAY_AGG(seen) OVER (PARTITION BY page ORDER BY seen";
    assertThat(open(listed + all)).as("not known to be a number").containsExactly("n");
  }

  @Test
  void opensTheRowsThatAnOpenFilterChooses() {
    String deduplicated =
        "SELECT id, page FROM (SELECT id, page, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}) AS x WHERE n = 1";
    assertThat(open(deduplicated))
        .as("the partition's columns are the same for all")
        .containsExactly("page");
    assertThat(open(deduplicated + " AND page <> 'x'"))
        .as("none is left of an id whose first page is x")
        .containsExactly("id", "page");
    assertThat(
            open(deduplicated.replace("ROW_NUMBER()", "LAG(seen)").replace("n = 1", "n IS NULL")))
        .as("one row of each id has no page before it")
        .containsExactly("id", "page");
    assertThat(open(deduplicated.replace("ROW_NUMBER()", "LAG(page)").replace("n = 1", "n = 'x'")))
        .as("how many come after x is open")
        .containsExactly("id", "page");
  }

  @Test
  void opensTheRowsThatASetOperationLeavesOfOpenOnes() {
    String first =
        "SELECT id, page FROM (SELECT id, page, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}) AS x WHERE n < 3";
    assertThat(open(first + " UNION ALL " + first)).containsExactly("page");
    assertThat(open(first + " UNION " + first))
        .as("two rows of an id may be one")
        .containsExactly("id", "page");
    assertThat(open(first + " EXCEPT ALL SELECT id, page FROM {events}"))
        .containsExactly("id", "page");
    assertThat(open("SELECT DISTINCT id, page FROM (" + first + ") AS y"))
        .containsExactly("id", "page");
  }

  @Test
  void carriesOpenColumnsUp() {
    String picked = "(SELECT visitor, ANY_VALUE(page) AS p FROM {events} GROUP BY visitor)";
    assertThat(open("SELECT visitor, UPPER(p) AS q FROM " + picked + " AS x")).containsExactly("q");
    assertThat(open("SELECT p, COUNT(*) AS n FROM " + picked + " AS x GROUP BY p"))
        .as("which groups there are is open")
        .containsExactly("p", "n");
    assertThat(
            open(
                "SELECT e.id, x.visitor FROM {events} e LEFT JOIN "
                    + picked
                    + " AS x ON x.p = e.page"))
        .containsExactly("id", "visitor");
    assertThat(
            open(
                "SELECT e.id, x.p FROM {events} e LEFT JOIN "
                    + picked
                    + " AS x ON x.visitor = e.visitor"))
        .containsExactly("p");
  }

  @Test
  void leavesEveryColumnOpenWhereAChoiceIsMadeInATextThatIsNotUnderstood() {
    String newest = "SELECT id, page FROM {events} ORDER BY ";
    assertThat(ofText(newest + "seen LIMIT 3")).containsExactly("id", "page");
    assertThat(ofText(newest + "id, 2 DESC NULLS LAST LIMIT 3")).isEmpty();
    assertThat(ofText(newest + "1 OFFSET 3")).containsExactly("id", "page");
    assertThat(ofText("SELECT * FROM {events} ORDER BY 1, 2, 3, 4, 5 LIMIT 3"))
        .as("nobody counts a star")
        .containsExactly("id", "visitor", "page", "seen", "price");
    String among =
        "SELECT id FROM (SELECT id, page, %s AS w FROM {events}) AS x WHERE w = '1' OR id IN (SELECT id FROM {users} ORDER BY 1 LIMIT 2)";
    assertThat(ofText(among.formatted("ROW_NUMBER() OVER (ORDER BY seen)"))).containsExactly("id");
    assertThat(ofText(among.formatted("RANK() OVER (ORDER BY seen)"))).isEmpty();
    assertThat(ofText(among.formatted("COUNT(*) OVER (ORDER BY seen)"))).isEmpty();
    assertThat(ofText(among.formatted("COUNT(*) OVER (ORDER BY seen ROWS UNBOUNDED PRECEDING)")))
        .containsExactly("id");
    assertThat(
            ofText(
                "SELECT visitor, ANY_VALUE(page) AS p FROM {events} GROUP BY GROUPING SETS ((visitor), (page), (page))"))
        .containsExactly("visitor", "p");
    assertThat(
            ofText(
                "SELECT visitor, SUM(price) AS p, COUNT(*) AS n FROM {events} GROUP BY GROUPING SETS ((visitor), (page), (page))"))
        .containsExactly("p");
  }

  private static List<String> ofText(String sql) {
    Validated validated =
        ModelValidator.validate(Texts.parsed(sql), Building.catalogue(), Validation.STRICT)
            .value()
            .orElseThrow();
    assertThat(validated.root()).isInstanceOf(Relation.Opaque.class);
    return Analyzer.analyze(
            validated.root(),
            validated.columns(),
            validated.calls(),
            new Functions(Set.of(), "redshift"))
        .openAnswers()
        .stream()
        .map(OpenAnswer::column)
        .toList();
  }

  @Test
  void saysHowToCloseThem() {
    OpenAnswer answer =
        answers(
                "SELECT id, page, ROW_NUMBER() OVER (PARTITION BY id ORDER BY seen) AS n FROM {events}")
            .get(0);
    assertThat(answer.reason())
        .isEqualTo("rows that tie in the ORDER BY of ROW_NUMBER are picked freely");
    assertThat(answer.remedy()).isEqualTo("order by further columns until no two rows tie");
  }

  private static List<String> open(String sql) {
    return answers(sql).stream().map(OpenAnswer::column).toList();
  }

  private static List<OpenAnswer> answers(String sql) {
    return OpenAnswers.of(Building.tree(sql), new Functions(Set.of(), "redshift"));
  }
}
