package dev.lumen.server.review;

import java.util.Map;

/** What a person makes of a correction. */
public enum Decision {
  /** It is right; an offered one is applied. */
  ACCEPT,
  /** It is wrong: the raw text stands there. */
  REJECT,
  /** Something else stands there. */
  MODIFY,
  /** As if nobody had decided. */
  UNDO;

  static final Map<String, Decision> NAMES =
      Map.of("accept", ACCEPT, "reject", REJECT, "modify", MODIFY, "undo", UNDO);
}
