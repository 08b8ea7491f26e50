package dev.accrete.runtime.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * {@code target/timeline.svg}: where the time of a run went. A row for the run, one for each of its
 * threads where there are several, one for each model in the order in which they began, all over
 * one axis.
 *
 * <p>It has what {@code run_results.json} has, messages aside, and the same results give the same
 * bytes.
 */
public final class Timeline {
  private static final int WIDTH = 1_240;
  private static final int LEFT = 230;
  private static final int PLOT = 600;
  private static final int TOP = 112;
  private static final int ROW = 24;
  private static final int LONGEST_NAME = 30;

  private final RunResults results;
  private final Instant zero;
  private final double seconds;
  private final StringBuilder svg = new StringBuilder();
  private int rows;

  private Timeline(RunResults results) {
    this.results = results;
    this.zero = Instant.parse(results.metadata().generatedAt());
    this.seconds = Math.max(0.001, last());
  }

  /** The picture of these results. */
  public static String of(RunResults results) {
    return new Timeline(results).draw();
  }

  private double last() {
    List<RunResults.Timing> all = new ArrayList<>(results.timing());
    results.results().forEach(result -> all.addAll(result.timing()));
    return all.stream().mapToDouble(part -> at(part.completedAt())).max().orElse(0);
  }

  private double at(String moment) {
    return Duration.between(zero, Instant.parse(moment)).toNanos() / 1e9;
  }

  private String draw() {
    List<RunResults.Result> models =
        results.results().stream().filter(r -> r.uniqueId().startsWith("model.")).toList();
    List<RunResults.Result> begun =
        models.stream()
            .filter(result -> !result.timing().isEmpty())
            .sorted(Comparator.comparing(r -> Instant.parse(r.timing().get(0).startedAt())))
            .toList();
    if (!results.timing().isEmpty()) {
      row("run", "run", "the run", "", results.timing(), format("%.2fs", seconds));
    }
    threads(begun);
    begun.forEach(this::model);
    models.stream().filter(result -> result.timing().isEmpty()).forEach(this::model);
    String body = svg.toString();
    int height = TOP + rows * ROW + 24;
    svg.setLength(0);
    head(begun.size(), models.size() - begun.size(), height);
    axis(height);
    return svg.append(body).append("</svg>\n").toString();
  }

  /** Who was at work when; a model's name shows where the pointer rests. */
  private void threads(List<RunResults.Result> begun) {
    Map<String, List<RunResults.Result>> threads = new TreeMap<>();
    begun.forEach(
        r ->
            threads
                .computeIfAbsent(Objects.requireNonNull(r.threadId()), t -> new ArrayList<>())
                .add(r));
    if (threads.size() > 1) {
      threads.forEach(
          (thread, models) -> {
            open("thread", thread, thread.replace("Thread-", "thread "));
            models.forEach(
                m -> {
                  String name = name(m);
                  bar("busy", name, start(m), end(m));
                });
            close(
                Integer.toString(models.size()) + (models.size() == 1 ? " model" : " models"), "");
          });
    }
  }

  private double start(RunResults.Result model) {
    return at(model.timing().get(0).startedAt());
  }

  private double end(RunResults.Result model) {
    return at(model.timing().get(model.timing().size() - 1).completedAt());
  }

  private static String name(RunResults.Result model) {
    return model.uniqueId().replaceFirst("^model\\.[^.]*\\.", "");
  }

  private void model(RunResults.Result model) {
    String work = model.status().equals("success") ? work(model) : model.status();
    String time = model.timing().isEmpty() ? "" : format(", %.2fs", end(model) - start(model));
    row("model", model.status(), name(model), name(model), model.timing(), work + time);
  }

  private static String work(RunResults.Result model) {
    String keys = model.keysTouched() == null ? "" : format(", %,d keys", model.keysTouched());
    boolean none = model.rowsDeleted() == 0 && model.rowsInserted() == 0;
    String rows = none ? "" : format(", -%,d +%,d", model.rowsDeleted(), model.rowsInserted());
    return model.strategy() + keys + rows;
  }

