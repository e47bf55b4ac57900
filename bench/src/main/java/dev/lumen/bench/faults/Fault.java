package dev.lumen.bench.faults;

import java.util.Locale;

/** What can go wrong. */
enum Fault {
  /** kill -9 of a node, which is started again. */
  KILL_NODE,
  /** A node stands still for longer than its leases last. */
  FREEZE_NODE,
  /** kill -9 of PostgreSQL's first process. */
  KILL_POSTGRES,
  /** PostgreSQL stops in an orderly way and starts again. */
  RESTART_POSTGRES,
  /** PostgreSQL refuses connections for some seconds. */
  REFUSE_POSTGRES,
  /** The disk that PostgreSQL writes to is full for some seconds. */
  FILL_DISK,
  /** Redis is emptied. */
  FLUSH_REDIS,
  /** Redis is killed, and started again empty after a while. */
  KILL_REDIS;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
