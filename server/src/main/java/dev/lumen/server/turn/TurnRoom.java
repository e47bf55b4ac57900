package dev.lumen.server.turn;

import dev.lumen.cleaner.Cleaner;
import dev.lumen.server.conversation.ContextStore;
import dev.lumen.server.conversation.ConversationStore;
import dev.lumen.server.database.Database;
import dev.lumen.server.measure.Measurements;
import dev.lumen.server.queue.TurnQueue;
import java.time.InstantSource;

/**
 * What intake and processor share.
 *
 * @param database where everything is stored
 * @param turns the store of turns
 * @param conversations the store of conversations
 * @param contexts what conversations are about
 * @param cleaning the cleaner with the conversations' memories
 * @param secondLook what turns change in earlier ones
 * @param queue where turns wait
 * @param results lets callers wait for queued turns
 * @param own the turns that this node queued itself
 * @param doubts where turns are told that a language model could better
 * @param clock the time
 * @param measurements where times are noted
 */
public record TurnRoom(
    Database database,
    TurnStore turns,
    ConversationStore conversations,
    ContextStore contexts,
    TurnCleaning cleaning,
    SecondLook secondLook,
    TurnQueue queue,
    TurnResults results,
    OwnTurns own,
    Doubts doubts,
    InstantSource clock,
    Measurements measurements) {

  /** Wires the room around a database, a cleaner and a queue. */
  public static TurnRoom of(
      Database database, Cleaner cleaner, TurnQueue queue, InstantSource clock) {
    return of(database, cleaner, queue, clock, new Measurements(clock));
  }

  /** As above, noting times where others read them. */
  public static TurnRoom of(
      Database database,
      Cleaner cleaner,
      TurnQueue queue,
      InstantSource clock,
      Measurements measurements) {
    TurnStore turns = new TurnStore();
    ContextStore contexts = new ContextStore();
    TurnCleaning cleaning = new TurnCleaning(cleaner, new ConversationMemories(), measurements);
    return new TurnRoom(
        database,
        turns,
        new ConversationStore(),
        contexts,
        cleaning,
        new SecondLook(cleaning),
        queue,
        new TurnResults(),
        new OwnTurns(),
        new Doubts(),
        clock,
        measurements);
  }
}
