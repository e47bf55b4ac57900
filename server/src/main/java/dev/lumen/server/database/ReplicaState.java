package dev.lumen.server.database;

import java.util.Locale;

/** How the read replica is, whether or not it is in use. */
public enum ReplicaState {
  /** It comes along with the primary within milliseconds. */
  FOLLOWING,
  /** It lacks some of what the primary has, and is looked at until it does not. */
  BEHIND,
  /** It cannot be reached, or is not ready to be asked. */
  AWAY,
  /** It is of another cluster, database or role, and never asked. */
  UNFIT;

  /** As answers have it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
