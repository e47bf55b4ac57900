package dev.lumen.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import dev.lumen.server.turn.CorrectionView;
import dev.lumen.server.turn.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever a person writes is what is read, and can be undone")
class TextEditTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final String[] WORDS = {
    "um",
    "we",
    "we",
    "have",
    "seventy",
    "five",
    "people",
    "at",
    "quick",
    "fit",
    "windows",
    ",",
    "the",
    "vector",
    "of",
    "marketing",
    "Tuesday,",
    "no,",
    "Wednesday",
    "อือ",
    "😀",
    "are",
    "product"
  };

  private static Reading reading(String raw) {
    CleanedTurn cleaned = Cleaner.standard().clean(Turn.of("User", raw), new ConversationMemory());
    return new Reading(
        raw, cleaned.corrections().stream().map(CorrectionView::of).toList(), List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("Any edit of any turn: the text as written, spans in order, undo to the raw text")
  void anyEdit(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String raw = sentence(random);
      Reading before = reading(raw);
      String wanted = edited(random, before.cleanedText());
      Reading after = TextEdit.of(before, wanted, NOW).reading();
      assertThat(after.cleanedText()).isEqualTo(wanted);
      String again = edited(random, wanted);
      Reading twice = TextEdit.of(after, again, NOW).reading();
      assertThat(twice.cleanedText()).isEqualTo(again);
      assertInOrder(twice);
      Outcome undone = Decisions.decide(twice, it -> true, new Verdict(Decision.UNDO, null), NOW);
      Outcome none =
          Decisions.decide(undone.reading(), it -> true, new Verdict(Decision.REJECT, null), NOW);
      assertThat(none.reading().cleanedText()).isEqualTo(raw);
    }
  }

  private static void assertInOrder(Reading reading) {
    int from = 0;
    for (CorrectionView correction : reading.corrections()) {
      CorrectionView.Position at = correction.position();
      assertThat(at.start()).isGreaterThanOrEqualTo(from);
      assertThat(reading.rawText().substring(at.start(), at.end()))
          .isEqualTo(correction.original());
      from = at.end();
    }
    assertThat(reading.corrections()).extracting(CorrectionView::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName(
      "Whatever is decided and written in whichever order: spans in order, none overlapping")
  void anyReview(long seed) {
    Random random = new Random(seed);
    Decision[] decisions = {Decision.ACCEPT, Decision.REJECT, Decision.UNDO, Decision.MODIFY};
    for (int i = 0; i < 300; i++) {
      Reading reading = reading(sentence(random));
      for (int step = 0; step < 6; step++) {
        int chosen = random.nextInt(1 + reading.corrections().size());
        if (chosen == reading.corrections().size()) {
          String wanted = edited(random, reading.cleanedText());
          reading = TextEdit.of(reading, wanted, NOW).reading();
          assertThat(reading.cleanedText()).isEqualTo(wanted);
        } else {
          CorrectionView one = reading.corrections().get(chosen);
          String text = random.nextBoolean() ? one.original() : "Zed";
          Verdict verdict = new Verdict(decisions[random.nextInt(decisions.length)], text);
          reading = Decisions.decide(reading, one::equals, verdict, NOW).reading();
        }
        assertInOrder(reading);
        assertThat(reading.corrections())
            .filteredOn(it -> it.rule().equals(CorrectionView.BY_PERSON))
            .allMatch(it -> !it.corrected().equals(it.original()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName(
      "Typing the cleaner's own text after rejecting all of it accepts it, and writes nothing")
  void typedBack(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Reading before = reading(sentence(random));
      Reading none =
          Decisions.decide(before, it -> it.applied(), new Verdict(Decision.REJECT, null), NOW)
              .reading();
      Reading after = TextEdit.of(none, before.cleanedText(), NOW).reading();
      assertThat(after.cleanedText()).isEqualTo(before.cleanedText());
      assertThat(after.corrections())
          .as("%s", before.rawText())
          .noneMatch(it -> it.rule().equals(CorrectionView.BY_PERSON));
    }
  }

  private static String sentence(Random random) {
    List<String> words = new ArrayList<>();
    int count = 1 + random.nextInt(14);
    for (int i = 0; i < count; i++) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return String.join(random.nextInt(5) == 0 ? "  " : " ", words);
  }

  private static String edited(Random random, String text) {
    List<String> words = new ArrayList<>(List.of(text.split(" ", -1)));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(words.size() + 1);
      switch (random.nextInt(3)) {
        case 0 -> words.add(at, "new" + i);
        case 1 -> {
          if (at < words.size()) {
            words.set(at, "other");
          }
        }
        default -> {
          if (at < words.size()) {
            words.remove(at);
          }
        }
      }
    }
    return String.join(" ", words);
  }

  @Test
  @DisplayName("Writing the raw text again rejects what stood there")
  void theRawTextAgain() {
    Reading after =
        TextEdit.of(reading("I'm the vector of marketing"), "I'm the vector of Marketing", NOW)
            .reading();
    assertThat(after.corrections().getFirst().state().wireName()).isEqualTo("rejected");
    assertThat(after.corrections()).noneMatch(it -> it.rule().equals(CorrectionView.BY_PERSON));
  }
}
