package dev.lumen.server.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The facts of conversations whose figures were asked for lately, in chunks of turns. Events tell
 * which turns have changed since, and only their chunks are read again. Nothing is remembered of
 * what an actor may see: whoever asks has been let in to the conversation.
 */
final class ConversationFacts {
  /** Of all conversations together; those that were asked for longest ago go. */
  private static final int MOST_CHUNKS = 500;

  private static final String STATE =
      """
      SELECT k.last_event_seq, k.turns, k.last_turn_seq,
             (SELECT created_at FROM conversation_events e
               WHERE e.conversation_id = k.conversation_id AND e.seq = k.last_event_seq) AS told,
             (SELECT created_at FROM conversation_events e
               WHERE e.conversation_id = k.conversation_id AND e.seq = :known) AS known
        FROM conversation_counters k WHERE k.conversation_id = :id
      """;

  private static final String CHANGED =
      """
      SELECT DISTINCT seq / :size AS chunk FROM turns
       WHERE id = ANY (array(
         SELECT DISTINCT coalesce(payload ->> 'turn_id', payload -> 'turn' ->> 'turn_id')::uuid
           FROM conversation_events WHERE conversation_id = :id AND seq > :known AND seq <= :now))
      """;

  private final Map<UUID, Known> known = new LinkedHashMap<>(16, 0.75f, true);

  /** A conversation as it was when its events had come to a number. */
  private record Known(
      long seq, @Nullable Instant told, int turns, SortedMap<Integer, TurnChunk> chunks) {
    static final Known NOTHING = new Known(0, null, 0, new TreeMap<>());
  }

  /** A conversation as it is, and when the event was told up to which it is known. */
  private record State(
      long seq, int turns, int lastTurn, @Nullable Instant told, @Nullable Instant known) {}

  /**
   * What its turns say now.
   *
   * @param turns the turns together
   * @param corrections all corrections
   * @param contexts contexts by how many turns they led, most first
   * @param chunks what they were put together from
   */
  record Facts(
      TurnFacts.Sum turns,
      CorrectionFacts corrections,
      List<String> contexts,
      List<TurnChunk> chunks) {

    /** The time of each turn of a person. */
    DoubleStream peopleMs() {
      return chunks.stream().flatMap(it -> it.peopleMs().stream()).mapToDouble(it -> it);
    }
  }

  /** The facts of a conversation that the actor of the transaction may see. */
  Facts of(Handle handle, UUID id) {
    Known before = before(id);
    State state = state(handle, id, before.seq());
    Known now =
        before.told() != null
                && before.told().equals(state.known())
                && state.turns() >= before.turns()
            ? followed(handle, id, before, state)
            : read(handle, id, state);
    if (stored(now) < state.turns()) {
      now = read(handle, id, state); // turns came without events
    }
    remember(id, now);
    List<TurnChunk> chunks = List.copyOf(now.chunks().values());
    return new Facts(
        TurnChunk.sum(chunks),
        new CorrectionFacts(
            chunks.stream().flatMap(it -> it.corrections().all().stream()).toList()),
        contexts(chunks),
        chunks);
  }

  private static State state(Handle handle, UUID id, long known) {
    return handle
        .createQuery(STATE)
        .bind("id", id)
        .bind("known", known)
        .map(
            (rs, _) ->
                new State(
                    rs.getLong("last_event_seq"),
                    rs.getInt("turns"),
                    rs.getInt("last_turn_seq"),
                    instant(rs.getTimestamp("told")),
                    instant(rs.getTimestamp("known"))))
        .findOne()
        .orElse(new State(0, 0, 0, null, null));
  }

  private static @Nullable Instant instant(java.sql.@Nullable Timestamp time) {
    return time == null ? null : time.toInstant();
  }

  private static Known followed(Handle handle, UUID id, Known before, State state) {
    if (before.seq() == state.seq()) {
      return before;
    }
    Set<Integer> changed =
        handle
            .createQuery(CHANGED)
            .bind("id", id)
            .bind("known", before.seq())
            .bind("now", state.seq())
            .bind("size", TurnChunk.SIZE)
            .mapTo(Integer.class)
            .collect(Collectors.toSet());
    SortedMap<Integer, TurnChunk> chunks = new TreeMap<>(before.chunks());
    changed.forEach(chunk -> chunks.put(chunk, TurnChunk.of(handle, id, chunk)));
    return new Known(state.seq(), state.told(), state.turns(), chunks);
  }

  private static Known read(Handle handle, UUID id, State state) {
    SortedMap<Integer, TurnChunk> chunks = new TreeMap<>();
    for (int chunk = 0; chunk <= state.lastTurn() / TurnChunk.SIZE; chunk++) {
      chunks.put(chunk, TurnChunk.of(handle, id, chunk));
    }
    return new Known(state.seq(), state.told(), state.turns(), chunks);
  }

  private static int stored(Known now) {
    return now.chunks().values().stream().mapToInt(TurnChunk::stored).sum();
  }

  private static List<String> contexts(List<TurnChunk> chunks) {
    Map<String, Integer> turns = new HashMap<>();
    chunks.forEach(
        chunk -> chunk.contexts().forEach((name, n) -> turns.merge(name, n, Integer::sum)));
    return turns.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private synchronized Known before(UUID id) {
    return known.getOrDefault(id, Known.NOTHING);
  }

  private synchronized void remember(UUID id, Known now) {
    known.put(id, now);
    int chunks = known.values().stream().mapToInt(it -> it.chunks().size()).sum();
    for (UUID eldest : new ArrayList<>(known.keySet())) {
      if (chunks <= MOST_CHUNKS || eldest.equals(id)) {
        return;
      }
      Known gone = known.remove(eldest);
      chunks -= gone == null ? 0 : gone.chunks().size();
    }
  }
}
