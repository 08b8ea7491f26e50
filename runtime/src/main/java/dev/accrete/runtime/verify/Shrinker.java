package dev.accrete.runtime.verify;

import dev.accrete.compiler.CompileOptions;
import dev.accrete.compiler.load.ProjectFiles;
import dev.accrete.runtime.engine.CancelledException;
import dev.accrete.runtime.engine.EngineException;
import dev.accrete.runtime.verify.EquivalenceFailure.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

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
    failure = ending(failure.test(), failure.mismatch(), failure.subject());
    boolean smaller = true;
    while (smaller && !isOver()) {
      int before = size(failure);
      failure = withoutSteps(failure);
      failure = withoutRows(failure);
      failure = plainRuns(failure);
      smaller = size(failure) < before;
    }
    return plainValues(failure);
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
        size += run.models().size() + run.refreshed().size();
        size += run.incident().isPresent() ? 10 : 0;
        size += run.interruption().map(i -> 10 + i.write().rows().size()).orElse(0);
      }
    }
    return size;
  }

  private Subject subject(TestCase test) {
    Subject subject = Subject.of(ProjectFiles.of(test.files()), options, test.names());
    return test.hasOtherStrategies()
        ? subject.otherwise(Subject.of(ProjectFiles.of(Pins.unpinned(test.files())), options))
        : subject;
  }

  /** Models that the failing one does not read go, the last first. */
  private Failure withoutModels(Failure failure) {
    Failure smallest = failure;
    List<String> names = failure.subject().models().stream().map(m -> m.name()).toList();
    for (int i = names.size() - 1; i >= 0; i--) {
      Failure before = smallest;
      Map<String, String> files = new TreeMap<>(smallest.test().files());
      String gone = names.get(i);
      files.keySet().removeIf(path -> path.endsWith("/" + gone + ".sql"));
      TestCase test =
          smallest.test().withFiles(files).with(withoutModel(smallest.test().steps(), gone));
      smallest =
          again(smallest, test, Optional.empty())
              .or(() -> withoutModel(before, gone))
              .orElse(smallest);
    }
    return smallest;
  }

  /** Where another file names the model its own stays, and it is not run. */
  private Optional<Failure> withoutModel(Failure failure, String gone) {
    Subject rest = failure.subject().without(gone);
    TestCase test = failure.test().with(withoutModel(failure.test().steps(), gone));
    return rest.models().isEmpty()
        ? Optional.empty()
        : again(failure, test.of(rest.names()), Optional.of(rest));
  }

  private static List<Step> withoutModel(List<Step> steps, String model) {
    List<Step> others = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof Step.Run run && !run.models().isEmpty()) {
        List<String> rest = run.models().stream().filter(m -> !m.equals(model)).toList();
        if (!rest.isEmpty()) {
          others.add(new Step.Run(rest, run.refreshed(), run.interruption(), run.incident()));
        }
      } else {
        others.add(step);
      }
    }
    return others;
  }

  private Failure withoutSteps(Failure failure) {
    return without(failure, f -> f.test().steps(), this::withSteps);
  }

  private Failure withoutRows(Failure failure) {
    Failure smallest = failure;
    for (int i = 0; i < smallest.test().steps().size(); i++) {
      if (smallest.test().steps().get(i) instanceof Step.Write) {
        int at = i;
        smallest =
            without(
                smallest,
                f -> ((Step.Write) f.test().steps().get(at)).rows(),
                (f, rows) -> withStep(f, at, ((Step.Write) f.test().steps().get(at)).with(rows)));
      }
    }
    return smallest;
  }

  /** Without stretches of a list: half of it, a quarter and so on, the last first. */
  private static <T> Failure without(
      Failure failure,
      Function<Failure, List<T>> list,
      BiFunction<Failure, List<T>, Optional<Failure>> tried) {
    Failure smallest = failure;
    int length = list.apply(smallest).size();
    while (length > 0) {
      int end = list.apply(smallest).size();
      while (end > 0) {
        int from = Math.max(0, end - length);
        List<T> rest = new ArrayList<>(list.apply(smallest));
        rest.subList(from, end).clear();
        smallest = tried.apply(smallest, rest).orElse(smallest);
        end = Math.min(from, list.apply(smallest).size());
      }
      length /= 2;
    }
    return smallest;
  }

  /** One value in each column in which it may be any. */
  private Failure plainValues(Failure failure) {
    Failure smallest = failure;
    for (DataTable table : failure.test().tables()) {
      for (int i = 0; i < table.columns().size(); i++) {
        if (i != table.loadedAt() && !table.uniqueKey().contains(i)) {
          List<Step> steps = PlainerValues.with(smallest.test().steps(), table, i);
          if (!steps.equals(smallest.test().steps())) {
            smallest = withSteps(smallest, steps).orElse(smallest);
          }
        }
      }
    }
    return smallest;
  }

  /** Runs of all models; a write during a run before or after it. */
  private Failure plainRuns(Failure failure) {
    Failure smallest = failure;
    for (int i = 0; i < smallest.test().steps().size(); i++) {
      if (smallest.test().steps().get(i) instanceof Step.Run run && !run.equals(Step.Run.ALL)) {
        for (List<Step> simpler : simpler(run)) {
          List<Step> steps = new ArrayList<>(smallest.test().steps());
          if (steps.get(i).equals(run) && !simpler.equals(List.of(run))) {
            steps.remove(i);
            steps.addAll(i, simpler);
            smallest = withSteps(smallest, steps).orElse(smallest);
          }
        }
      }
    }
    return smallest;
  }

  private static List<List<Step>> simpler(Step.Run run) {
    List<List<Step>> simpler = new ArrayList<>();
    simpler.add(List.of(Step.Run.ALL));
    run.interruption()
        .map(Step.Interruption::write)
        .ifPresent(
            write -> {
              simpler.add(List.of(write, Step.Run.ALL));
              simpler.add(List.of(Step.Run.ALL, write, Step.Run.ALL));
              simpler.add(List.of(run.undisturbed(), write, run.undisturbed()));
            });
    simpler.add(List.of(run.undisturbed()));
    simpler.add(List.of(new Step.Run(run.models(), List.of(), run.interruption())));
    return simpler;
  }

  private Optional<Failure> withStep(Failure failure, int number, Step step) {
    List<Step> steps = new ArrayList<>(failure.test().steps());
    steps.set(number, step);
    return withSteps(failure, steps);
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
          .map(m -> ending(test, m, subject));
    } catch (CancelledException e) {
      throw e;
    } catch (NotTestableException | EngineException e) {
      return Optional.empty();
    }
  }

  /** What comes after the step that went wrong was not played. */
  private static Failure ending(TestCase test, Mismatch mismatch, Subject subject) {
    List<Step> steps = test.steps();
    int end = Math.min(steps.size(), mismatch.step() + 1);
    return new Failure(test.with(steps.subList(0, end)), mismatch, subject);
  }

  private static String kind(Mismatch mismatch) {
    String message = mismatch.message();
    return mismatch.kind() == Kind.WRONG_TABLE
        ? "wrong"
        : mismatch.kind()
            + message.substring(0, Math.min(60, message.length())).replaceAll("[0-9]", "");
  }
}
