package dev.accrete.runtime.state;

/**
 * What a source holds that a model has not taken in.
 *
 * @param newBatches batches that the model has not seen
 * @param reopened batches that grew after it saw them
 * @param shrunk batches that lost rows after its position, and nobody knows which
 * @param rows by how many rows they grew, all together
 * @param deleted copies of rows that left, where another source holds such
 * @param unexplained whether those copies are not, or not only, of the rows that left
 */
public record PendingBatches(
    long newBatches, long reopened, long shrunk, long rows, long deleted, boolean unexplained) {
  /** Nothing pending. */
  public static final PendingBatches NONE = new PendingBatches(0, 0, 0, 0);

  /** What a source holds of which nobody keeps deleted rows. */
  public PendingBatches(long newBatches, long reopened, long shrunk, long rows) {
    this(newBatches, reopened, shrunk, rows, 0, false);
  }

  /** The same with copies of deleted rows. */
  public PendingBatches with(long copies, boolean leftUnexplained) {
    return new PendingBatches(newBatches, reopened, shrunk, rows, copies, leftUnexplained);
  }

  /** Whether new batches came and nothing else happened. */
  public boolean insertsAlone() {
    return reopened + shrunk + deleted == 0 && !unexplained;
  }

  /** Whether there is anything. */
  public boolean any() {
    return newBatches + reopened + shrunk + deleted > 0 || unexplained;
  }
}
