package dev.accrete.runtime.execute;

import dev.accrete.compiler.load.ProjectSettings.OnBreach;
import dev.accrete.compiler.load.ProjectSettings.OnChange;
import dev.accrete.compiler.plan.ModelPlan;
import java.util.List;

/**
 * A model that a run shall bring up to date.
 *
 * @param plan what the compiler made of it
 * @param fullRefresh rebuild it, whatever is pending
 * @param takesOver replace a table or view of its name that somebody else made
 * @param onChange what to do if its fingerprint is another one than the table was built with
 * @param maxShare the share of stored keys above which it is rebuilt in full
 * @param leastKeys stored keys below which the share does not count
 * @param whyFull why a recompute would be unsound; empty where there is one
 * @param onBreach what to do if a declaration that the recompute relies on proves false
 * @param sees the views and ephemeral models that it reads: it waits for them where the run has
 *     them, and does not run where one failed
 */
public record ModelRequest(
    ModelPlan plan,
    boolean fullRefresh,
    boolean takesOver,
    OnChange onChange,
    double maxShare,
    long leastKeys,
    String whyFull,
    OnBreach onBreach,
    List<String> sees) {
  public ModelRequest {
    sees = List.copyOf(sees);
  }

  /** The share of stored keys above which a run rebuilds in full, unless a model says otherwise. */
  public static final double DEFAULT_MAX_SHARE = 0.3;

  /** Stored keys below which the default share does not count. */
  public static final long DEFAULT_LEAST_KEYS = 10_000;

  /** A model with the defaults. */
  public static ModelRequest of(ModelPlan plan) {
    return new ModelRequest(
        plan,
        false,
        false,
        OnChange.REBUILD,
        DEFAULT_MAX_SHARE,
        DEFAULT_LEAST_KEYS,
        "",
        OnBreach.REBUILD,
        List.of());
  }

  /** The same, to be rebuilt. */
  public ModelRequest refreshed() {
    return new ModelRequest(
        plan, true, takesOver, onChange, maxShare, leastKeys, whyFull, onBreach, sees);
  }

  /** The same, to be rebuilt in place of whatever table or view has its name. */
  public ModelRequest takingOver() {
    return new ModelRequest(
        plan, true, true, onChange, maxShare, leastKeys, whyFull, onBreach, sees);
  }

  /** The same with another reaction to a changed model. */
  public ModelRequest onChange(OnChange reaction) {
    return new ModelRequest(
        plan, fullRefresh, takesOver, reaction, maxShare, leastKeys, whyFull, onBreach, sees);
  }

  /** The same with a share that was written down, which counts for small tables too. */
  public ModelRequest maxShare(double share) {
    return new ModelRequest(
        plan, fullRefresh, takesOver, onChange, share, 0, whyFull, onBreach, sees);
  }

  /** The same with the reason why only a full rebuild is sound. */
  public ModelRequest whyFull(String reason) {
    return new ModelRequest(
        plan, fullRefresh, takesOver, onChange, maxShare, leastKeys, reason, onBreach, sees);
  }

  /** The same with another reaction to a declaration that proves false. */
  public ModelRequest onBreach(OnBreach reaction) {
    return new ModelRequest(
        plan, fullRefresh, takesOver, onChange, maxShare, leastKeys, whyFull, reaction, sees);
  }

  /** The same, reading these views and ephemeral models. */
  public ModelRequest seeing(List<String> views) {
    return new ModelRequest(
        plan, fullRefresh, takesOver, onChange, maxShare, leastKeys, whyFull, onBreach, views);
  }

  String model() {
    return plan.model();
  }
}
