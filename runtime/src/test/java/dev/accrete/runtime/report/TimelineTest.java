package dev.accrete.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.accrete.runtime.report.RunResults.Result;
import dev.accrete.runtime.report.RunResults.Timing;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The picture, read back as XML: its lengths by its own axis are the times that went in. */
final class TimelineTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final String ODD = "a<b>&\"c\" \u0001 ' ]]> " + "very_".repeat(12) + "long";

  @Test
  void lengthsByTheAxisAreTheTimes() throws Exception {
    Document svg = parsed(Timeline.of(results()));
    Axis axis = Axis.of(svg);
    List<Element> models = groups(svg, "model");
    assertThat(models).extracting(TimelineTest::label).startsWith("first", "second");
    // look 100 ms, stage 1,400 ms, commit 250 ms; looked again after 20 ms, and so on.
    assertBars(axis, models.get(0), 0.5, "look", 0.1, "stage", 1.4, "commit", 0.25);
    assertBars(axis, models.get(1), 0.75, "look", 0.02, "stage", 3.0, "look", 0.08, "tidy", 0.4);
    assertThat(total(axis, models.get(0))).isCloseTo(1.75, within(0.001));
    assertThat(total(axis, models.get(1))).isCloseTo(3.5, within(0.001));
    assertThat(total(axis, groups(svg, "run").get(0))).isCloseTo(5.0, within(0.001));
    List<Element> threads = groups(svg, "thread");
    assertThat(threads).extracting(TimelineTest::label).containsExactly("thread 1", "thread 2");
    assertThat(total(axis, threads.get(0))).isCloseTo(1.75 + 0.6, within(0.001));
    assertThat(total(axis, threads.get(1))).isCloseTo(3.5, within(0.001));
    assertThat(axis.length(600)).as("all fits").isGreaterThanOrEqualTo(5.0);
  }

  private static void assertBars(Axis axis, Element row, double start, Object... parts) {
    List<Element> bars = bars(row);
    assertThat(bars).hasSize(parts.length / 2);
    double at = start;
    for (int i = 0; i < bars.size(); i++) {
      assertThat(bars.get(i).getAttribute("class")).isEqualTo(parts[2 * i]);
      assertThat(axis.second(number(bars.get(i), "x"))).isCloseTo(at, within(0.001));
      assertThat(axis.length(number(bars.get(i), "width")))
          .isCloseTo((double) parts[2 * i + 1], within(0.001));
      at += (double) parts[2 * i + 1];
    }
  }

  @Test
  void namesAreTextAndNothingRuns() throws Exception {
    String text = Timeline.of(results());
    Document svg = parsed(text);
    Element odd = groups(svg, "model").get(2);
    assertThat(title(odd)).startsWith(ODD.replace('\u0001', '?') + ": error");
    assertThat(label(odd)).hasSizeLessThanOrEqualTo(30).endsWith("…");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(text).doesNotContain("javascript:", "href", "onload", "secret of the message");
    for (Element row : groups(svg, "model")) {
      bars(row).forEach(bar -> assertThat(title(bar)).isNotEmpty());
    }
  }

  @Test
  void saysWhatItIsWithoutBeingSeen() throws Exception {
    Element svg = parsed(Timeline.of(results())).getDocumentElement();
    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(svg.getAttribute("aria-labelledby")).isEqualTo("title story");
    assertThat(title(svg)).isEqualTo("Timeline of the run of shop, 2026-03-01 10:00:00 UTC");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo("5.00 seconds, 3 models begun, 1 not begun, each with its phases.");
    Element first = groups(svg.getOwnerDocument(), "model").get(0);
    assertThat(title(first))
        .isEqualTo(
            "first: recompute, 1,200 keys, -3 +4, 1.75s; look 0.100s; stage 1.400s; commit 0.250s");
    Element skipped = groups(svg.getOwnerDocument(), "model").get(3);
    assertThat(title(skipped)).isEqualTo("skipped: skipped");
  }

  @Test
  void theSameResultsGiveTheSameBytes() {
    assertThat(Timeline.of(results())).isEqualTo(Timeline.of(results()));
  }

  @Test
  void aRunOfNothingIsAPictureToo() throws Exception {
    RunResults nothing = new RunResults(metadata(), List.of(), 0, Map.of(), List.of());
    Document svg = parsed(Timeline.of(nothing));
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("Nothing ran.");
  }

  @Test
  void marksOfTheAxisAreRound() {
    assertThat(TimelineStyle.step(0.004)).isEqualTo(0.0005);
    assertThat(TimelineStyle.step(5)).isEqualTo(1);
    assertThat(TimelineStyle.step(90)).isEqualTo(20);
    assertThat(TimelineStyle.step(2_000)).isEqualTo(300);
    assertThat(TimelineStyle.step(200_000)).isEqualTo(25_200);
    assertThat(TimelineStyle.moment(0.0015, 0.0005)).isEqualTo("0.0015s");
    assertThat(TimelineStyle.moment(7_505, 300)).isEqualTo("2:05:05");
  }

  private static RunResults results() {
    List<Timing> parts =
        List.of(
            part("compile", 0, 300),
            part("prepare", 300, 400),
            part("freeze", 400, 500),
            part("models", 500, 4_900),
            part("finish", 4_900, 5_000));
    Result first =
        model(
            "first",
            "success",
            1,
            part("look", 500, 600),
            part("stage", 600, 2_000),
            part("commit", 2_000, 2_250));
    Result second =
        model(
            "second",
            "success",
            2,
            part("look", 750, 770),
            part("stage", 770, 3_770),
            part("look", 3_770, 3_850),
            part("tidy", 3_850, 4_250));
    Result odd = model(ODD, "error", 1, part("look", 4_300, 4_900));
    Result skipped = Result.notRun("shop", "skipped", "skipped", null);
    // As they stand in the graph, not as they ran.
    return new RunResults(metadata(), List.of(second, skipped, odd, first), 5, Map.of(), parts);
  }

  private static RunResults.Metadata metadata() {
    return RunResults.Metadata.of("1", "id", START.toString(), "shop", "dev");
  }

  private static Timing part(String name, long from, long to) {
    return Timing.of(name, START.plusMillis(from), START.plusMillis(to));
  }

  private static Result model(String name, String status, int thread, Timing... timing) {
    String message = status.equals("error") ? "secret of the message" : null;
    return new Result(
        "model.shop." + name,
        status,
        "recompute",
        null,
        0,
        1_200L,
        3,
        4,
        null,
        null,
        message,
        "Thread-" + thread,
        List.of(timing));
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> groups(Document svg, String kind) {
    return elements(svg.getElementsByTagName("g")).stream()
        .filter(group -> group.getAttribute("class").equals(kind))
        .toList();
  }

  private static List<Element> bars(Element row) {
    return elements(row.getElementsByTagName("rect"));
  }

  private static List<Element> elements(NodeList nodes) {
    return new ArrayList<>(
        IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList());
  }

  private static String title(Element element) {
    return element.getElementsByTagName("title").item(0).getTextContent();
  }

  private static String label(Element row) {
    return row.getElementsByTagName("text").item(0).getTextContent();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static double total(Axis axis, Element row) {
    return bars(row).stream().mapToDouble(bar -> axis.length(number(bar, "width"))).sum();
  }

  /** The time axis as a reader of the picture sees it: words at places. */
  private record Axis(double origin, double perSecond) {
    static Axis of(Document svg) {
      List<Element> ticks =
          elements(svg.getElementsByTagName("text")).stream()
              .filter(text -> text.getAttribute("class").equals("tick"))
              .toList();
      Element first = ticks.get(0);
      Element last = ticks.get(ticks.size() - 1);
      assertThat(first.getTextContent()).isEqualTo("0s");
      double seconds = Double.parseDouble(last.getTextContent().replace("s", ""));
      double perSecond = (number(last, "x") - number(first, "x")) / seconds;
      return new Axis(number(first, "x"), perSecond);
    }

    double second(double x) {
      return (x - origin) / perSecond;
    }

    double length(double width) {
      return width / perSecond;
    }
  }
}
