package dev.lumen.server.turn;

import dev.lumen.cleaner.EarlierTurn;
import dev.lumen.cleaner.Lesson;
import dev.lumen.cleaner.Revision;
import dev.lumen.cleaner.Span;
import dev.lumen.cleaner.TakenBack;
import dev.lumen.server.realtime.EventDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Looks at earlier turns again when a turn has taught something: in the transaction of that turn,
 * at the {@value #TURNS} turns of people before it and no more.
 */
final class SecondLook {
  /** How many turns of people a later one may correct. */
  static final int TURNS = 12;

  private final TurnCleaning cleaning;
  private final ReadingStore readings = new ReadingStore();

  SecondLook(TurnCleaning cleaning) {
    this.cleaning = cleaning;
  }

  /**
   * A stored turn that has taught something.
   *
   * @param turnId its id
   * @param seq its place in the conversation
   * @param lesson what it taught
   */
  record Taught(UUID turnId, int seq, Lesson lesson) {}

  /** What a turn and its result have taught; nothing for a turn that waits. */
  static List<Taught> of(Collection<TurnRow> rows) {
    List<Taught> taught = new ArrayList<>();
    for (TurnRow row : rows) {
      CleanedResult result = row.result();
      if (result != null) {
        taught.add(new Taught(row.id(), row.seq(), result.lesson()));
      }
    }
    return taught;
  }

  /**
   * Corrects the turns before those that taught something, and returns the events that tell of it.
   *
   * @param taught stored turns of one conversation, in their order
   */
  List<EventDraft> after(Handle handle, UUID conversationId, List<Taught> taught, Instant now) {
    List<Taught> lessons = taught.stream().filter(it -> !it.lesson().isEmpty()).toList();
    if (lessons.isEmpty()) {
      return List.of();
    }
    List<Seen> seen = load(handle, conversationId, lessons);
    for (Taught one : lessons) {
      List<Seen> before = seen.stream().filter(it -> it.seq() < one.seq()).toList();
      look(
          handle,
          conversationId,
          before.subList(Math.max(0, before.size() - TURNS), before.size()),
          one);
    }
    List<EventDraft> events = new ArrayList<>();
    for (Seen turn : seen) {
      if (turn.changed) {
        cleaning.reword(handle, conversationId, turn.stored.view(), turn.reading.cleanedText());
        events.addAll(
            readings
                .write(handle, turn.stored.view(), turn.reading, turn.told(), true, now)
                .events());
      }
    }
    return events;
  }

  private List<Seen> load(Handle handle, UUID conversationId, List<Taught> lessons) {
    int first = lessons.getFirst().seq();
    int last = lessons.getLast().seq();
    List<Seen> seen = new ArrayList<>();
    readings.earlier(handle, conversationId, 1, first, TURNS).forEach(it -> seen.add(new Seen(it)));
    if (last > first) {
      readings
          .earlier(handle, conversationId, first, last, last - first)
          .forEach(it -> seen.add(new Seen(it)));
    }
    return seen;
  }

  private void look(Handle handle, UUID conversationId, List<Seen> before, Taught taught) {
    List<EarlierTurn> earlier = before.stream().map(Seen::forCleaner).toList();
    for (Revision revision : cleaning.revise(handle, conversationId, earlier, taught.lesson())) {
      before.get(revision.index()).take(revision, taught.turnId());
    }
  }

  /** A turn under a second look. */
  private static final class Seen {
    private final ReadingStore.Stored stored;
    private final Set<String> added = new HashSet<>();
    private Reading reading;
    private boolean changed;

    Seen(ReadingStore.Stored stored) {
      this.stored = stored;
      this.reading = Reading.of(stored.view());
    }

    int seq() {
      return stored.view().seq();
    }

    EarlierTurn forCleaner() {
      Set<Span> decided =
          reading.corrections().stream()
              .filter(CorrectionView::isDecided)
              .map(it -> it.toCorrection().position())
              .collect(Collectors.toSet());
      return new EarlierTurn(stored.turn(), reading.plain(), decided);
    }

    void take(Revision revision, UUID taughtBy) {
      Reading before = reading;
      List<CorrectionView> all = new ArrayList<>();
      revision.added().forEach(it -> all.add(CorrectionView.of(it, taughtBy)));
      all.forEach(it -> added.add(it.id()));
      for (CorrectionView old : reading.corrections()) {
        if (all.stream().noneMatch(it -> it.position().overlaps(old.position()))) {
          all.add(old);
        }
      }
      reading = reading.with(all);
      TakenBack mark = revision.takenBack();
      if (mark != null) {
        CorrectionView.Position place =
            new CorrectionView.Position(mark.position().start(), mark.position().end());
        reading =
            reading.takingBack(
                new TakenBackView(mark.claim(), mark.replacement(), place, taughtBy));
      }
      changed |= !reading.equals(before);
    }

    List<CorrectionView> told() {
      return reading.corrections().stream().filter(it -> added.contains(it.id())).toList();
    }
  }
}
