package dev.lumen.server.live;

import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.turn.TurnIntake;
import dev.lumen.server.turn.TurnView;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replies: given piece by piece and told as they are known. {@link Playing} is what becomes of them
 * while they are heard. Methods that take a talk are called with its lock held, unless they say so.
 */
final class Speaking {
  private static final System.Logger LOG = System.getLogger(Speaking.class.getName());

  private final LiveSessions sessions;
  private final Talks talks;
  private final ReplyTurns turns;
  private final Playing playing;
  private final Responder responder;

  Speaking(LiveSessions sessions, Talks talks, TurnIntake intake, Responder responder) {
    this.sessions = sessions;
    this.talks = talks;
    this.turns = new ReplyTurns(sessions, talks, intake);
    this.playing = new Playing(sessions, talks, turns);
    this.responder = responder;
  }

  /** What becomes of a reply while it is heard. */
  Playing playing() {
    return playing;
  }

  /** Sets right what a process before this one has left in the middle of a reply. */
  void recover() {
    turns.recover();
  }

  /** A reply that has become a turn. */
  record Given(UUID messageId, Responder.Reply reply, TurnView turn) {}

  /** Begins a reply in a thread of its own; whoever follows the conversation is told. */
  void begin(Actor actor, LiveTalk talk) {
    Speech speech = new Speech(talks.connections().isPlayed(talk.id()));
    talk.speak(speech);
    speech.workedOnBy(
        Thread.ofVirtual()
            .name("reply")
            .start(
                () -> {
                  try {
                    give(actor, talk, speech);
                  } catch (RuntimeException e) {
                    failed(actor, talk, speech, e);
                  }
                }));
  }

  /**
   * Gives a reply and stores it, without the lock; null when somebody interrupted it, or when the
   * responder failed, which is then the conversation's state.
   */
  @Nullable Given giveNow(Actor actor, LiveTalk talk) {
    Speech speech = new Speech(false);
    speech.workedOnBy(Thread.currentThread());
    talks.with(
        talk,
        it -> {
          it.speak(speech);
          return it;
        });
    try {
      return give(actor, talk, speech);
    } catch (RuntimeException e) {
      failed(actor, talk, speech, e);
      return null;
    } finally {
      release(talk, speech);
    }
  }

  /** The caller's thread goes on to answer a request, which an interrupt would cut off. */
  private void release(LiveTalk talk, Speech speech) {
    talks.with(
        talk,
        it -> {
          speech.workedOnBy(null);
          return it;
        });
    if (Thread.interrupted()) {
      LOG.log(Level.DEBUG, "A reply was interrupted while its caller waited");
    }
  }

  private @Nullable Given give(Actor actor, LiveTalk talk, Speech speech) {
    try {
      Responder.Talk said = sessions.talk(actor, talk.id());
      Responder.Reply reply = responder.reply(said, piece -> said(actor, talk, speech, piece));
      return talks.<@Nullable Given>with(talk, it -> whole(actor, it, speech, reply));
    } catch (InterruptedException | Unwanted stopped) {
      return null;
    }
  }

  /** Nobody wants the rest of a reply. */
  private static final class Unwanted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unwanted() {
      super("Nobody wants the rest of this reply", null, false, false);
    }
  }

  private void said(Actor actor, LiveTalk talk, Speech speech, String piece) {
    talks.with(
        talk,
        it -> {
          if (!isWanted(actor, it, speech)) {
            throw new Unwanted();
          }
          int revision = speech.add(piece);
          if (it.state() == LiveState.PROCESSING) {
            talks.move(actor, it, LiveState.SPEAKING, LiveSessions.Cause.of("reply"));
          }
          String soFar = LiveEvents.replySoFar(speech.messageId(), revision, speech.text());
          talks.publish(it, EventType.REPLY_UPDATE, soFar);
          return it;
        });
  }

  /** Whether it is still the reply; it ends here where the conversation went on elsewhere. */
  private boolean isWanted(Actor actor, LiveTalk talk, Speech speech) {
    if (talk.speech() == speech && talk.isOvertaken()) {
      playing.interrupt(actor, talk);
    }
    return talk.speech() == speech;
  }

  private @Nullable Given whole(Actor actor, LiveTalk talk, Speech speech, Responder.Reply reply) {
    if (!isWanted(actor, talk, speech)) {
      return null;
    }
    speech.whole(reply);
    UUID messageId = speech.messageId();
    if (speech.isPlayed()) {
      sessions.keepReply(
          actor,
          talk.id(),
          new LiveSession.Spoken(messageId, reply.text()),
          LiveEvents.reply(messageId, reply, null, null));
      return null;
    }
    sessions.tell(actor, talk.id(), LiveEvents.reply(messageId, reply, null, null));
    return new Given(messageId, reply, turns.finish(actor, talk, speech, reply.text(), Map.of()));
  }

  private void failed(Actor actor, LiveTalk talk, Speech speech, RuntimeException e) {
    boolean wanted = true;
    try {
      wanted =
          talks.with(
              talk,
              it -> {
                if (it.speech() != speech) {
                  return false; // interrupted, and with it whatever it was waiting for
                }
                it.speak(null);
                talks.move(actor, it, LiveState.ERROR, LiveSessions.Cause.of("reply_failed"));
                return true;
              });
    } catch (RuntimeException gone) {
      // The conversation was deleted, or the database is away: the session is set right later.
      LOG.log(Level.DEBUG, "The failure could not be stored", gone);
    }
    if (wanted) {
      LOG.log(Level.WARNING, "A reply could not be given: " + e.getClass().getName());
    }
    LOG.log(Level.DEBUG, "Where it failed", e);
  }

  // --- replies from elsewhere ---

  /** A reply that somebody else gave: a program beside this server, or a person. */
  Given external(
      Actor actor,
      LiveTalk talk,
      String content,
      @Nullable String audioUrl,
      @Nullable Object feedback) {
    if (talk.state() == LiveState.ENDED) {
      throw Listening.over();
    }
    Speech speech = new Speech(true);
    UUID messageId = speech.messageId();
    Responder.Reply reply = new Responder.Reply(content, "external", false);
    Map<String, Object> more = new LinkedHashMap<>();
    if (audioUrl != null) {
      more.put("audio_url", audioUrl);
    }
    if (feedback != null) {
      more.put("feedback", feedback);
    }
    playing.interrupt(actor, talk);
    sessions.tell(actor, talk.id(), LiveEvents.reply(messageId, reply, audioUrl, feedback));
    TurnView turn = turns.store(actor, talk.id(), messageId, content, reply, more);
    if (talk.state() == LiveState.PROCESSING) {
      LiveState next = audioUrl == null ? LiveState.WAITING_FOR_USER : LiveState.SPEAKING;
      talks.move(actor, talk, next, LiveSessions.Cause.of("reply"));
      if (audioUrl != null) {
        speech.stored(reply);
        talk.speak(speech);
      }
    }
    return new Given(messageId, reply, turn);
  }
}
