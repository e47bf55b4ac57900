package dev.lumen.server.realtime;

import dev.lumen.server.database.Trip;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What turns change in the figures of their conversations (D-07, D-08), on the last trip of the
 * transaction that stores them. The database books it behind each statement that changes turns;
 * whoever knows it may say it together with the events that tell of the turns instead, which takes
 * the database a fifth less time.
 */
public final class Booking {
  /** For the rest of the transaction. */
  private static final String ITSELF = "set local lumen.figures = 'booked'";

  /** As the database orders ids: two transactions change their conversations in the same order. */
  private static final Comparator<UUID> BY_ID =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private final Trip last;
  private final boolean together;
  private final Map<UUID, FiguresChange> changes = new HashMap<>();

  private Booking(Trip last, boolean together) {
    this.last = last;
    this.together = together;
  }

  /**
   * Goes together with the events. Only the statements of this trip may change turns, behind this
   * call, and all of them have to be added.
   */
  public static Booking together(Trip last) {
    last.tell(ITSELF, _ -> {});
    return new Booking(last, true);
  }

  /** Is left to the database, as other statements change turns, too. */
  public static Booking byTheDatabase(Trip last) {
    return new Booking(last, false);
  }

  /** Adds what a turn changes. */
  public void add(UUID conversation, FiguresChange change) {
    changes.merge(conversation, change, FiguresChange::sum);
  }

  /**
   * Writes the events, books what was added, and commits.
   *
   * @param drafts of each conversation that something was added of, in order
   */
  public void commit(Map<UUID, List<EventDraft>> drafts) {
    if (!together) {
      EventStore.appendAndCommit(last, drafts);
      return;
    }
    Map<UUID, List<EventDraft>> inOrder = new TreeMap<>(BY_ID);
    inOrder.putAll(drafts);
    Trip.Answer<Long> written = EventAppend.booked(last, inOrder, changes);
    last.goAndCommit();
    EventAppend.requireAll(inOrder, written);
  }
}
