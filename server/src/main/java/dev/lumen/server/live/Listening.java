package dev.lumen.server.live;

import dev.lumen.server.api.ApiException;
import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.turn.ConversationLock;
import dev.lumen.server.turn.NewTurn;
import dev.lumen.server.turn.TurnIntake;
import dev.lumen.server.turn.TurnView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people say: interim words that come and go, final ones that become turns. */
final class Listening {
  private final Talks talks;
  private final Playing playing;
  private final TurnIntake intake;

  Listening(Talks talks, Playing playing, TurnIntake intake) {
    this.talks = talks;
    this.playing = playing;
    this.intake = intake;
  }

  /**
   * Words from a recogniser.
   *
   * @param text what it heard
   * @param confidence 0 to 1, how sure it is; null when it does not say
   * @param turn its own name for the turn, null for the one that is being spoken
   * @param revision its number of this version of the turn, 0 when it does not count
   * @param speaker who speaks
   * @param again whether they may say once more, in other letters, what this turn has said
   */
  record Words(
      String text,
      @Nullable Double confidence,
      @Nullable String turn,
      int revision,
      String speaker,
      boolean again) {

    Words(
        String text,
        @Nullable Double confidence,
        @Nullable String turn,
        int revision,
        String speaker) {
      this(text, confidence, turn, revision, speaker, false);
    }

    static Words of(String text) {
      return new Words(text, null, null, 0, "User");
    }

    @Override
    public String toString() {
      return "Words[" + turn + "]";
    }
  }

  /**
   * Interim words: told, not stored. They replace earlier ones of the same turn; older versions and
   * those of a turn whose final is known change nothing.
   *
   * @return the number of the version, 0 when it changed nothing
   */
  int interim(Actor actor, UUID id, Words words) {
    LiveTalk talk = talks.of(actor, id);
    return talks.with(
        talk,
        it -> {
          requireOpen(it);
          String name = it.turn(words.turn());
          int revision = it.interim(words.turn(), words.revision(), words.text());
          if (revision > 0) {
            if (!words.text().isBlank()) {
              begin(actor, it);
            }
            publish(it, name, revision, words, null);
          }
          return revision;
        });
  }

  /** Somebody really speaks: a reply stops, and the conversation listens. */
  private void begin(Actor actor, LiveTalk talk) {
    boolean over = talk.speech() != null;
    playing.interrupt(actor, talk);
    if (talk.state() != LiveState.LISTENING) {
      String reason = over ? "barge_in" : "speech";
      talks.move(actor, talk, LiveState.LISTENING, LiveSessions.Cause.of(reason));
    }
  }

  /** What a final transcript became, and whether it had been sent before. */
  record Heard(TurnView turn, boolean repeated) {}

  /**
   * A final transcript: it becomes a turn, on the way that all turns take. Sent again under its
   * name it changes nothing.
   *
   * @param answered whether a reply is expected, which is what the state then says
   * @throws ApiException 409 when the conversation is over, or when this turn was said otherwise
   */
  Heard finish(Actor actor, UUID id, Words words, boolean answered) {
    LiveTalk talk = talks.of(actor, id);
    return talks.with(
        talk,
        it -> {
          requireOpen(it);
          String name = it.turn(words.turn());
          LiveTalk.Final known = known(actor, it, name, words);
          if (known != null) {
            return repeated(actor, known, id, words);
          }
          if (answered || it.state() == LiveState.ERROR) {
            begin(actor, it);
          } else {
            playing.interrupt(actor, it);
          }
          if (answered) {
            LiveSessions.Cause cause = LiveSessions.Cause.of("final_transcript");
            talks.move(actor, it, LiveState.PROCESSING, cause);
          }
          TurnView turn = intake.process(actor, id, newTurn(name, words));
          it.finished(name, new LiveTalk.Final(words.text(), turn.turnId()), turn.cleanedText());
          publish(it, name, 0, words, turn);
          return new Heard(turn, false);
        });
  }

  /** What was stored under a name before, by this process or another. */
  private LiveTalk.@Nullable Final known(Actor actor, LiveTalk talk, String name, Words words) {
    LiveTalk.Final here = talk.known(name);
    if (here != null || words.turn() == null) {
      return here;
    }
    LiveTalk.Final stored = talks.stored(actor, talk, name);
    return stored != null || !words.again() ? stored : RecogniserTurns.repeated(talk, words);
  }

  private Heard repeated(Actor actor, LiveTalk.Final known, UUID id, Words words) {
    if (!words.again() && !known.text().equals(words.text())) {
      throw ApiException.conflict(
              "The final transcript of this turn is stored and does not change. Correct its text with PUT …/turns/{turn_id}/cleaned-text.")
          .withDetails(Map.of("turn_id", known.turnId()));
    }
    return new Heard(intake.find(actor, id, known.turnId()), true);
  }

  private static NewTurn newTurn(String name, Words words) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("live_turn", name);
    if (words.turn() != null) {
      source.put("named", true);
    }
    if (words.confidence() != null) {
      source.put("recogniser_confidence", words.confidence());
    }
    return NewTurn.with(words.speaker(), words.text(), Json.text(source));
  }

  /** V-14. */
  private void publish(
      LiveTalk talk, String name, int revision, Words words, @Nullable TurnView turn) {
    talks.publish(talk, EventType.TRANSCRIPT_UPDATE, told(talk, name, revision, words, turn));
  }

  /** As a final was told, for who sends it again and may not have heard that. */
  String toldAgain(LiveTalk talk, Words words, TurnView turn) {
    return talks.with(talk, it -> told(it, it.turn(words.turn()), 0, words, turn));
  }

  /** A final one carries the turn's id and its cleaned text as well. */
  private static String told(
      LiveTalk talk, String name, int revision, Words words, @Nullable TurnView turn) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("turn", name);
    payload.put("revision", revision);
    payload.put("is_final", turn != null);
    payload.put("interim_transcript", turn == null ? words.text() : "");
    payload.put("accumulated_transcript", talk.heard());
    payload.put("confidence", words.confidence());
    payload.put("speaker", words.speaker());
    if (turn != null) {
      payload.put("final_transcript", turn.cleanedText());
      payload.put("turn_id", turn.turnId());
    }
    return Json.text(payload);
  }

  /** A client's voice detector heard somebody begin. */
  void started(Actor actor, LiveTalk talk) {
    switch (talk.state()) {
      case SPEAKING -> playing.pause(actor, talk);
      case IDLE, WAITING_FOR_USER, ERROR ->
          talks.move(actor, talk, LiveState.LISTENING, LiveSessions.Cause.of("speech"));
      case LISTENING, PROCESSING, ENDED -> {
        // Nothing to begin.
      }
    }
  }

  /** A client's voice detector heard them end; without a word it was nothing. */
  void ended(Actor actor, LiveTalk talk) {
    playing.resume(actor, talk);
  }

  /** 409: a conversation has ended. */
  static ApiException over() {
    return ConversationLock.over().withDetails(Map.of("current_state", LiveState.ENDED.wireName()));
  }

  private static void requireOpen(LiveTalk talk) {
    if (talk.state() == LiveState.ENDED) {
      throw over();
    }
  }
}
