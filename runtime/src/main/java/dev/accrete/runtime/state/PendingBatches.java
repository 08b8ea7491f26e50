package dev.accrete.runtime.state;

/**
 * What a source holds that a model has not taken in.
 *
 * @param newBatches batches that the model has not seen
 * @param reopened batches that grew after it saw them
 * @param shrunk batches that lost rows after its position
 * @param rows by how many rows they grew, all together
 */
public record PendingBatches(long newBatches, long reopened, long shrunk, long rows) {
  /** Nothing pending. */
  public static final PendingBatches NONE = new PendingBatches(0, 0, 0, 0);

  /** Whether new batches came and nothing else happened. */
  public boolean insertsAlone() {
    return reopened + shrunk == 0;
  }

  /** Whether there is anything. */
  public boolean any() {
    return newBatches + reopened + shrunk > 0;
  }
}
