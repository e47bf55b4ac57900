package dev.lumen.server.performance;

import dev.lumen.server.database.Actor;
import dev.lumen.server.database.ArrayOf;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.measure.Operation;
import dev.lumen.server.measure.TurnTrace;
import dev.lumen.server.realtime.ConversationEvent;
import dev.lumen.server.realtime.DeliveryListener;
import dev.lumen.server.realtime.EventType;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long events take from the hub to the socket, and keeps it on the turn: many
 * turns in one statement, some seconds later. Under load only a sample of turns is kept, so that
 * this costs no more than {@link #MOST} rows each time.
 */
public final class DeliveryTimes implements DeliveryListener {
  /** Turns in one statement. */
  static final int MOST = 200;

  private static final Actor SERVICE = new Actor.Service();
  private static final String TURN_ID = "\"turn_id\"";
  private static final int UUID_LENGTH = 36;

  private static final String STORE =
      """
      WITH measured AS (
        SELECT id, conversation_id, micros / 1000.0 AS millis
          FROM unnest(:turns, :conversations, :micros) AS m (id, conversation_id, micros)),
      held AS (
        SELECT k.conversation_id FROM conversation_counters k
         WHERE k.conversation_id IN (SELECT conversation_id FROM measured)
         ORDER BY k.conversation_id FOR UPDATE SKIP LOCKED)
      UPDATE turns t
         SET websocket_latency_ms = greatest(coalesce(t.websocket_latency_ms, 0), m.millis)
        FROM measured m JOIN held USING (conversation_id)
       WHERE t.id = m.id
      """;

  private record Turn(UUID conversationId, int micros) {}

  private final Operation delivery;
  private final TurnTrace trace;
  private final InstantSource clock;
  private final Database database;
  private Map<UUID, Turn> waiting = new HashMap<>();

  public DeliveryTimes(Measurements measurements, Database database, InstantSource clock) {
    this.clock = clock;
    this.delivery = measurements.operation("websocket.delivery");
    this.trace = measurements.trace();
    this.database = database;
  }

  @Override
  public void delivered(ConversationEvent event, long nanos) {
    delivery.record(nanos);
    if (event.type().equals(EventType.TURN_PROCESSED.wireName())) {
      note(event, (int) Math.min(nanos / 1_000, Integer.MAX_VALUE));
      if (trace.isOn()) {
        UUID turn = turnId(event.payload());
        if (turn != null) {
          trace.ended(turn, TurnTrace.Stage.SOCKET, clock.instant(), nanos);
        }
      }
    }
  }

  private synchronized void note(ConversationEvent event, int micros) {
    if (waiting.size() >= MOST) {
      return;
    }
    UUID turn = turnId(event.payload());
    if (turn != null) {
      waiting.merge(
          turn,
          new Turn(event.conversationId(), micros),
          (before, now) -> before.micros() >= now.micros() ? before : now);
    }
  }

  /** The id without reading all of the payload: it may be long, and this is the writer's thread. */
  private static @Nullable UUID turnId(String payload) {
    int name = payload.indexOf(TURN_ID);
    int quote = name < 0 ? -1 : payload.indexOf('"', name + TURN_ID.length());
    try {
      return quote < 0 || quote + 1 + UUID_LENGTH > payload.length()
          ? null
          : UUID.fromString(payload.substring(quote + 1, quote + 1 + UUID_LENGTH));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * Stores what was measured since the last time. Conversations that somebody holds at the moment
   * are left out: nobody waits for a statistic.
   */
  public void store() {
    Map<UUID, Turn> turns;
    synchronized (this) {
      turns = waiting;
      waiting = new HashMap<>();
    }
    if (turns.isEmpty()) {
      return;
    }
    try {
      database.write(
          SERVICE,
          handle ->
              handle
                  .createUpdate(STORE)
                  .bind("turns", ArrayOf.uuids(turns.keySet()))
                  .bind("conversations", ArrayOf.uuids(turns.values(), Turn::conversationId))
                  .bind("micros", ArrayOf.integers(turns.values(), Turn::micros))
                  .execute());
    } catch (DatabaseException away) {
      System.getLogger(DeliveryTimes.class.getName())
          .log(System.Logger.Level.DEBUG, "Latencies of {0} turns are not kept", turns.size());
    }
  }
}
