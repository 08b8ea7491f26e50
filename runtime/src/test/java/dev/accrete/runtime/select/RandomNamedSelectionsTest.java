package dev.accrete.runtime.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.Compiler;
import dev.accrete.compiler.diagnostic.Checked;
import dev.accrete.compiler.load.NamedSelector;
import dev.accrete.compiler.load.Project;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.compiler.load.SelectorWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random definitions of {@code selectors.yml} on random graphs: each of their smallest parts is
 * also a word of the command line, and sets are united, intersected and taken away here.
 */
final class RandomNamedSelectionsTest {
  private static final int CASES = Integer.getInteger("accrete.selections", 4_000) / 8;

  /** A definition as YAML writes it on one line, and the nodes that it means. */
  private record Defined(String yaml, Set<String> nodes) {}

  /** Three selectors over one graph. */
  private static final class Case {
    private final Random random;
    private final RandomSelectionsTest.Graph graph;
    private final List<Defined> selectors = new ArrayList<>();

    Case(Random random) {
      this.random = random;
      this.graph = RandomSelectionsTest.Graph.random(random);
    }

    private Set<String> byWords(String word) {
      return new TreeSet<>(
          Selector.matching(graph.nodes(), List.of(word), Earlier.NONE, NamedSelections.NONE));
    }

    private Defined definition(int depth) {
      int form = random.nextInt(depth == 0 ? 4 : 8);
      return switch (form) {
        case 0, 1 -> matching(depth);
        case 2 -> pairOrText();
        case 3 -> inherited(depth);
        default -> combined(depth, form % 2 == 0);
      };
    }

    private String[] atom() {
      int node = random.nextInt(graph.size());
      return switch (random.nextInt(5)) {
        case 0 -> new String[] {"tag", List.of("x", "y", "y*").get(random.nextInt(3))};
        case 1 -> new String[] {"path", "models/" + RandomSelectionsTest.Graph.folder(node)};
        case 2 -> new String[] {"config.materialized", "view"};
        case 3 -> new String[] {"fqn", "*even*"};
        default -> new String[] {"fqn", RandomSelectionsTest.Graph.name(node)};
      };
    }

    private Defined pairOrText() {
      String[] atom = atom();
      String word = atom[0] + ":" + atom[1];
      return switch (random.nextInt(3)) {
        case 0 -> new Defined("{" + atom[0] + ": '" + atom[1] + "'}", byWords(word));
        case 1 -> new Defined("'1+" + word + "+'", byWords("1+" + word + "+"));
        default -> {
          String second = String.join(":", atom());
          String text = word + "," + second + "+ @" + second;
          yield new Defined("'" + text + "'", byWords(text));
        }
      };
    }

    /** A method with its graph operators as keys, against {@code @}, {@code 2+} and {@code +}. */
    private Defined matching(int depth) {
      String[] atom = atom();
      String word = atom[0] + ":" + atom[1];
      StringBuilder yaml = new StringBuilder("{method: " + atom[0] + ", value: '" + atom[1] + "'");
      int operators = random.nextInt(6);
      if (operators == 0) {
        yaml.append(", childrens_parents: true");
        word = "@" + word;
      } else {
        String[] sides = {"", ""};
        for (int side = 0; side < 2; side++) {
          String key = side == 0 ? "parents" : "children";
          int steps = random.nextInt(4) - 1;
          if (steps < 0) {
            yaml.append(random.nextBoolean() ? "" : ", " + key + ": false");
            continue;
          }
          yaml.append(", ").append(key).append(": true");
          if (steps > 0) {
            yaml.append(", ").append(key).append("_depth: ").append(steps);
          }
          String number = steps == 0 ? "" : String.valueOf(steps);
          sides[side] = side == 0 ? number + "+" : "+" + number;
        }
        word = sides[0] + word + sides[1];
      }
      Set<String> nodes = byWords(word);
      if (depth > 0 && random.nextInt(3) == 0) {
        Defined first = definition(depth - 1);
        Defined second = definition(0);
        yaml.append(", exclude: [").append(first.yaml()).append(", ").append(second.yaml());
        yaml.append("]");
        nodes.removeAll(first.nodes());
        nodes.removeAll(second.nodes());
      }
      return new Defined(yaml + "}", nodes);
    }

    private Defined inherited(int depth) {
      if (selectors.isEmpty()) {
        return matching(depth);
      }
      int which = random.nextInt(selectors.size());
      String yaml =
          List.of(
                  "{method: selector, value: s" + which + "}",
                  "{selector: s" + which + "}",
                  "'selector:s" + which + "'")
              .get(random.nextInt(3));
      return new Defined(yaml, selectors.get(which).nodes());
    }

    private Defined combined(int depth, boolean intersection) {
      List<String> parts = new ArrayList<>();
      Set<String> nodes = new TreeSet<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        Defined part = definition(depth - 1);
        if (intersection && !parts.isEmpty()) {
          nodes.retainAll(part.nodes());
        } else {
          nodes.addAll(part.nodes());
        }
        parts.add(part.yaml());
      }
      if (random.nextInt(3) == 0) {
        Defined left = definition(depth - 1);
        parts.add(random.nextInt(parts.size() + 1), "{exclude: [" + left.yaml() + "]}");
        nodes.removeAll(left.nodes());
      }
      String set = intersection ? "intersection" : "union";
      return new Defined("{" + set + ": [" + String.join(", ", parts) + "]}", nodes);
    }

    private int play() {
      StringBuilder text = new StringBuilder("selectors:\n");
      for (int i = 0; i < 3; i++) {
        selectors.add(definition(3));
        text.append("  - {name: s").append(i).append(", definition: ");
        text.append(selectors.get(i).yaml()).append("}\n");
      }
      NamedSelections named = new NamedSelections(read(text.toString()));
      int some = 0;
      for (int i = 0; i < selectors.size(); i++) {
        Set<String> found =
            Selector.matching(graph.nodes(), List.of("selector:s" + i), Earlier.NONE, named);
        Set<String> expected = selectors.get(i).nodes();
        assertThat(new TreeSet<>(found)).as("s%s of\n%s%s", i, text, graph).isEqualTo(expected);
        some += expected.isEmpty() || expected.size() == graph.size() ? 0 : 1;
      }
      return some;
    }
  }

  private static List<NamedSelector> read(String text) {
    Checked<Project> project =
        Compiler.declarations(
            ProjectFiles.of(Map.of("accrete.yml", "name: p\nschema: s\n", "selectors.yml", text)),
            CompileOptions.DEFAULT);
    assertThat(project.diagnostics().toString()).as(text).doesNotContain("selectors.yml");
    return project.value().selectors();
  }

  @Test
  void meansWhatTheCommandLineMeans() {
    int some = 0;
    for (int seed = 1; seed <= CASES; seed++) {
      some += new Case(new Random(seed)).play();
    }
    assertThat(some).as("selections of a part of their graph").isGreaterThan(CASES);
  }

  @Test
  void bothNotationsHaveTheSameMethods() {
    assertThat(Arrays.stream(Method.values()).map(Method::word))
        .containsExactlyElementsOf(SelectorWords.METHODS);
  }
}
