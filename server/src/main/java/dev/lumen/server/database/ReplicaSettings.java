package dev.lumen.server.database;

/**
 * A hot standby of the database that heavy reads may be sent to.
 *
 * @param url its address, in the form of LUMEN_DATABASE_URL
 * @param use when it is asked
 */
public record ReplicaSettings(String url, Use use) {

  /** When heavy reads go to the standby. */
  public enum Use {
    /** While the primary is slow: the remedy {@code read_replica} switches it on and off. */
    WHEN_SLOW,
    /** All the time. */
    ALWAYS
  }

  /** Without the address, which may hold a password. */
  @Override
  public String toString() {
    return "ReplicaSettings[url=(set, not shown), use=" + use + "]";
  }
}
