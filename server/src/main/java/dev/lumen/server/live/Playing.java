package dev.lumen.server.live;

import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventType;
import java.util.Map;
import java.util.UUID;

/**
 * A reply on its way to somebody's ears: how much of it was heard, and what stops it. Its methods
 * are called with the talk's lock held.
 */
final class Playing {
  private final LiveSessions sessions;
  private final Talks talks;
  private final ReplyTurns turns;

  Playing(LiveSessions sessions, Talks talks, ReplyTurns turns) {
    this.sessions = sessions;
    this.talks = talks;
    this.turns = turns;
  }

  /** A client has played a reply up to a character, or to its end. */
  void heard(Actor actor, LiveTalk talk, UUID messageId, int chars, boolean finished) {
    Speech speech = talk.speech();
    if (speech == null || !speech.messageId().equals(messageId)) {
      return;
    }
    speech.heard(chars);
    Responder.Reply whole = speech.whole();
    if (finished && whole != null) {
      finish(actor, talk, speech, whole.text(), Map.of());
    }
  }

  private void finish(Actor actor, LiveTalk talk, Speech speech, String text, Map<String, ?> more) {
    if (speech.isStored()) {
      turns.over(actor, talk);
    } else {
      turns.finish(actor, talk, speech, text, more);
    }
  }

  /** Somebody makes a sound while a reply is given: it pauses until it is clear what that was. */
  void pause(Actor actor, LiveTalk talk) {
    Speech speech = talk.speech();
    if (speech != null && talk.state() == LiveState.SPEAKING && !speech.isPaused()) {
      speech.pause();
      talks.move(actor, talk, LiveState.LISTENING, LiveSessions.Cause.of("barge_in"));
      tell(talk, "reply_paused", speech);
    }
  }

  /** It was nothing: the reply goes on from where it was heard. */
  void resume(Actor actor, LiveTalk talk) {
    Speech speech = talk.speech();
    if (speech != null && speech.isPaused()) {
      speech.resume();
      talks.move(actor, talk, LiveState.SPEAKING, LiveSessions.Cause.of("false_interruption"));
      tell(talk, "reply_resumed", speech);
    }
  }

  /** Somebody speaks: whatever reply there is stops, and only what was heard of it is stored. */
  void interrupt(Actor actor, LiveTalk talk) {
    Speech speech = talk.speech();
    if (speech == null) {
      return;
    }
    speech.cancel();
    String heard = speech.heardText();
    tell(talk, "reply_interrupted", speech);
    talk.speak(null);
    if (speech.isStored()) {
      return;
    }
    if (!heard.isBlank()) {
      Map<String, ?> cut = Map.of("interrupted", true, "generated_chars", speech.text().length());
      turns.store(actor, talk.id(), speech.messageId(), heard, speech.whole(), cut);
    }
    if (speech.isPlayed()) {
      sessions.forgetReply(actor, talk.id());
    }
  }

  private void tell(LiveTalk talk, String what, Speech speech) {
    talks.publish(
        talk,
        EventType.SPEECH_EVENT,
        LiveEvents.speech(
            what, Map.of("message_id", speech.messageId(), "heard_chars", speech.heardChars())));
  }

  /** Looks after replies that nobody reports on any more. */
  void tick(Actor actor, LiveTalk talk, long falseAfterNanos) {
    Speech speech = talk.speech();
    if (speech == null) {
      return;
    }
    if (talk.isOvertaken()) {
      interrupt(actor, talk);
    } else if (speech.isPausedFor(falseAfterNanos)) {
      resume(actor, talk);
    } else if (speech.isPlayed() && speech.isOverdue()) {
      finish(actor, talk, speech, speech.text(), Map.of("heard", "unknown"));
    }
  }
}
