package dev.lumen.cli.clean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.CleaningLevel;
import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import dev.lumen.cleaner.transcript.TranscriptFormat;
import dev.lumen.cli.clean.Said.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationsTest {
  private static final CleanOptions OPTIONS =
      new CleanOptions(TranscriptFormat.AUTO, null, null, OutputForm.TEXT);

  private static Said said(String conversation) {
    return new Said(new Origin(null, conversation, null), "User", true, "Fine.", null);
  }

  @Test
  void onlyTheConversationsThatSpokeLastAreRemembered() {
    Conversations conversations = new Conversations(Cleaner.standard(), OPTIONS, System::nanoTime);
    for (int i = 0; i < Conversations.MOST + 50; i++) {
      conversations.clean(said("c" + i));
    }
    assertThat(conversations.size()).isEqualTo(Conversations.MOST);
  }

  @Test
  void theTimeIsThatOfTheCleaningInMilliseconds() {
    AtomicLong clock = new AtomicLong();
    Conversations conversations =
        new Conversations(Cleaner.standard(), OPTIONS, () -> clock.getAndAdd(1_500_000));
    assertThat(conversations.clean(said("c")).millis()).isEqualTo(1.5);
  }

  /** Answers with how many turns of the conversation came before, which only its memory knows. */
  private static CleanedTurn countingTurns(Turn turn, ConversationMemory memory) {
    List<String> seen = new ArrayList<>(memory.activeContexts());
    seen.add(turn.speaker());
    return new CleanedTurn(
        turn.rawText(),
        false,
        CleaningLevel.NONE,
        Confidence.HIGH,
        List.of(),
        Integer.toString(seen.size()),
        seen,
        null,
        false,
        false,
        null,
        null);
  }

  @Test
  void mixedConversationsLearnFromTheirOwnTurnsAlone() {
    Conversations conversations =
        new Conversations(ConversationsTest::countingTurns, OPTIONS, System::nanoTime);
    assertThat(Stream.of("a", "b", "a", "a", "b", "c"))
        .extracting(it -> conversations.clean(said(it)).cleaned().contextDetected())
        .containsExactly("1", "1", "2", "3", "2", "1");
  }
}
