package dev.accrete.compiler.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A script of many models in its pieces: what comes before them all, a part for each, and what
 * comes behind them. A model's part goes by nothing but its plan and the tables that Accrete keeps
 * in the target, so a writer who has it from before need not have it made again.
 */
public final class ScriptParts {
  /** So many models' parts are in memory at once. */
  private static final int AT_ONCE = 64;

  private final String head;
  private final List<ModelPlan> plans;
  private final Function<ModelPlan, String> part;
  private final String tail;

  /** Takes the pieces of a script in their order. */
  public interface Receiver {
    /** Whether it has a model's part already; asked once for each, in order, some ahead. */
    boolean has(ModelPlan plan);

    /** The part that it has comes next. */
    void kept(ModelPlan plan);

    /** This part comes next. */
    void made(ModelPlan plan, String text);

    /** This comes next: it is no model's. */
    void common(String text);
  }

  ScriptParts(String head, List<ModelPlan> plans, Function<ModelPlan, String> part, String tail) {
    this.head = head;
    this.plans = List.copyOf(plans);
    this.part = part;
    this.tail = tail;
  }

  /** Writes all of it to somebody who has nothing. */
  public void write(Consumer<? super CharSequence> out) {
    write(
        new Receiver() {
          @Override
          public boolean has(ModelPlan plan) {
            return false;
          }

          @Override
          public void kept(ModelPlan plan) {
            throw new IllegalStateException("nobody has the part of " + plan.model());
          }

          @Override
          public void made(ModelPlan plan, String text) {
            out.accept(text);
          }

          @Override
          public void common(String text) {
            out.accept(text);
          }
        });
  }

  /** Writes what somebody does not have, and names the rest in its place. */
  public void write(Receiver receiver) {
    receiver.common(head);
    for (int i = 0; i < plans.size(); i += AT_ONCE) {
      List<ModelPlan> some = plans.subList(i, Math.min(i + AT_ONCE, plans.size()));
      List<Boolean> has = new ArrayList<>();
      some.forEach(plan -> has.add(receiver.has(plan)));
      List<String> made =
          IntStream.range(0, some.size())
              .parallel()
              .mapToObj(k -> has.get(k) ? "" : part.apply(some.get(k)))
              .toList();
      for (int k = 0; k < some.size(); k++) {
        if (has.get(k)) {
          receiver.kept(some.get(k));
        } else {
          receiver.made(some.get(k), made.get(k));
        }
      }
    }
    receiver.common(tail);
  }
}
