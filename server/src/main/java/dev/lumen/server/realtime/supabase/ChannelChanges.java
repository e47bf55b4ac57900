package dev.lumen.server.realtime.supabase;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One channel's way to the changes it asked for. While the channel keeps up it is handed each one;
 * when its queue is full, and at the beginning, it reads by itself from a position in the history
 * until it has caught up. So nothing is left out and nothing is kept for it alone.
 */
final class ChannelChanges {
  private static final int PAGE = 128;

  private final Outbox outbox;
  private final ChangeFanout fanout;
  private final Consumer<Boolean> whenFromTables;
  private volatile boolean live;
  private volatile boolean released;
  private volatile boolean ended;
  // Written by whoever feeds the channel at the moment: the fan-out while live, else the reader.
  private volatile Position cursor;
  private @Nullable ChangeGroup group;
  private Iterator<Change> backlog = Collections.emptyIterator();

  /**
   * @param after where it begins
   * @param whenFromTables is told when it had to go on from the tables, and whether they told all
   */
  ChannelChanges(
      Outbox outbox, ChangeFanout fanout, Position after, Consumer<Boolean> whenFromTables) {
    this.outbox = outbox;
    this.fanout = fanout;
    this.cursor = after;
    this.whenFromTables = whenFromTables;
  }

  void joined(ChangeGroup joined) {
    group = joined;
  }

  @Nullable ChangeGroup group() {
    return group;
  }

  /** Lets changes through: what has to be told before them is in the outbox. */
  void release() {
    released = true;
    outbox.wake();
  }

  void end() {
    ended = true;
  }

  /** A change for a channel that keeps up. Called by the fan-out. */
  void deliver(Change change, byte[] frame) {
    if (live && !outbox.offer(frame)) {
      live = false;
      Position at = change.position();
      cursor = new Position(at.lsn(), at.index() - 1, at.committed());
      outbox.wake();
    }
  }

  boolean isBehind() {
    return released && !live && !ended;
  }

  /**
   * Reads on in the history. Called by the connection's writing thread.
   *
   * @return whether anything was put into the outbox or the channel went live
   */
  boolean readOn() {
    ChangeGroup mine = group;
    if (!isBehind() || mine == null) {
      return false;
    }
    List<Change> page = next();
    if (page.isEmpty()) {
      return backlog.hasNext() || fanout.goLive(this);
    }
    for (Change change : page) {
      UUID owner = mine.seesAll() ? null : fanout.owner(change);
      byte[] frame = mine.frame(change, owner);
      if (frame != null) {
        outbox.add(frame);
      }
      // What comes from the tables has no place of its own in the history.
      if (change.position().compareTo(cursor) > 0) {
        cursor = change.position();
      }
    }
    return true;
  }

  private List<Change> next() {
    if (!backlog.hasNext()) {
      List<Change> page = fanout.history().after(cursor, PAGE);
      if (page != null) {
        return page;
      }
      readMissed();
    }
    List<Change> page = new ArrayList<>();
    while (backlog.hasNext() && page.size() < PAGE) {
      page.add(backlog.next());
    }
    return page;
  }

  /** The history does not reach back to the cursor: what the tables still tell comes first. */
  private void readMissed() {
    MissedChanges.Page missed = fanout.missed().since(cursor);
    backlog = missed.changes().iterator();
    cursor = missed.until();
    whenFromTables.accept(missed.complete());
  }

  /** Called by the fan-out, in step with it, when the cursor has reached the end. */
  void goLive() {
    live = true;
  }

  Position cursor() {
    return cursor;
  }
}
