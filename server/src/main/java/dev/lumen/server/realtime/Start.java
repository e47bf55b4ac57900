package dev.lumen.server.realtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription begins.
 *
 * @param after the first event delivered has a greater number
 * @param lastSeq number of the newest event at this moment
 * @param oldestSeq number of the oldest event still kept
 * @param reset why the wished place could not be resumed from, so that everything kept is sent
 *     anew; null when it could
 */
public record Start(long after, long lastSeq, long oldestSeq, @Nullable Reset reset) {

  /** Why a subscriber has to forget what it has. */
  public enum Reset {
    /** Its numbers belong to another history. */
    OTHER_EPOCH,
    /** It has seen more than there is: the history was put back. */
    AHEAD_OF_HISTORY;

    /** As clients read it. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
