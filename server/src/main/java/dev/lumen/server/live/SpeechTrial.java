package dev.lumen.server.live;

import dev.lumen.server.account.Principal;
import dev.lumen.server.api.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says a text as a recogniser would: word by word, and then for good. */
record SpeechTrial(LiveRoom room, Principal caller) {

  /** H-35. */
  record Spoken(boolean success, List<Step> simulationSteps, @Nullable FinalResult finalResult) {}

  /** One interim transcript as it was told. */
  record Step(int step, String interimTranscript, double confidence, int revision) {}

  /** What the final transcript became. */
  record FinalResult(UUID turnId, String finalTranscript, String cleanedText, double confidence) {}

  /** What the body asks for. */
  Spoken run(UUID id, Fields body) {
    String text = body.text("text", 10_000);
    boolean isFinal = body.optionalBoolean("is_final", true);
    double confidence = body.optionalNumber("confidence", 0, 1, 0.95);
    boolean steps = body.optionalBoolean("simulate_interim_steps", true);
    body.check();
    List<Step> told = steps ? speak(id, text, confidence) : List.of();
    FinalResult result = null;
    if (isFinal) {
      Listening.Words words = new Listening.Words(text, confidence, null, 0, "User");
      Listening.Heard heard = room.listening().finish(caller.actor(), id, words, false);
      result = new FinalResult(heard.turn().turnId(), text, heard.turn().cleanedText(), confidence);
    }
    return new Spoken(true, told, result);
  }

  /** One interim transcript a word, each surer than the one before. */
  private List<Step> speak(UUID id, String text, double confidence) {
    String[] words = text.strip().split("\\s+", -1);
    List<Step> told = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      String soFar = String.join(" ", List.of(words).subList(0, i + 1));
      double least = Math.min(0.3, confidence);
      double sure = TrialResource.rounded(least + (confidence - least) * (i + 1) / words.length);
      int revision =
          room.listening()
              .interim(caller.actor(), id, new Listening.Words(soFar, sure, null, 0, "User"));
      told.add(new Step(i + 1, soFar, sure, revision));
    }
    return told;
  }
}
