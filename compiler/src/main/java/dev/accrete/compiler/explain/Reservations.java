package dev.accrete.compiler.explain;

import dev.accrete.compiler.certificate.Certificate;
import dev.accrete.compiler.certificate.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Tells what a certificate rules out, what else would do, and what SQL leaves open. */
final class Reservations {
  private final Certificate certificate;
  private final List<String> paragraphs = new ArrayList<>();

  private Reservations(Certificate certificate) {
    this.certificate = certificate;
  }

  static List<String> of(Certificate certificate) {
    Reservations reservations = new Reservations(certificate);
    reservations.refusals();
    reservations.runnersUp();
    reservations.openAnswers();
    return List.copyOf(reservations.paragraphs);
  }

  private void refusals() {
    if (!certificate.refusals().isEmpty()) {
      paragraphs.add("## What rules out cheaper ways");
    }
    for (Refusal refusal : certificate.refusals()) {
      paragraphs.add(
          "**"
              + refusal.code().id()
              + "**, not "
              + refusal.rulesOut().word()
              + ": "
              + refusal.message()
              + ".");
      if (refusal.origin() != null) {
        paragraphs.add(Places.of(refusal.origin()));
      }
      paragraphs.add("What would make it work: " + refusal.code().remedy() + ".");
    }
  }

  private void runnersUp() {
    if (!certificate.runnersUp().isEmpty()) {
      paragraphs.add("## Other keys that would do");
      paragraphs.add(
          String.join("\n", certificate.runnersUp().stream().map(Reservations::runnerUp).toList()));
    }
  }

  private static String runnerUp(Certificate.RunnerUp other) {
    return "- "
        + Phrases.tuple(other.columns().stream().map(c -> "`" + c + "`").toList())
        + ": "
        + other.why();
  }

  private void openAnswers() {
    if (!certificate.openAnswers().isEmpty()) {
      paragraphs.add("## Open answers");
      paragraphs.add(
          "SQL leaves these to the engine; the table holds one of the SELECT's answers.");
      paragraphs.add(
          String.join(
              "\n",
              certificate.openAnswers().stream()
                  .map(
                      o ->
                          "- `"
                              + o.column()
                              + "`: "
                              + o.reason()
                              + ". To close it: "
                              + o.remedy()
                              + ".")
                  .toList()));
    }
  }
}
