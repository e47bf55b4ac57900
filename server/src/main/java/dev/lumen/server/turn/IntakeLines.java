package dev.lumen.server.turn;

import dev.lumen.server.database.Actor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where turns stand until they go: a line for each actor, and which conversations are on the way. A
 * turn does not go while an earlier one of its conversation is on the way in another group, in
 * whose hands the conversation is: it would only be sent back. It goes with the next one.
 */
final class IntakeLines {
  private final Lock door = new ReentrantLock(); // of all that is here
  private final Map<Actor, Line> lines = new HashMap<>();

  /** How many turns of each conversation are on the way. */
  private final Map<UUID, Integer> onTheWay = new HashMap<>();

  /** Those in which somebody would go if his conversation were not on the way. */
  private final Set<Line> held = new LinkedHashSet<>();

  /** What one who stands in line is told: to lead a group, or how its own turn ended. */
  record News(IntakeGroups.@Nullable Outcome outcome) {
    private static final News LEAD = new News(null);
  }

  private enum Place {
    WAITING,
    LEADING,
    TAKEN
  }

  /** One who stands in line. */
  static final class Entry {
    private final Arrival arrival;
    private final Line line;
    private final BlockingQueue<News> news = new LinkedBlockingQueue<>();
    private Place place = Place.WAITING;
    private boolean patient = true;

    private Entry(Arrival arrival, Line line) {
      this.arrival = arrival;
      this.line = line;
    }

    Arrival arrival() {
      return arrival;
    }

    BlockingQueue<News> news() {
      return news;
    }
  }

  /** Those of one actor. While nobody waits and none is on the way, it is not there. */
  private static final class Line {
    private final Actor actor;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int groups;

    Line(Actor actor) {
      this.actor = actor;
    }

    /** Whether it is for this one to lead the next group, if his conversation lets him. */
    boolean isDue(Entry entry) {
      return entry.place == Place.WAITING && (groups == 0 || !entry.patient);
    }
  }

  /** Puts a turn at the end of its actor's line; where none of that is on the way, it leads. */
  Entry join(Actor actor, Arrival arrival) {
    door.lock();
    try {
      Entry entry = new Entry(arrival, lines.computeIfAbsent(actor, Line::new));
      entry.line.waiting.add(entry);
      goOn(entry.line);
      return entry;
    } finally {
      door.unlock();
    }
  }

  /**
   * Lets a turn that still waits lead a group, although others of its line are on the way, as soon
   * as none of its conversation is.
   */
  void losesPatience(Entry entry) {
    door.lock();
    try {
      entry.patient = false;
      goOn(entry.line);
    } finally {
      door.unlock();
    }
  }

  /**
   * Takes those who wait first and may go.
   *
   * @return nobody, where the leader has gone with somebody else meanwhile
   */
  List<Entry> next(Entry leader, int most) {
    door.lock();
    try {
      List<Entry> group = new ArrayList<>();
      if (leader.place == Place.LEADING) {
        leader.place = Place.WAITING;
        leader.line.waiting.stream().filter(this::isFree).limit(most).forEach(group::add);
      }
      leader.line.waiting.removeAll(new HashSet<>(group));
      for (Entry entry : group) {
        entry.place = Place.TAKEN;
        onTheWay.merge(entry.arrival.conversationId(), 1, Integer::sum);
      }
      return group;
    } finally {
      door.unlock();
    }
  }

  /** A group has come back with some of its turns; the first who may go lead the next ones. */
  void handOver(Entry leader, Collection<Entry> ended) {
    door.lock();
    try {
      leader.line.groups--;
      leave(leader.line, ended);
    } finally {
      door.unlock();
    }
  }

  /** A turn that its group had left behind has come back. */
  void comesBack(Entry entry) {
    door.lock();
    try {
      leave(entry.line, List.of(entry));
    } finally {
      door.unlock();
    }
  }

  private void leave(Line line, Collection<Entry> ended) {
    for (Entry entry : ended) {
      onTheWay.computeIfPresent(
          entry.arrival.conversationId(), (_, turns) -> turns == 1 ? null : turns - 1);
    }
    goOn(line);
    List.copyOf(held).forEach(this::goOn);
    if (line.groups == 0 && line.waiting.isEmpty()) {
      lines.remove(line.actor, line);
    }
  }

  /** Sends off the first who is due and whose conversation is free; a line without one waits. */
  private void goOn(Line line) {
    line.waiting.stream()
        .filter(entry -> line.isDue(entry) && isFree(entry))
        .findFirst()
        .ifPresent(this::sendOff);
    if (line.waiting.stream().anyMatch(line::isDue)) {
      held.add(line);
    } else {
      held.remove(line);
    }
  }

  private boolean isFree(Entry entry) {
    return !onTheWay.containsKey(entry.arrival.conversationId());
  }

  private void sendOff(Entry leader) {
    leader.place = Place.LEADING;
    leader.news.add(News.LEAD);
    leader.line.groups++;
  }
}
