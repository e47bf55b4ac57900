package dev.lumen.server.feed;

/** What happened to a row, or with TRUNCATE to all rows of a table. */
public enum ChangeKind {
  INSERT,
  UPDATE,
  DELETE,
  TRUNCATE
}
