package dev.lumen.server.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it is being spoken on this node: what need not be stored. Whoever reads or
 * changes it holds its lock, so that one thing happens after another.
 */
final class LiveTalk {
  private static final int KEPT_FINALS = 64;
  private static final int KEPT_CHARS = 4_000;

  private final UUID id;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Final> finals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Final> eldest) {
          return size() > KEPT_FINALS;
        }
      };
  private final StringBuilder heard = new StringBuilder();
  private LiveState state;
  private long stateSeq;
  private String interim = "";
  private String turn = "";
  private int revision;
  private int turns;
  private @Nullable Speech speech;
  private long quietSince = System.nanoTime();
  private boolean prompted;

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
    heard.append(said, Math.max(0, said.length() - KEPT_CHARS), said.length());
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

  /** A state that was told; older news than what is known is left aside. */
  void told(LiveState to, long seq) {
    if (seq > stateSeq) {
      settled(to, seq);
    }
  }

  @Nullable Speech speech() {
    return speech;
  }

  void speak(@Nullable Speech next) {
    speech = next;
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
    String wanted = name == null ? current() : name;
    if (finals.containsKey(wanted)) {
      return 0;
    }
    if (!wanted.equals(turn)) {
      turn = wanted;
      revision = 0;
    }
    int next = given > 0 ? given : revision + 1;
    if (next <= revision) {
      return 0;
    }
    revision = next;
    interim = text;
    touched();
    return next;
  }

  /** The name of the turn that is being spoken. */
  String turn(@Nullable String name) {
    return name == null ? current() : name;
  }

  private String current() {
    return "turn-" + (turns + 1);
  }

  @Nullable Final known(String name) {
    return finals.get(name);
  }

  /** A final transcript was stored. */
  void finished(String name, String text, UUID turnId, String cleaned) {
    finals.put(name, new Final(text, turnId));
    turns++;
    turn = "";
    revision = 0;
    interim = "";
    heard.append(heard.isEmpty() ? "" : " ").append(cleaned);
    if (heard.length() > KEPT_CHARS) {
      heard.delete(0, heard.length() - KEPT_CHARS);
    }
    touched();
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
