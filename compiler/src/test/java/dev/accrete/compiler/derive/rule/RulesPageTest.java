package dev.accrete.compiler.derive.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/rules.md} lists the rules as their classes describe them; {@code
 * -Dgolden.rewrite=true} writes it anew.
 */
class RulesPageTest {
  private static final Path PAGE = Path.of("../docs/rules.md");
  private static final Path SOURCES = Path.of("src/main/java/dev/accrete/compiler/derive/rule");
  private static final Path TESTS = Path.of("src/test/java/dev/accrete/compiler/derive/rule");
  private static final Pattern JAVADOC =
      Pattern.compile("/\\*\\*(.*?)\\*/\\s*public final class", Pattern.DOTALL);

  @Test
  void thePageIsCurrent() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("run this test with -Dgolden.rewrite=true")
        .isEqualTo(page);
  }

  @Test
  void everyRuleHasATestOfItsName() {
    List<Rule> untested =
        Rules.ALL.stream()
            .filter(r -> !Files.exists(TESTS.resolve(r.name() + "Test.java")))
            .toList();
    assertThat(untested).isEmpty();
  }

  private static String page() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Rules

            How a key passes each operator, in the order in which the rules are asked. Written from the classes in
            `compiler/…/derive/rule` by `RulesPageTest`; CONTRIBUTING.md tells how to add one.

            | operator | rule | what it says |
            | --- | --- | --- |
            """);
    for (Rule rule : Rules.ALL) {
      page.append("| ")
          .append(rule.operator())
          .append(" | `")
          .append(rule.name())
          .append("` | ")
          .append(says(rule))
          .append(" |\n");
    }
    return page.toString();
  }

  /** The first paragraph of the class's Javadoc. */
  private static String says(Rule rule) throws IOException {
    String source = Files.readString(SOURCES.resolve(rule.name() + ".java"));
    Matcher matcher = JAVADOC.matcher(source);
    assertThat(matcher.find()).as("Javadoc of %s", rule.name()).isTrue();
    String text = matcher.group(1).replaceAll("\\s*\\n\\s*\\*", " ").split("<p>")[0];
    return text.replaceAll("\\{@\\w+ ([^}]*)}", "`$1`")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
