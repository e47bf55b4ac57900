package dev.lumen.server.live;

import dev.lumen.server.database.Actor;
import dev.lumen.server.turn.TurnView;
import java.util.Optional;
import java.util.UUID;

/**
 * Something said and its reply, for clients that ask and wait.
 *
 * @param heard what was said, cleaned
 * @param reply what was answered; empty when somebody interrupted, or the responder failed
 */
record Exchange(TurnView heard, Optional<Speaking.Given> reply) {

  /** Says something in a conversation and waits for the reply; both are stored then. */
  static Exchange of(LiveRoom room, Actor actor, UUID conversation, Listening.Words words) {
    Listening.Heard heard = room.listening().finish(actor, conversation, words, true);
    LiveTalk talk = room.talks().of(actor, conversation);
    return new Exchange(heard.turn(), Optional.ofNullable(room.speaking().giveNow(actor, talk)));
  }
}
