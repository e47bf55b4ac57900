package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whatever the text, corrections are honest (H-08b, X-22)")
class CleanerPropertyTest {
  private static final String[] WORDS = {
    "um", "uh", "i", "I", "the", "the", "vector", "of", "marketing", "seventy", "five", "percent",
    "a", "hundred", "to", "fifty", "paper", "click", "book", "ads", "are", "product", "is", "CEO",
    "generic", "quick", "fit", "windows", "at", "you", "know", ",", ".", "?", "<noise>", "อือ",
    "Google.C", "on", "on", "Google.", "twenty", "twenty", "p", "m", "-", "so-", "so", "January",
    "first", "dollars", "point", "😀", "\u202e", "\ud800", "##VT_X##", "[", "]", "“", "’", "\t",
    "\n", "double", "oh", "kestrover", "Penaligan", "“yes”", "a.m.", "e.g.", "12,000", "3.5%"
  };

  private final Cleaner cleaner = Cleaner.standard();

  private static ConversationMemory memory() {
    ConversationMemory memory = new ConversationMemory();
    memory.share("Marlowe Penhaligon (Head of Sales at Kestrova), Quick Fit Windows");
    return memory;
  }

  private static String sentence(Random random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(40);
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
      text.append(random.nextInt(8) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static String rubbish(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
    }
    return text.toString();
  }

  private void check(String raw, CleanedTurn cleaned) {
    int from = 0;
    for (Correction correction : cleaned.corrections()) {
      assertThat(correction.position().start()).isGreaterThanOrEqualTo(from);
      assertThat(correction.position().end()).isLessThanOrEqualTo(raw.length());
      assertThat(raw.substring(correction.position().start(), correction.position().end()))
          .isEqualTo(correction.original());
      assertThat(correction.applied()).isEqualTo(correction.confidence().isApplied());
      from = correction.position().end();
    }
    assertThat(CleanedTurn.apply(raw, cleaned.corrections(), Correction::applied))
        .isEqualTo(cleaned.cleanedText());
    assertThat(CleanedTurn.apply(raw, cleaned.corrections(), correction -> false)).isEqualTo(raw);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @DisplayName("apply(all applied) is the cleaned text, apply(none) the raw text, spans in order")
  void reconstructionBothWays(long seed) {
    Random random = new Random(seed);
    ConversationMemory memory = memory();
    for (int i = 0; i < 400; i++) {
      String raw = i % 2 == 0 ? sentence(random) : rubbish(random, random.nextInt(80));
      for (CleaningLevel level : CleaningLevel.values()) {
        Turn turn = new Turn("User", raw, null, level);
        check(raw, cleaner.clean(turn, memory));
      }
    }
  }

  @Test
  @DisplayName("The same turn and memory give the same from several threads")
  void sameFromSeveralThreads() throws InterruptedException, ExecutionException {
    List<String> turns = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      turns.add(sentence(random));
    }
    ConversationMemory memory = memory();
    List<CleanedTurn> expected =
        turns.stream().map(raw -> cleaner.clean(Turn.of("User", raw), memory)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<CleanedTurn>>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(
            threads.submit(
                () ->
                    turns.stream()
                        .map(raw -> cleaner.clean(Turn.of("User", raw), memory))
                        .toList()));
      }
      for (Future<List<CleanedTurn>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "um ",
        "I I ",
        "a.a",
        "seventy five ",
        "[",
        "<a ",
        "on Google.C ",
        "é",
        "..",
        "kestrover ",
        "7",
        "'s",
        "s'",
        "\u0130"
      })
  @DisplayName("A hundred thousand characters take time linear in their number")
  void linearTime(String unit) {
    long small = nanos(unit.repeat(12_500 / unit.length()));
    long large = nanos(unit.repeat(100_000 / unit.length()));
    assertThat(large).isLessThan(40 * small + 2_000_000_000L);
  }

  private long nanos(String raw) {
    ConversationMemory memory = memory();
    cleaner.clean(Turn.of("User", raw), memory);
    long start = System.nanoTime();
    check(raw, cleaner.clean(Turn.of("User", raw), memory));
    return System.nanoTime() - start;
  }

  @Test
  @DisplayName("Cleaning reads the memory and never changes it")
  void cleaningChangesNothing() {
    ConversationMemory memory = memory();
    CleanedTurn first = cleaner.clean(Turn.of("User", "i work for kestrover"), memory);
    cleaner.clean(Turn.of("User", "I'm the vector of sales at Other Place Ltd"), memory);
    assertThat(cleaner.clean(Turn.of("User", "i work for kestrover"), memory)).isEqualTo(first);
    assertThat(memory.activeContexts()).isEmpty();
  }
}
