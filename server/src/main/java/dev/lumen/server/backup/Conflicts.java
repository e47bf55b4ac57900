package dev.lumen.server.backup;

/** What becomes of a conversation that is in the backup and in the database. */
public enum Conflicts {
  /** Nothing is restored at all; the message says how many there are. */
  FAIL,
  /** It stays as it is in the database. */
  SKIP,
  /** It becomes what it is in the backup, as a whole. */
  REPLACE
}
