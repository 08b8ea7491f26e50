package dev.accrete.runtime.report;

import java.util.List;
import java.util.Locale;

/**
 * Results as JUnit writes them, which build servers read.
 *
 * @param name of the suite
 * @param seconds how long it took
 * @param tests what was tested
 */
public record JunitReport(String name, double seconds, List<Test> tests) {
  public JunitReport {
    tests = List.copyOf(tests);
  }

  /**
   * One test.
   *
   * @param name its name
   * @param headline in a line, what is wrong; empty where it passed
   * @param story the same for people, in lines
   */
  public record Test(String name, String headline, String story) {
    /** One that passed. */
    public static Test passed(String name) {
      return new Test(name, "", "");
    }

    private boolean failed() {
      return !headline.isEmpty();
    }
  }

  /** The text of the file. */
  public String xml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%.3f\">\n",
            XmlText.escaped(name),
            tests.size(),
            tests.stream().filter(Test::failed).count(),
            seconds));
    for (Test test : tests) {
      xml.append("  <testcase classname=\"")
          .append(XmlText.escaped(name))
          .append("\" name=\"")
          .append(XmlText.escaped(test.name()));
      if (test.failed()) {
        xml.append("\">\n    <failure message=\"")
            .append(XmlText.escaped(test.headline()))
            .append("\">")
            .append(XmlText.escaped(test.story()))
            .append("</failure>\n  </testcase>\n");
      } else {
        xml.append("\"/>\n");
      }
    }
    return xml.append("</testsuite>\n").toString();
  }
}
