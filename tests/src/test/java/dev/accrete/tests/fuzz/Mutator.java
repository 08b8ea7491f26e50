package dev.accrete.tests.fuzz;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages a text as editors, merges, encodings and people do, and as nobody would. */
final class Mutator {
  private static final Pattern TOKEN =
      Pattern.compile("\\w+|\\$\\{|\\[[@#]\\w*|\\[/[@#]\\w*]|'[^'\n]*'|\"[^\"\n]*\"|\\s+|.");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int MOST_CHANGES = 4;
  private static final int LARGEST = 400_000;

  private final Random random;
  private final List<Seed> seeds;

  /** A mutator over a generator of its own. */
  Mutator(Random random, List<Seed> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  /** A damaged copy of the seed's text. */
  String mutated(Seed seed) {
    String text = seed.text();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && text.length() < LARGEST; i++) {
      text = changed(text, seed.path());
    }
    return text;
  }

  private String changed(String text, String path) {
    return switch (random.nextInt(14)) {
      case 0 -> withoutRange(text, 1 + random.nextInt(20));
      case 1 -> replacedToken(text, "");
      case 2 -> swappedTokens(text);
      case 3 -> replacedToken(text, token(text));
      case 4 -> replacedToken(text, token(other().text()));
      case 5, 6, 7 -> inserted(text, oddity(path));
      case 8 -> spliced(text, other().text());
      case 9 -> nested(text);
      case 10 -> NUMBER.matcher(text).replaceFirst(number());
      case 11 -> text.substring(0, random.nextInt(text.length() + 1));
      case 12 -> lines(text);
      default -> replacedCharacter(text);
    };
  }

  private Seed other() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private String oddity(String path) {
    List<String> own =
        path.endsWith(".sql")
            ? Oddities.SQL
            : path.endsWith(".ftl") ? Oddities.TEMPLATES : Oddities.YAML;
    return switch (random.nextInt(6)) {
      case 0 -> one(Oddities.ANYWHERE);
      case 1 -> one(Oddities.TEMPLATES);
      case 2 -> one(Oddities.ANYWHERE).repeat(1 + random.nextInt(50));
      default -> one(own);
    };
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private String inserted(String text, String piece) {
    int[] token = place(text);
    String blank = random.nextBoolean() ? " " : "";
    return text.substring(0, token[0]) + blank + piece + blank + text.substring(token[0]);
  }

  private String withoutRange(String text, int length) {
    int start = random.nextInt(text.length() + 1);
    return text.substring(0, start) + text.substring(Math.min(text.length(), start + length));
  }

  private String replacedToken(String text, String by) {
    int[] token = place(text);
    return text.substring(0, token[0]) + by + text.substring(token[1]);
  }

  private String swappedTokens(String text) {
    int[] one = place(text);
    int[] two = place(text);
    if (one[1] > two[0]) {
      return text;
    }
    return text.substring(0, one[0])
        + text.substring(two[0], two[1])
        + text.substring(one[1], two[0])
        + text.substring(one[0], one[1])
        + text.substring(two[1]);
  }

  private String spliced(String text, String other) {
    return text.substring(0, place(text)[0]) + other.substring(place(other)[0]);
  }

  private String replacedCharacter(String text) {
    if (text.isEmpty()) {
      return "x";
    }
    int at = random.nextInt(text.length());
    char by = (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95));
    return text.substring(0, at) + by + text.substring(at + 1);
  }

  /** A token inside many brackets or calls, of which some are not closed. */
  private String nested(String text) {
    int depth = 1 << random.nextInt(random.nextInt(8) == 0 ? 15 : 9);
    String[] pair =
        List.of(
                new String[] {"(", ")"},
                new String[] {"(SELECT ", ")"},
                new String[] {"f(", ")"},
                new String[] {"CASE WHEN a THEN ", " END"},
                new String[] {"NOT ", ""},
                new String[] {"- ", ""},
                new String[] {"a OR ", ""},
                new String[] {"1 + ", ""},
                new String[] {"[", "]"},
                new String[] {"{a: ", "}"},
                new String[] {"[#if true]", "[/#if]"},
                new String[] {"${", "}"},
                new String[] {"SELECT 1 UNION ALL ", ""},
                new String[] {"", "::int"},
                new String[] {"(SELECT * FROM ", ") AS t"})
            .get(random.nextInt(15));
    int closed = random.nextInt(3) == 0 ? depth - 1 : depth;
    int[] token = place(text);
    return text.substring(0, token[0])
        + pair[0].repeat(depth)
        + text.substring(token[0], token[1])
        + pair[1].repeat(closed)
        + text.substring(token[1]);
  }

  private String number() {
    return one(
        List.of(
            "0",
            "-1",
            "2147483648",
            "9223372036854775808",
            "1e400",
            "1e-400",
            "00",
            "0.0000001",
            "9".repeat(400),
            "1" + "0".repeat(5_000),
            "NaN"));
  }

  private String lines(String text) {
    String[] lines = text.split("(?<=\n)");
    int one = random.nextInt(lines.length);
    int two = random.nextInt(lines.length);
    switch (random.nextInt(6)) {
      case 0 -> lines[one] = "";
      case 1 -> lines[one] = lines[one].repeat(2);
      case 2 -> lines[one] = " ".repeat(1 + random.nextInt(3)) + lines[one];
      case 3 -> lines[one] = lines[one].stripLeading();
      case 4 -> lines[one] = lines[one].repeat(1 << random.nextInt(8));
      default -> {
        String first = lines[one];
        lines[one] = lines[two];
        lines[two] = first;
      }
    }
    return String.join("", lines);
  }

  private String token(String text) {
    int[] place = place(text);
    return text.substring(place[0], place[1]);
  }

  /** Where a token stands, chosen at random: its start and its end. */
  private int[] place(String text) {
    List<MatchResult> tokens =
        TOKEN.matcher(text).results().filter(t -> !t.group().isBlank()).toList();
    if (tokens.isEmpty()) {
      return new int[] {0, text.length()};
    }
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    return new int[] {token.start(), token.end()};
  }
}
