package dev.lumen.server.live;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a spoken conversation is doing. The table below is the whole state machine; {@code
 * docs/protocol/live.md} draws it and a test compares the two.
 */
public enum LiveState {
  /** Nothing has been said, or nobody is there. */
  IDLE,
  /** A person speaks, or their microphone is open. */
  LISTENING,
  /** What they said is being cleaned and answered. */
  PROCESSING,
  /** A reply is being given. */
  SPEAKING,
  /** The reply is over; it is the person's turn. */
  WAITING_FOR_USER,
  /** Something failed that somebody has to see to. */
  ERROR,
  /** Over for good. */
  ENDED;

  private static final Map<LiveState, Set<LiveState>> NEXT =
      Map.of(
          IDLE, EnumSet.of(LISTENING, PROCESSING, ERROR, ENDED),
          LISTENING, EnumSet.of(IDLE, PROCESSING, SPEAKING, WAITING_FOR_USER, ERROR, ENDED),
          PROCESSING, EnumSet.of(IDLE, LISTENING, SPEAKING, WAITING_FOR_USER, ERROR, ENDED),
          SPEAKING, EnumSet.of(IDLE, LISTENING, PROCESSING, WAITING_FOR_USER, ERROR, ENDED),
          WAITING_FOR_USER, EnumSet.of(IDLE, LISTENING, PROCESSING, SPEAKING, ERROR, ENDED),
          ERROR, EnumSet.of(IDLE, LISTENING, ENDED),
          ENDED, EnumSet.noneOf(LiveState.class));

  /** As it stands on the wire and in the store. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that name, in any case; empty when there is none. */
  public static Optional<LiveState> of(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(state -> state.wireName().equals(wanted)).findFirst();
  }

  /** Every name, for messages that say what may be sent. */
  public static List<String> names() {
    return Arrays.stream(values()).map(LiveState::wireName).toList();
  }

  /** The states that may follow; staying is always allowed and changes nothing. */
  public Set<LiveState> next() {
    return NEXT.getOrDefault(this, Set.of());
  }

  /** Whether the move is legal, staying included. */
  public boolean mayBecome(LiveState other) {
    return this == other || next().contains(other);
  }

  /** Whether a recogniser should be running. */
  public boolean isListening() {
    return this == LISTENING;
  }

  /** Whether a reply should be sounding. */
  public boolean isSpeaking() {
    return this == SPEAKING;
  }
}
