package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.ApiException;
import dev.lumen.server.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the states, legal moves and illegal ones, in a conversation of its own, so that none
 * of the caller's ends.
 */
record TransitionTrial(LiveRoom room, Database database, Principal caller) {
  private static final List<LiveState> MOVES =
      List.of(
          LiveState.SPEAKING,
          LiveState.LISTENING,
          LiveState.PROCESSING,
          LiveState.SPEAKING,
          LiveState.LISTENING,
          LiveState.PROCESSING,
          LiveState.SPEAKING,
          LiveState.WAITING_FOR_USER,
          LiveState.ERROR,
          LiveState.SPEAKING,
          LiveState.IDLE,
          LiveState.ENDED,
          LiveState.IDLE);

  /** H-36. */
  record Transitions(
      UUID conversationId, String initialState, String finalState, List<Tried> transitionsTested) {}

  /** A move that was tried, and why it was refused if it was. */
  record Tried(String from, String to, boolean success, @Nullable String error) {}

  /** All of it; {@code asked} is the conversation in whose name it is done. */
  Transitions run(UUID asked) {
    UUID id =
        room.sessions()
            .create(caller.actor(), caller.id(), "Trial of states", SessionStore.New.STANDARD)
            .id();
    List<Tried> tried = new ArrayList<>();
    LiveState at = LiveState.IDLE;
    for (LiveState to : MOVES) {
      String error = null;
      LiveState from = at;
      try {
        at = room.move(caller.actor(), id, to, Map.of()).to();
      } catch (ApiException refused) {
        error = refused.message();
      }
      tried.add(new Tried(from.wireName(), to.wireName(), error == null, error));
    }
    database.write(
        caller.actor(), handle -> handle.execute("DELETE FROM conversations WHERE id = ?", id));
    return new Transitions(asked, LiveState.IDLE.wireName(), at.wireName(), tried);
  }
}
