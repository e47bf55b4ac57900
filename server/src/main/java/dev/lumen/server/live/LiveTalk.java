package dev.lumen.server.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is being spoken on this node: what need not be stored. Whoever reads or
 * changes it holds its lock, so that one thing happens after another.
 */
final class LiveTalk {
  private static final int KEPT_TURNS = 64;
  private static final int KEPT_CHARS = 4_000;

  private final UUID id;
  private final ReentrantLock lock = new ReentrantLock();
  private final TurnNames names = new TurnNames();
  private final Latest<Final> finals = new Latest<>(KEPT_TURNS);
  private final Map<String, Integer> revisions = new Latest<>(KEPT_TURNS);
  private final StringBuilder heard = new StringBuilder();
  private final AtomicReference<News> news = new AtomicReference<>(News.NONE);
  private LiveState state;
  private long stateSeq;
  private String interim = "";
  private String turn = "";
  private @Nullable Speech speech;
  private long quietSince = System.nanoTime();
  private boolean prompted;
  private boolean overtaken;

  /** A state that the log has told, and the number of its event. */
  private record News(LiveState state, long seq) {
    static final News NONE = new News(LiveState.IDLE, 0);
  }

  /** So many, and then the oldest goes. */
  private static final class Latest<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private final int most;

    Latest(int most) {
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > most;
    }
  }

  /** A final transcript that was stored. */
  record Final(String text, UUID turnId) {
    @Override
    public String toString() {
      return "Final[" + turnId + "]";
    }
  }

  /**
   * A talk as the store has it.
   *
   * @param said what was said in it before this node came to know it
   */
  LiveTalk(UUID id, LiveState state, String said) {
    this.id = id;
    this.state = state;
    hear(said);
  }

  UUID id() {
    return id;
  }

  ReentrantLock lock() {
    return lock;
  }

  LiveState state() {
    return state;
  }

  /** The state as it was just stored, or found. */
  void settled(LiveState to, long seq) {
    stateSeq = Math.max(stateSeq, seq);
    state = to;
    touched();
  }

  /** The log tells a state; who holds the lock next takes notice. Needs no lock. */
  void told(LiveState to, long seq) {
    news.accumulateAndGet(
        new News(to, seq), (known, later) -> later.seq() > known.seq() ? later : known);
  }

  /**
   * Takes notice of what the log has told. A move that nobody made here was made on another node,
   * by somebody who does not hear the reply that is being given here.
   */
  void catchUp() {
    News latest = news.get();
    if (latest.seq() > stateSeq) {
      settled(latest.state(), latest.seq());
      overtaken = speech != null;
    }
  }

  /** Whether the conversation went on elsewhere while a reply was being given here. */
  boolean isOvertaken() {
    return overtaken;
  }

  @Nullable Speech speech() {
    return speech;
  }

  void speak(@Nullable Speech next) {
    speech = next;
    overtaken = false;
    touched();
  }

  String interim() {
    return interim;
  }

  /** What was heard so far, the latest few thousand characters. */
  String heard() {
    return heard.toString();
  }

  /**
   * Takes interim words of a turn in.
   *
   * @param name the client's name for the turn, null for the current one
   * @param given the client's number of this version, 0 to have it counted
   * @return the version's number, or 0 when a newer one or the final is known already
   */
  int interim(@Nullable String name, int given, String text) {
    String wanted = turn(name);
    if (finals.containsKey(wanted)) {
      return 0;
    }
    // Each turn has its own: several people may speak, each in a turn of theirs.
    int before = revisions.getOrDefault(wanted, 0);
    int next = given > 0 ? given : before + 1;
    if (next <= before) {
      return 0;
    }
    revisions.put(wanted, next);
    turn = wanted;
    interim = text;
    touched();
    return next;
  }

  /** The name of a turn; by default of the one that is being spoken without a name. */
  String turn(@Nullable String name) {
    return name == null ? names.current() : name;
  }

  @Nullable Final known(String name) {
    return finals.get(name);
  }

  /** The final that was known last, and its name; null for none. */
  Map.@Nullable Entry<String, Final> latest() {
    return finals.lastEntry();
  }

  /** A final that was stored before this node came to know the talk, or while it forgot it. */
  void remember(String name, Final stored) {
    finals.put(name, stored);
  }

  /** A final transcript was stored. */
  void finished(String name, Final stored, String cleaned) {
    finals.put(name, stored);
    revisions.remove(name);
    if (turn.equals(name) || names.isCurrent(turn)) {
      turn = "";
      interim = "";
    }
    names.finished(name);
    hear((heard.isEmpty() ? "" : " ") + cleaned);
    touched();
  }

  private void hear(String text) {
    heard.append(text);
    heard.delete(0, Cut.at(heard, Math.max(0, heard.length() - KEPT_CHARS)));
  }

  /** Something happened: whoever waits is not waited for yet. */
  void touched() {
    quietSince = System.nanoTime();
    prompted = false;
  }

  /** Whether nothing has happened for so long. */
  boolean isQuietFor(long nanos) {
    return System.nanoTime() - quietSince > nanos;
  }

  /** True once after each silence. */
  boolean promptOnce() {
    boolean first = !prompted;
    prompted = true;
    return first;
  }
}
