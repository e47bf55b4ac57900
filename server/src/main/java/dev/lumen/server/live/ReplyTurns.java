package dev.lumen.server.live;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.turn.NewTurn;
import dev.lumen.server.turn.TurnIntake;
import dev.lumen.server.turn.TurnView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The turns that replies become. Methods that take a talk are called with its lock held.
 *
 * @param intake the way that all turns take
 */
record ReplyTurns(LiveSessions sessions, Talks talks, TurnIntake intake) {
  private static final String ASSISTANT = "Lumen";

  /** A reply was heard to its end, or as far as it was: it becomes a turn. */
  TurnView finish(Actor actor, LiveTalk talk, Speech speech, String text, Map<String, ?> more) {
    TurnView turn = store(actor, talk.id(), speech.messageId(), text, speech.whole(), more);
    if (speech.isPlayed()) {
      sessions.forgetReply(actor, talk.id());
    }
    over(actor, talk);
    return turn;
  }

  /** A reply is over and stored: it is the person's turn. */
  void over(Actor actor, LiveTalk talk) {
    talk.speak(null);
    if (talk.state() == LiveState.SPEAKING || talk.state() == LiveState.PROCESSING) {
      LiveSessions.Cause cause = LiveSessions.Cause.of("reply_finished");
      talks.move(actor, talk, LiveState.WAITING_FOR_USER, cause);
    }
  }

  /** Stores a reply as a turn. */
  TurnView store(
      Actor actor,
      UUID conversation,
      UUID messageId,
      String text,
      Responder.@Nullable Reply reply,
      Map<String, ?> more) {
    Map<String, Object> source = new LinkedHashMap<>(more);
    source.put("message_id", messageId);
    if (reply != null) {
      source.put("engine", reply.engine());
      source.put("fallback", reply.fallback());
      if (reply.brokenOff()) {
        source.put("broken_off", true);
      }
    }
    NewTurn turn = NewTurn.with(ASSISTANT, text, Json.text(source));
    return intake.processHeard(actor, conversation, turn);
  }

  /** Sets right what a process before this one has left in the middle of a reply. */
  void recover() {
    Actor service = new Actor.Service();
    for (LiveSession left : sessions.cutOff()) {
      LiveSession.Spoken reply = left.reply();
      if (reply != null && !sessions.isTurn(left.conversationId(), reply.messageId())) {
        Map<String, ?> more = Map.of("heard", "unknown");
        store(service, left.conversationId(), reply.messageId(), reply.text(), null, more);
      }
      sessions.forgetReply(service, left.conversationId());
      // Elsewhere than in the middle of a reply, the state says what happened after it.
      if (left.state().mayBecome(LiveState.WAITING_FOR_USER)) {
        LiveSessions.Cause restarted = LiveSessions.Cause.of("restarted");
        sessions.move(service, left.conversationId(), LiveState.WAITING_FOR_USER, restarted);
      }
    }
  }
}
