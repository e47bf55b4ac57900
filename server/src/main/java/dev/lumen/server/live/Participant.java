package dev.lumen.server.live;

import dev.lumen.server.api.Json;
import dev.lumen.server.database.Actor;
import dev.lumen.server.realtime.EventType;
import dev.lumen.server.realtime.Subscriber;
import dev.lumen.server.realtime.Viewer;
import java.util.Map;
import java.util.UUID;

/**
 * Who speaks in which conversation over a socket, and what their messages do there.
 *
 * @param viewer who signed in
 * @param talk the conversation as it is spoken on this node
 */
record Participant(LiveRoom room, Viewer viewer, Actor actor, UUID conversation, LiveTalk talk) {

  /** Does what a message asks for; it came over a subscriber's socket, which hears the answers. */
  void act(LiveMessage message, Subscriber socket, LiveAnswers answers) {
    switch (message) {
      case LiveMessage.Transcript it when it.isFinal() -> finished(it, answers);
      case LiveMessage.Transcript it -> room.listening().interim(actor, conversation, it.words());
      case LiveMessage.StateChange it -> room.move(actor, conversation, it.state(), it.metadata());
      case LiveMessage.SpeechEvent it -> speech(it);
      case LiveMessage.PlaysAudio _ -> room.talks().connections().plays(conversation, socket);
      case LiveMessage.Playback it ->
          with(
              () ->
                  room.speaking()
                      .playing()
                      .heard(actor, talk, it.messageId(), it.chars(), it.finished()));
      case LiveMessage.End _ -> room.end(actor, conversation);
      default -> throw new IllegalStateException("Handled before: " + message.getClass());
    }
  }

  private void finished(LiveMessage.Transcript message, LiveAnswers answers) {
    Listening.Heard heard =
        room.listening().finish(actor, conversation, message.words(), message.answered());
    if (heard.repeated()) {
      String told = room.listening().toldAgain(talk, message.words(), heard.turn());
      answers.send(EventType.TRANSCRIPT_UPDATE.wireName(), told);
    } else if (message.answered()) {
      with(() -> room.speaking().begin(actor, talk));
    }
  }

  private void speech(LiveMessage.SpeechEvent message) {
    with(
        () -> {
          switch (message.event()) {
            case "speech_started" -> room.listening().started(actor, talk);
            case "speech_ended" -> room.listening().ended(actor, talk);
            default -> {
              // Told to the others, as everything that clients want to tell each other.
            }
          }
        });
    room.talks()
        .publish(
            talk,
            EventType.SPEECH_EVENT,
            Json.text(Map.of("event_type", message.event(), "data", message.data())));
  }

  private void with(Runnable work) {
    room.talks()
        .with(
            talk,
            it -> {
              work.run();
              return it;
            });
  }
}
