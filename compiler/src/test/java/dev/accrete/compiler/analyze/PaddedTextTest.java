package dev.accrete.compiler.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.load.ProjectSettings.Validation;
import dev.accrete.compiler.parse.Texts;
import dev.accrete.compiler.tree.Field;
import dev.accrete.compiler.validate.ModelValidator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaddedTextTest {
  private static final List<Field> FIELDS =
      List.of(
          new Field("id", "integer", false),
          new Field("c", "char(5)", true),
          new Field("d", "character(5)", true),
          new Field("sex", "char(1)", true),
          new Field("name", "varchar(5)", true));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM {t} WHERE c = name",
        "SELECT id FROM {t} WHERE c = 'abc'",
        "SELECT id FROM {t} WHERE c = 'abcd '",
        "SELECT id FROM {t} WHERE c IN ('abcde', 'x')",
        "SELECT id, CASE WHEN c > 'b' THEN 1 END AS b FROM {t}",
        "SELECT c, COUNT(*) AS n FROM {t} GROUP BY c",
        "SELECT COUNT(DISTINCT id) AS n FROM (SELECT id, c AS k FROM {t}) AS x GROUP BY k",
        "SELECT DISTINCT c FROM {t}",
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY c ORDER BY id) AS n FROM {t}",
        "SELECT c FROM {t} INTERSECT SELECT name FROM {t}",
        "SELECT x.id FROM {t} AS x JOIN {t} AS y ON x.name = y.c",
        "SELECT id FROM {t} WHERE name IN (SELECT c FROM {t})",
        "SELECT id FROM {t} WHERE c NOT BETWEEN 'a' AND 'b'",
        "SELECT id, CASE c WHEN 'abcde' THEN 1 WHEN 'ab' THEN 2 END AS b FROM {t}",
        "SELECT id, DECODE(c, 'abcde', 1, 'ab', 2, 3) AS b FROM {t}",
        "SELECT id, DECODE(name, 'abcde', 1, c, 2) AS b FROM {t}",
        "SELECT id, LEAST(name, c) AS b FROM {t}",
        "SELECT id, COUNT(DISTINCT c) AS n FROM {t} GROUP BY id"
      })
  void findsWhatIsCompared(String sql) {
    assertThat(compared(sql)).containsExactly("t.c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, c FROM {t}",
        "SELECT id, c FROM {t} WHERE name = 'x' AND sex = 'f'",
        "SELECT id FROM {t} WHERE c = 'abcde' OR c IN ('fghij', 'it''s x')",
        "SELECT id FROM {t} WHERE RTRIM(c) = 'abc' AND c IS NOT NULL",
        "SELECT c FROM {t} UNION ALL SELECT name FROM {t}",
        "SELECT sex, MAX(c) AS m FROM {t} GROUP BY sex",
        "SELECT id, CASE name WHEN 'ab' THEN c ELSE c END AS b FROM {t}",
        "SELECT id, CASE c WHEN 'abcde' THEN 1 END AS b FROM {t}",
        "SELECT id, DECODE(name, 'abcde', c, 'ab', c, c) AS b FROM {t}",
        "SELECT id, COUNT(c) AS n FROM {t} GROUP BY id"
      })
  void leavesWhatIsNot(String sql) {
    assertThat(compared(sql)).isEmpty();
  }

  private static List<String> compared(String sql) {
    return List.copyOf(
        PaddedText.compared(
                ModelValidator.validate(
                        Texts.parsed(sql), name -> Optional.of(FIELDS), Validation.STRICT)
                    .value()
                    .orElseThrow()
                    .root())
            .keySet());
  }
}
