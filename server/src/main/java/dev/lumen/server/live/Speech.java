package dev.lumen.server.live;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reply that is being given. Guarded by the lock of its talk. */
final class Speech {
  /** People speak about fifteen characters a second; half of that is slow. */
  private static final long NANOS_PER_CHAR = 1_000_000_000L / 7;

  private static final long PATIENCE = 10_000_000_000L;

  /** Nothing stands between the words of these. */
  private static final Set<UnicodeScript> WITHOUT_BLANKS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private static final Set<Byte> MARKS =
      Set.of(Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK);

  private final UUID messageId = UUID.randomUUID();
  private final StringBuilder text = new StringBuilder();
  private final boolean played;
  private boolean stored;
  private int revision;
  private int heardChars;
  private long pausedAt;
  private long wholeAt;
  private Responder.@Nullable Reply whole;
  private @Nullable Thread worker;

  /**
   * A reply.
   *
   * @param played whether a client tells how much of it was heard; otherwise it counts as heard as
   *     soon as it is whole
   */
  Speech(boolean played) {
    this.played = played;
  }

  UUID messageId() {
    return messageId;
  }

  boolean isPlayed() {
    return played;
  }

  /** It is whole, and a turn already: what is heard of it changes the state alone. */
  void stored(Responder.Reply reply) {
    whole(reply);
    stored = true;
  }

  boolean isStored() {
    return stored;
  }

  /** Whoever is to be interrupted when nobody wants it any more; null for nobody. */
  void workedOnBy(@Nullable Thread thread) {
    worker = thread;
  }

  /** Stops whoever still works on it. */
  void cancel() {
    Thread thread = worker;
    if (thread != null && !thread.equals(Thread.currentThread())) {
      thread.interrupt();
    }
  }

  /** Adds a piece; answers the number of this version. */
  int add(String piece) {
    text.append(piece);
    return ++revision;
  }

  String text() {
    return text.toString();
  }

  void whole(Responder.Reply reply) {
    whole = reply;
    wholeAt = System.nanoTime();
    text.setLength(0);
    text.append(reply.text());
  }

  Responder.@Nullable Reply whole() {
    return whole;
  }

  /** A client has played up to there. */
  void heard(int chars) {
    heardChars = Math.clamp(chars, heardChars, Math.max(heardChars, text.length()));
  }

  int heardChars() {
    return heardChars;
  }

  /** What was heard of it, to the end of the last whole word. */
  String heardText() {
    if (heardChars >= text.length()) {
      return text.toString();
    }
    int end = heardChars;
    while (end > 0 && !isEndOfWord(end)) {
      end--;
    }
    return text.substring(0, end).stripTrailing();
  }

  /** A blank follows, or nothing that belongs to a character of those that know no blanks. */
  private boolean isEndOfWord(int end) {
    int next = text.codePointAt(end);
    return Character.isWhitespace(next)
        || (Cut.at(text, end) == end
            && WITHOUT_BLANKS.contains(UnicodeScript.of(text.codePointBefore(end)))
            && UnicodeScript.of(next) != UnicodeScript.INHERITED
            && !MARKS.contains((byte) Character.getType(next)));
  }

  void pause() {
    pausedAt = System.nanoTime();
  }

  void resume() {
    pausedAt = 0;
    wholeAt = System.nanoTime();
  }

  boolean isPaused() {
    return pausedAt != 0;
  }

  boolean isPausedFor(long nanos) {
    return isPaused() && System.nanoTime() - pausedAt > nanos;
  }

  /** Whether it must be over by now, although nobody has said so. */
  boolean isOverdue() {
    long left = (long) text.length() - heardChars;
    return whole != null
        && !isPaused()
        && System.nanoTime() - wholeAt > PATIENCE + left * NANOS_PER_CHAR;
  }
}
