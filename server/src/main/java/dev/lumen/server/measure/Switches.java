package dev.lumen.server.measure;

/**
 * What remedies have switched for the time being. Rooms that can do with less ask here, each time.
 */
public final class Switches {
  private volatile boolean localCleaningOnly;
  private volatile boolean cachedReads;
  private volatile boolean fewerMetrics;

  /** Whether language models are to be left alone, because they are slow. */
  public boolean localCleaningOnly() {
    return localCleaningOnly;
  }

  /** Sets {@link #localCleaningOnly}. */
  public void localCleaningOnly(boolean on) {
    localCleaningOnly = on;
  }

  /** Whether answers that are expensive and often asked for may be a second old. */
  public boolean cachedReads() {
    return cachedReads;
  }

  /** Sets {@link #cachedReads}. */
  public void cachedReads(boolean on) {
    cachedReads = on;
  }

  /** Whether live figures are told less often, because screens do not keep up. */
  public boolean fewerMetrics() {
    return fewerMetrics;
  }

  /** Sets {@link #fewerMetrics}. */
  public void fewerMetrics(boolean on) {
    fewerMetrics = on;
  }
}
