package dev.accrete.runtime.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random selections on random graphs against a second computation: sets of numbers, and the length
 * of the shortest path between any two nodes, which shares nothing with the selector.
 */
final class RandomSelectionsTest {
  private static final int CASES = Integer.getInteger("accrete.selections", 4_000);
  private static final int FAR = 1_000;

  /** A graph as an edge list: node {@code i} reads nodes before it. */
  record Graph(int size, List<List<Integer>> reads, List<List<String>> tags) {
    static Graph random(Random random) {
      int size = 1 + random.nextInt(9);
      List<List<Integer>> reads = new ArrayList<>();
      List<List<String>> tags = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        List<Integer> parents = new ArrayList<>();
        for (int j = 0; j < i; j++) {
          if (random.nextInt(3) == 0) {
            parents.add(j);
          }
        }
        reads.add(parents);
        List<String> own = new ArrayList<>();
        for (String tag : List.of("x", "y", "yes")) {
          if (random.nextBoolean()) {
            own.add(tag);
          }
        }
        tags.add(own);
      }
      return new Graph(size, reads, tags);
    }

    static String name(int node) {
      return (node % 2 == 0 ? "even" : "odd") + node;
    }

    static String folder(int node) {
      return node % 3 == 0 ? "stage" : "mart";
    }

    NodeGraph nodes() {
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        nodes.add(
            new Node(
                name(i),
                Node.Kind.MODEL,
                "models/" + folder(i) + "/" + name(i) + ".sql",
                List.of("project", folder(i), name(i)),
                tags.get(i),
                Map.of("materialized", i % 4 == 0 ? "view" : "table"),
                "",
                List.of(),
                reads.get(i).stream().map(Graph::name).toList()));
      }
      return new NodeGraph(nodes);
    }

    /** Steps from each node down to each other, by Floyd and Warshall. */
    int[][] distances() {
      int[][] steps = new int[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          steps[i][j] = i == j ? 0 : reads.get(j).contains(i) ? 1 : FAR;
        }
      }
      for (int k = 0; k < size; k++) {
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            steps[i][j] = Math.min(steps[i][j], steps[i][k] + steps[k][j]);
          }
        }
      }
      return steps;
    }
  }

  /** A word as it is written, and the nodes that it means. */
  private record Word(String text, BitSet nodes) {}

  private static Word atom(Graph graph, Random random) {
    BitSet nodes = new BitSet();
    int pick = random.nextInt(graph.size());
    String text =
        switch (random.nextInt(6)) {
          case 0 -> "*even*";
          case 1 -> "tag:" + List.of("x", "y", "y*").get(pick % 3);
          case 2 -> "path:models/" + Graph.folder(pick);
          case 3 -> "config.materialized:view";
          case 4 -> "project." + Graph.folder(pick);
          default -> Graph.name(pick);
        };
    for (int i = 0; i < graph.size(); i++) {
      boolean in =
          switch (text) {
            case "*even*" -> i % 2 == 0;
            case "tag:x" -> graph.tags().get(i).contains("x");
            case "tag:y" -> graph.tags().get(i).contains("y");
            case "tag:y*" ->
                graph.tags().get(i).contains("y") || graph.tags().get(i).contains("yes");
            case "config.materialized:view" -> i % 4 == 0;
            default ->
                text.contains(".") || text.contains("/")
                    ? text.endsWith(Graph.folder(i))
                    : i == pick;
          };
      nodes.set(i, in);
    }
    return new Word(text, nodes);
  }

  /** The word with its relatives: {@code @}, or steps up and down. */
  private static Word word(Graph graph, int[][] steps, Random random) {
    Word atom = atom(graph, random);
    if (random.nextInt(5) == 0) {
      return new Word(
          "@" + atom.text(), near(near(atom.nodes(), steps, 0, FAR - 1), steps, FAR - 1, 0));
    }
    int up = random.nextInt(5) - 2;
    int down = random.nextInt(5) - 2;
    BitSet nodes = near(atom.nodes(), steps, most(up), 0);
    nodes.or(near(atom.nodes(), steps, 0, most(down)));
    String before = up == -2 ? "" : up == -1 ? "+" : up + "+";
    String behind = down == -2 ? "" : down == -1 ? "+" : "+" + down;
    return new Word(before + atom.text() + behind, nodes);
  }

  private static int most(int drawn) {
    return drawn == -2 ? 0 : drawn == -1 ? FAR - 1 : drawn;
  }

  private static BitSet near(BitSet nodes, int[][] steps, int up, int down) {
    BitSet found = new BitSet();
    for (int i = 0; i < steps.length; i++) {
      for (int j = 0; j < steps.length; j++) {
        if (nodes.get(j) && (steps[i][j] <= up || steps[j][i] <= down)) {
          found.set(i);
        }
      }
    }
    return found;
  }

  /** Words that intersect by commas, and unite by blanks or as words of their own. */
  private static Word selection(Graph graph, int[][] steps, Random random) {
    BitSet all = new BitSet();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      BitSet part = new BitSet();
      part.set(0, graph.size());
      List<String> words = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        Word word = word(graph, steps, random);
        words.add(word.text());
        part.and(word.nodes());
      }
      text.append(text.length() == 0 ? "" : " ").append(String.join(",", words));
      all.or(part);
    }
    return new Word(text.toString(), all);
  }

  @Test
  void selectsWhatASecondComputationSelects() {
    int some = 0;
    for (int seed = 1; seed <= CASES; seed++) {
      Random random = new Random(seed);
      Graph graph = Graph.random(random);
      int[][] steps = graph.distances();
      Word select = selection(graph, steps, random);
      boolean excludes = random.nextInt(3) == 0;
      Word exclude = excludes ? selection(graph, steps, random) : new Word("", new BitSet());
      BitSet left = (BitSet) select.nodes().clone();
      left.andNot(exclude.nodes());
      Set<String> expected = new TreeSet<>();
      left.stream().forEach(i -> expected.add(Graph.name(i)));
      String told =
          "seed " + seed + ": " + select.text() + " without " + exclude.text() + " of " + graph;
      some += expected.isEmpty() ? 0 : 1;
      try {
        List<String> excluded = excludes ? List.of(exclude.text()) : List.of();
        Selection found = Selector.select(graph.nodes(), List.of(select.text()), excluded);
        assertThat(new TreeSet<>(found.names())).as(told).isEqualTo(expected);
      } catch (SelectionException nothing) {
        if (!expected.isEmpty()) {
          fail(told + ": " + nothing.getMessage());
        }
      }
    }
    assertThat(some).as("selections with a node").isGreaterThan(CASES / 2);
  }
}