  private void row(
      String kind,
      String status,
      String label,
      String name,
      List<RunResults.Timing> parts,
      String told) {
    StringBuilder story =
        new StringBuilder(name.isEmpty() ? label : name).append(": ").append(told);
    for (RunResults.Timing part : parts) {
      story.append(format("; %s %.3fs", part.name(), length(part)));
    }
    open(kind, story.toString(), label);
    for (RunResults.Timing part : parts) {
      String title = format("%s %s %.3fs", label, part.name(), length(part));
      bar(part.name(), title, at(part.startedAt()), at(part.completedAt()));
    }
    close(told, status);
  }

  private double length(RunResults.Timing part) {
    return at(part.completedAt()) - at(part.startedAt());
  }

  private void open(String kind, String story, String label) {
    int points = label.codePointCount(0, label.length());
    String shown =
        points <= LONGEST_NAME
            ? label
            : label.substring(0, label.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    svg.append(format("<g class=\"%s\"><title>%s</title>", kind, XmlText.escaped(story)));
    svg.append(
        format(
            "<text class=\"ink\" x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
            LEFT - 12, TOP + rows * ROW + 16, XmlText.escaped(shown)));
  }

  private void bar(String kind, String title, double start, double end) {
    svg.append(
        format(
            "<rect class=\"%s\" x=\"%.3f\" y=\"%d\" width=\"%.3f\" height=\"16\"><title>%s</title></rect>",
            kind,
            x(start),
            TOP + rows * ROW + 4,
            (end - start) * PLOT / seconds,
            XmlText.escaped(title)));
  }

  private void close(String told, String status) {
    String look = status.equals("error") ? "bad" : status.equals("skipped") ? "faint" : "ink";
    svg.append(
        format(
            "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text></g>\n",
            look, LEFT + PLOT + 12, TOP + rows * ROW + 16, XmlText.escaped(told)));
    rows++;
  }

  private double x(double second) {
    return LEFT + second * PLOT / seconds;
  }

  private void head(int begun, int others, int height) {
    String project = results.metadata().projectName();
    String title =
        "Timeline of the run" + (project == null ? "" : " of " + project) + ", " + begin();
    String story =
        results.timing().isEmpty()
            ? "Nothing ran."
            : format(
                "%.2f seconds, %d models begun, %d not begun, each with its phases.",
                seconds, begun, others);
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"title story\""
                + " width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\">\n",
            WIDTH, height));
    svg.append(format("<title id=\"title\">%s</title>\n", XmlText.escaped(title)));
    svg.append(format("<desc id=\"story\">%s</desc>\n", XmlText.escaped(story)));
    svg.append(TimelineStyle.CSS);
    svg.append(format("<rect class=\"page\" width=\"%d\" height=\"%d\"/>\n", WIDTH, height));
    svg.append(
        format("<text class=\"head\" x=\"24\" y=\"32\">%s</text>\n", XmlText.escaped(title)));
    svg.append(format("<text class=\"faint\" x=\"24\" y=\"54\">%s</text>\n", story));
    int x = 24;
    for (String phase : TimelineStyle.PHASES) {
      svg.append(
          format(
              "<g class=\"legend\"><rect class=\"%1$s\" x=\"%2$d\" y=\"66\" width=\"12\""
                  + " height=\"12\"/><text class=\"faint\" x=\"%3$d\" y=\"77\">%1$s</text></g>\n",
              phase, x, x + 17));
      x += 38 + 8 * phase.length();
    }
  }

  private String begin() {
    return results.metadata().generatedAt().substring(0, 19).replace('T', ' ') + " UTC";
  }

  private void axis(int height) {
    double step = TimelineStyle.step(seconds);
    for (int tick = 0; tick * step <= seconds; tick++) {
      double x = x(tick * step);
      svg.append(
          format(
              "<line class=\"grid\" x1=\"%.3f\" x2=\"%.3f\" y1=\"%d\" y2=\"%d\"/>",
              x, x, TOP - 4, height - 20));
      svg.append(
          format(
              "<text class=\"tick\" x=\"%.3f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              x, TOP - 10, TimelineStyle.moment(tick * step, step)));
    }
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
