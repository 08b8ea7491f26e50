package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a failing case smaller: fewer models, steps and rows, as long as the same kind of failure
 * stays.
 */
final class Shrinker {
  private static final int MOST_ATTEMPTS = 600;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Playground ground;
  private final CompileOptions options;
  private final Disturbance disturbance;
  private final Instant start = Instant.now();
  private final int most;
  private int attempts;

  Shrinker(Playground ground, CompileOptions options, Disturbance disturbance, int most) {
    this.most = most;
    this.ground = ground;
    this.options = options;
    this.disturbance = disturbance;
  }

  /** A smaller case that fails, and how. */
  record Failure(TestCase test, Mismatch mismatch, Subject subject) {}

  Failure shrink(Failure found) {
    Failure failure = withoutModels(found);
    failure =
        withSteps(failure, failure.test().steps().subList(0, failure.mismatch().step() + 1))
            .orElse(failure);
    boolean smaller = true;
    while (smaller && !isOver()) {
      int before = size(failure);
      failure = withoutSteps(failure);
      failure = withoutRows(failure);
      failure = plainRuns(failure);
      smaller = size(failure) < before;
    }
    return failure;
  }

  private boolean isOver() {
    return attempts > MOST_ATTEMPTS
        || Duration.between(start, Instant.now()).compareTo(LONGEST) > 0;
  }

  private static int size(Failure failure) {
    int size = 0;
    for (Step step : failure.test().steps()) {
      size += 3;
      if (step instanceof Step.Write write) {
        size += write.rows().size();
      } else {
        Step.Run run = (Step.Run) step;
        size +=
            run.models().size() + run.refreshed().size() + run.interruption().map(i -> 2).orElse(0);
      }
    }
    return size;
  }

  private Subject subject(TestCase test) {
    return Subject.of(ProjectFiles.of(test.files()), options);
  }

  /** Models that the failing one does not read go, the last first. */
  private Failure withoutModels(Failure failure) {
    Failure smallest = failure;
    List<String> names = failure.subject().models().stream().map(m -> m.name()).toList();
    for (int i = names.size() - 1; i >= 0; i--) {
      Map<String, String> files = new TreeMap<>(smallest.test().files());
      String gone = names.get(i);
      files.keySet().removeIf(path -> path.endsWith("/" + gone + ".sql"));
      TestCase test =
          smallest.test().withFiles(files).with(withoutModel(smallest.test().steps(), gone));
      smallest = again(smallest, test, Optional.empty()).orElse(smallest);
    }
    return smallest;
  }

  private static List<Step> withoutModel(List<Step> steps, String model) {
    List<Step> others = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Run run && !run.models().isEmpty()) {
        List<String> rest = run.models().stream().filter(m -> !m.equals(model)).toList();
        if (!rest.isEmpty()) {
          others.add(new Step.Run(rest, run.refreshed(), run.interruption()));
        }
      } else {
        others.add(step);
      }
    }
    return others;
  }

  private Failure withoutSteps(Failure failure) {
    Failure smallest = failure;
    for (int i = smallest.test().steps().size() - 1; i >= 0; i--) {
      if (i < smallest.test().steps().size()) {
        List<Step> steps = new ArrayList<>(smallest.test().steps());
        steps.remove(i);
        smallest = withSteps(smallest, steps).orElse(smallest);
      }
    }
    return smallest;
  }

  private Failure withoutRows(Failure failure) {
    Failure smallest = failure;
    for (int i = 0; i < smallest.test().steps().size(); i++) {
      if (smallest.test().steps().get(i) instanceof Step.Write write) {
        for (int row = write.rows().size() - 1; row >= 0; row--) {
          List<Step> steps = new ArrayList<>(smallest.test().steps());
          Step.Write now = (Step.Write) steps.get(i);
          List<List<String>> rows = new ArrayList<>(now.rows());
          rows.remove(row);
          steps.set(i, now.with(rows));
          smallest = withSteps(smallest, steps).orElse(smallest);
        }
      }
    }
    return smallest;
  }

  private Failure plainRuns(Failure failure) {
    Failure smallest = failure;
    for (int i = 0; i < smallest.test().steps().size(); i++) {
      if (smallest.test().steps().get(i) instanceof Step.Run run && !run.equals(Step.Run.ALL)) {
        for (Step.Run simpler :
            List.of(
                Step.Run.ALL,
                run.undisturbed(),
                new Step.Run(run.models(), List.of(), run.interruption()))) {
          List<Step> steps = new ArrayList<>(smallest.test().steps());
          steps.set(i, simpler);
          if (!simpler.equals(run)) {
            smallest = withSteps(smallest, steps).orElse(smallest);
          }
        }
      }
    }
    return smallest;
  }

  private Optional<Failure> withSteps(Failure failure, List<Step> steps) {
    return again(failure, failure.test().with(steps), Optional.of(failure.subject()));
  }

  /** The case fails in the same way: a wrong table stays a wrong table. */
  private Optional<Failure> again(Failure failure, TestCase test, Optional<Subject> known) {
    attempts++;
    if (isOver()) {
      return Optional.empty();
    }
    try {
      Subject subject = known.isPresent() ? known.get() : subject(test);
      if (!Fairness.holds(test, subject.readBy())) {
        return Optional.empty();
      }
      Optional<Mismatch> mismatch = Trial.of(ground, subject, test, disturbance, most).mismatch();
      return mismatch
          .filter(m -> kind(m).equals(kind(failure.mismatch())))
          .map(m -> new Failure(test, m, subject));
    } catch (NotTestableException | EngineException e) {
      return Optional.empty();
    }
  }

  private static String kind(Mismatch mismatch) {
    String message = mismatch.message();
    return message.isEmpty()
        ? "wrong"
        : message.substring(0, Math.min(60, message.length())).replaceAll("[0-9]", "");
  }
}
