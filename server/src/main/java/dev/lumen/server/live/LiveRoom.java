package dev.lumen.server.live;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.Metronome;
import dev.lumen.server.realtime.RealtimeHub;
import dev.lumen.server.realtime.Start;
import dev.lumen.server.turn.TurnIntake;
import dev.lumen.server.turn.TurnRoom;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The spoken conversations of this node and everything that looks after them. */
public final class LiveRoom implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(LiveRoom.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);

  private final LiveSessions sessions;
  private final Talks talks;
  private final Speaking speaking;
  private final Listening listening;
  private final LivePatience patience;
  private final Metronome time;

  private LiveRoom(
      LiveSessions sessions,
      Talks talks,
      Speaking speaking,
      Listening listening,
      LivePatience patience) {
    this.sessions = sessions;
    this.talks = talks;
    this.speaking = speaking;
    this.listening = listening;
    this.patience = patience;
    this.time =
        Metronome.start("live-clock", TICK, () -> !talks.all().isEmpty(), this::lookAfterAll);
    talks.whenOneBegins(time::wake);
  }

  /**
   * Begins to look after spoken conversations.
   *
   * @param responder who gives replies
   * @param alone whether no other server uses the database, so that replies which were being given
   *     are known to be cut off
   */
  public static LiveRoom open(
      TurnRoom room,
      TurnIntake intake,
      RealtimeHub hub,
      Responder responder,
      LivePatience patience,
      boolean alone) {
    LiveSessions sessions = new LiveSessions(room.database(), room.conversations(), room.clock());
    Talks talks = new Talks(sessions, hub, room.clock());
    Speaking speaking = new Speaking(sessions, talks, intake, responder);
    if (alone) {
      speaking.recover();
    }
    return new LiveRoom(
        sessions, talks, speaking, new Listening(talks, speaking.playing(), intake), patience);
  }

  LiveSessions sessions() {
    return sessions;
  }

  Talks talks() {
    return talks;
  }

  Speaking speaking() {
    return speaking;
  }

  Listening listening() {
    return listening;
  }

  /** Moves a conversation because somebody wants it so; a reply stops when they want to speak. */
  LiveSessions.Moved move(Actor actor, UUID id, LiveState to, Map<String, ?> metadata) {
    LiveTalk talk = talks.of(actor, id);
    return talks.with(
        talk,
        it -> {
          if (to == LiveState.ENDED && it.state() != LiveState.ENDED) {
            // Before the end, as whoever listens is let go with it.
            speaking.playing().interrupt(actor, it);
          }
          LiveSessions.Moved moved =
              talks.move(actor, it, to, new LiveSessions.Cause("request", metadata));
          if (moved.seq() > 0 && to != LiveState.SPEAKING && to != LiveState.PROCESSING) {
            speaking.playing().interrupt(actor, it);
          }
          return moved;
        });
  }

  /** Ends a conversation for good; who is connected is let go. */
  LiveSessions.Moved end(Actor actor, UUID id) {
    return move(actor, id, LiveState.ENDED, Map.of());
  }

  private void lookAfterAll() {
    for (LiveTalk talk : talks.all()) {
      try {
        tick(talk);
      } catch (RuntimeException e) {
        // The database is away, or the conversation was deleted: the next tick tries again.
        LOG.log(Level.DEBUG, "A spoken conversation could not be looked after", e);
      }
    }
    talks.forgetQuiet();
  }

  private void tick(LiveTalk talk) {
    Actor service = new Actor.Service();
    if (!talk.lock().tryLock()) {
      return;
    }
    try {
      talk.catchUp();
      speaking.playing().tick(service, talk, patience.falseInterruption().toNanos());
      boolean waits =
          talk.state() == LiveState.WAITING_FOR_USER || talk.state() == LiveState.LISTENING;
      if (waits && talk.isQuietFor(patience.idlePrompt().toNanos()) && talk.promptOnce()) {
        String prompt = sessions.session(service, talk.id()).personality().idlePrompt();
        talks.publish(
            talk,
            EventType.SPEECH_EVENT,
            LiveEvents.speech("idle_prompt", Map.of("content", prompt)));
      }
    } finally {
      talk.lock().unlock();
    }
  }

  /** The first frame of a socket: the state, what was heard, and the words being spoken. */
  String snapshot(Actor actor, LiveTalk talk, String epoch, Start start) {
    LiveSession session = sessions.session(actor, talk.id());
    return talks.with(
        talk,
        it -> {
          Map<String, Object> payload = LiveEvents.state(session.state());
          payload.put("personality", session.personality().wireName());
          payload.put(
              "transcript",
              Map.of("final_transcript", it.heard(), "interim_transcript", it.interim()));
          payload.put("epoch", epoch);
          payload.put("last_seq", start.lastSeq());
          Start.Reset reset = start.reset();
          if (reset != null) {
            payload.put("reset", reset.wireName());
          }
          Speech speech = it.speech();
          if (speech != null) {
            payload.put(
                "reply",
                Map.of(
                    "message_id", speech.messageId(),
                    "content", speech.text(),
                    "heard_chars", speech.heardChars()));
          }
          return Json.text(payload);
        });
  }

  /** Stops whoever still works on a reply; the next start sets its conversation right. */
  @Override
  public void close() {
    time.close();
    for (LiveTalk talk : talks.all()) {
      talks.with(
          talk,
          it -> {
            Speech speech = it.speech();
            if (speech != null) {
              speech.cancel();
            }
            return it;
          });
    }
  }
}
