package dev.lumen.server.realtime;

/** Decides where a subscription begins. */
final class StartPlaces {
  private StartPlaces() {}

  static Start choose(Position position, Resume resume, String epoch) {
    long last = position.lastSeq();
    Long after = resume.after();
    if (after == null) {
      return start(last, position, null);
    }
    if (resume.epoch() != null && !resume.epoch().equals(epoch)) {
      return start(0, position, Start.Reset.OTHER_EPOCH);
    }
    if (after > last) {
      return start(0, position, Start.Reset.AHEAD_OF_HISTORY);
    }
    return start(Math.max(0, after), position, null);
  }

  private static Start start(
      long after, Position position, Start.@org.jspecify.annotations.Nullable Reset reset) {
    // A reset begins with the oldest event kept: what was removed before it is no gap to a client
    // that has just been told to forget everything.
    long from = reset == null ? after : position.oldestSeq() - 1;
    return new Start(from, position.lastSeq(), position.oldestSeq(), reset);
  }
}
