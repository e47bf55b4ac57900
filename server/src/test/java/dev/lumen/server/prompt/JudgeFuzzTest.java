package dev.lumen.server.prompt;

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
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Whatever a model writes, what is kept of it can be stored, and changes no number and no "not".
 */
@DisplayName("C-10: nonsense from a model")
class JudgeFuzzTest {
  private static final int INPUTS = Integer.getInteger("lumen.fuzz.inputs", 20_000) / 10;
  private static final long SEED = Long.getLong("lumen.fuzz.seed", 1);
  private static final Set<String> KNOWN = Set.of("Kestrova", "Systems", "Director", "Marketing");
  private static final List<String> WORDS =
      List.of(
          "we",
          "do",
          "not",
          "never",
          "seventy",
          "five",
          "75",
          "$20",
          "maybe",
          "about",
          "think",
          "casterover",
          "sistems",
          "vector",
          "of",
          "marketing",
          "there",
          "their",
          "right",
          "write",
          "um",
          "uh",
          "the",
          "the",
          "client",
          "it's",
          "it’s",
          "don't",
          "e-mail",
          "3.5",
          "%",
          "-",
          "—",
          "😀",
          "Größe",
          "Kestrova",
          "no",
          "half",
          "second",
          "…",
          "[unclear]",
          "I",
          "a");
  private static final List<String> MARKS = List.of("", "", "", ".", ",", "?", "!", "...", "\"");
  private static final List<String> SPACES = List.of(" ", " ", " ", "  ", "\n", "\t", "\u00A0");
  private static final List<String> NONSENSE =
      List.of("\u0000", "\uD800", "{", "}", "", " ", "\u202E", "0".repeat(300), "a ".repeat(500));

  private final Random random = new Random(SEED);

  @BeforeAll
  static void tell() {
    System.out.println("seed of the judge: " + SEED + " (-Dlumen.fuzz.seed)");
  }

  @Test
  @DisplayName(
      "edits are places of the raw text, none upon another, and keep numbers, negations and hedges")
  void edits() {
    int kept = 0;
    for (int i = 0; i < INPUTS; i++) {
      String raw = text(1 + random.nextInt(14));
      Reading local = local(raw);
      String wording = random.nextInt(10) == 0 ? text(random.nextInt(20)) : changed(local);
      List<Judge.Ruling> rulings = new Judge(local, KNOWN).rule(wording);
      Accepted accepted = Accepted.of(local, advice(rulings));
      String told = raw + " → " + wording;
      kept += accepted.corrections().size();
      int from = 0;
      for (CorrectionView correction : accepted.reading().corrections()) {
        assertThat(correction.position().start()).as(told).isGreaterThanOrEqualTo(from);
        assertThat(raw.substring(correction.position().start(), correction.position().end()))
            .as(told)
            .isEqualTo(correction.original());
        from = correction.position().end();
      }
      String before = local.map(JudgeFuzzTest::withoutUnclear).cleanedText();
      String after = accepted.reading().map(JudgeFuzzTest::withoutUnclear).cleanedText();
      assertThat(Words.numbers(after)).as(told).isEqualTo(Words.numbers(before));
      assertThat(Words.negations(Words.of(after)))
          .as(told)
          .isEqualTo(Words.negations(Words.of(before)));
      assertThat(Words.hedges(Words.of(after))).as(told).isEqualTo(Words.hedges(Words.of(before)));
    }
    assertThat(kept).as("edits that were kept").isGreaterThan(INPUTS / 50);
  }

  @Test
  @DisplayName("an answer is read or refused, never more")
  void answers() {
    for (int i = 0; i < INPUTS; i++) {
      StringBuilder answer =
          new StringBuilder(
              "{\"cleaned_text\": \"a b\", \"corrections\": [{\"corrected\": \"b\", \"reason\": 1}]}");
      for (int k = random.nextInt(4); k >= 0; k--) {
        int at = random.nextInt(answer.length() + 1);
        int end = Math.min(answer.length(), at + random.nextInt(6));
        answer.replace(at, end, random.nextBoolean() ? pick(NONSENSE) : pick(WORDS));
      }
      ModelAnswer.read(answer.toString(), 100)
          .ifPresent(
              it -> {
                assertThat(it.cleanedText()).isNotBlank();
                assertThat(ModelAnswer.isText(it.cleanedText())).isTrue();
                assertThat(it.reason("b").orElse("").length()).isLessThanOrEqualTo(160);
              });
    }
  }

  private static CorrectionView withoutUnclear(CorrectionView correction) {
    return correction.corrected().equals("[unclear]")
        ? CorrectionView.byPerson(
            correction.original(),
            correction.original(),
            correction.position(),
            Instant.EPOCH,
            List.of())
        : correction;
  }

  private static Reading local(String raw) {
    ConversationMemory memory = new ConversationMemory();
    memory.share("Kestrova Systems; Director of Marketing");
    CleanedTurn cleaned = Cleaner.standard().clean(Turn.of("User", raw), memory);
    return new Reading(
        raw, cleaned.corrections().stream().map(CorrectionView::of).toList(), List.of());
  }

  private static Consultation.Advice advice(List<Judge.Ruling> rulings) {
    return new Consultation.Advice(
        Outcome.KEPT, null, "", null, rulings, null, null, null, 1, 0, 0);
  }

  private String text(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : pick(SPACES)).append(pick(WORDS)).append(pick(MARKS));
    }
    return text.toString();
  }

  private String changed(Reading local) {
    List<String> words = new ArrayList<>(List.of(local.cleanedText().split("\\s+")));
    for (int k = random.nextInt(5); k >= 0 && !words.isEmpty(); k--) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(6)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, pick(WORDS));
        case 2 -> words.set(at, pick(WORDS) + pick(MARKS));
        case 3 -> words.add(words.remove(random.nextInt(words.size())));
        case 4 -> words.set(at, words.get(at).toUpperCase(Locale.ROOT));
        default -> words.add(at, words.get(at));
      }
    }
    return String.join(pick(SPACES), words);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
