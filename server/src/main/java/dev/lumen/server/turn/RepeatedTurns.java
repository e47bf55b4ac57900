package dev.lumen.server.turn;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.conversation.RequestKey;
import dev.lumen.server.database.Actor;
import dev.lumen.server.database.Database;
import dev.lumen.server.database.DatabaseException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns that clients may send again: the id of such a turn follows from the key of its request, so
 * that it is stored once, by whichever node, for as long as it is there.
 */
final class RepeatedTurns {
  private final Database database;
  private final TurnStore turns;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  RepeatedTurns(Database database, TurnStore turns) {
    this.database = database;
    this.turns = turns;
  }

  /**
   * A turn as a client sent it.
   *
   * @param key null where the request has none
   */
  record Sent(Actor actor, UUID conversationId, NewTurn turn, @Nullable RequestKey key) {}

  /**
   * Takes a turn in unless it is there.
   *
   * @param take takes it in under an id
   * @param known answers for the turn that an earlier request has stored
   * @throws ApiException 422 when the key stands for another turn, 409 while one is being taken in
   */
  <T> T once(Sent sent, Function<UUID, T> take, Function<TurnView, T> known) {
    RequestKey key = sent.key();
    if (key == null) {
      return take.apply(UUID.randomUUID());
    }
    UUID id = key.idIn(sent.conversationId());
    if (!underWay.add(id)) {
      throw RequestKey.underWay("A turn with this Idempotency-Key is being taken in.");
    }
    try {
      Optional<TurnView> before = stored(sent, id);
      return before.isPresent() ? known.apply(before.get()) : taken(sent, id, take, known);
    } finally {
      underWay.remove(id);
    }
  }

  private <T> T taken(Sent sent, UUID id, Function<UUID, T> take, Function<TurnView, T> known) {
    try {
      return take.apply(id);
    } catch (DatabaseException e) {
      if (e.kind() != DatabaseException.Kind.CONSTRAINT) {
        throw e;
      }
      // Another node was faster.
      return known.apply(stored(sent, id).orElseThrow(() -> e));
    }
  }

  private Optional<TurnView> stored(Sent sent, UUID id) {
    return database.read(
        sent.actor(),
        handle -> {
          Optional<TurnView> found = turns.find(handle, id);
          if (found.isPresent() && !turns.cameAs(handle, id, sent.turn())) {
            throw RequestKey.usedOtherwise();
          }
          return found;
        });
  }
}
