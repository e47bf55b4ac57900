package dev.lumen.cleaner.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Correction;
import dev.lumen.cleaner.Turn;
import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A written number has the value of the words (C-13)")
class NumberRoundTripTest {
  private static final int ROUNDS = 400;
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d[\\d,]*(?:\\.\\d+)?)(?: (thousand|million|billion))?");

  private final SplittableRandom random = new SplittableRandom(20_261);
  private final SpokenForms forms = new SpokenForms(random);

  private static String clean(String raw) {
    return Cleaner.standard().clean(Turn.of("User", raw), new ConversationMemory()).cleanedText();
  }

  private static BigDecimal only(String cleaned) {
    Matcher matcher = WRITTEN.matcher(cleaned);
    assertThat(matcher.find()).as("a number in: %s", cleaned).isTrue();
    BigDecimal value = new BigDecimal(matcher.group(1).replace(",", ""));
    int power =
        switch (matcher.group(2)) {
          case "thousand" -> 3;
          case "million" -> 6;
          case "billion" -> 9;
          case null, default -> 0;
        };
    assertThat(matcher.find()).as("another number in: %s", cleaned).isFalse();
    return value.scaleByPowerOfTen(power);
  }

  private long some() {
    int digits = 1 + random.nextInt(11);
    return 10 + random.nextLong((long) Math.pow(10, digits));
  }

  @Test
  void cardinals() {
    for (int i = 0; i < ROUNDS; i++) {
      long value = some();
      String spoken = forms.cardinal(value);
      assertThat(only(clean("we counted " + spoken + " in all")))
          .as(spoken)
          .isEqualByComparingTo(BigDecimal.valueOf(value));
      if (value > 12) { // smaller ones stay words
        assertThat(only(clean(spoken))).as("alone: %s", spoken).isEqualByComparingTo("" + value);
      }
    }
  }

  @Test
  void percentAndMoney() {
    for (int i = 0; i < ROUNDS; i++) {
      long value = some();
      int cents = 1 + random.nextInt(99);
      String decimals = String.valueOf(random.nextInt(1000));
      String share = forms.cardinal(value % 1000) + " " + forms.decimals(decimals) + " percent";
      assertThat(clean("it fell " + share + " again"))
          .contains("fell " + grouped(value % 1000) + "." + decimals + "% again");
      String sum =
          forms.cardinal(value % 1000) + " dollars and " + forms.belowHundred(cents) + " cents";
      String two = cents < 10 ? "0" + cents : "" + cents;
      assertThat(clean("it made " + sum + " again"))
          .contains("made $" + grouped(value % 1000) + "." + two + " again");
    }
  }

  private static String grouped(long value) {
    return NumberWriter.plain(BigDecimal.valueOf(value), 0, true);
  }

  @Test
  void ordinalsAndYears() {
    for (int value = 10; value < 100; value++) {
      String suffix = NumberWriter.suffix(BigDecimal.valueOf(value));
      String spoken = "on the " + forms.rank(value) + " of them";
      assertThat(clean(spoken)).as(spoken).isEqualTo("On the " + value + suffix + " of them");
    }
    for (int year = 1910; year < 2100; year++) {
      if (year < 2000 || year >= 2010) {
        String spoken = "it was in " + forms.year(year);
        assertThat(clean(spoken)).as(spoken).isEqualTo("It was in " + year);
      }
    }
  }

  @Test
  void digitsOneByOne() {
    for (int i = 0; i < ROUNDS; i++) {
      String digits = String.valueOf(1_000_000L + random.nextLong(99_999_999_999L));
      String spoken = forms.digits(digits);
      String written = clean("my phone number is " + spoken);
      assertThat(written.replaceAll("\\D", "")).as(spoken).isEqualTo(digits);
    }
  }

  @Test
  void timesAndRanges() {
    for (int hour = 1; hour <= 12; hour++) {
      for (int minute = 10; minute < 60; minute++) {
        String spoken = forms.belowHundred(hour) + " " + forms.belowHundred(minute) + " p m";
        assertThat(clean("call at " + spoken))
            .isEqualTo("Call at " + hour + ":" + minute + " p.m.");
      }
    }
    for (int low = 10; low < 90; low++) {
      int high = low + 1 + random.nextInt(9);
      String spoken = forms.belowHundred(low) + " to " + forms.belowHundred(high) + " percent";
      assertThat(clean("it grew " + spoken)).isEqualTo("It grew " + low + " to " + high + "%");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It was $3.5 million on May 6, 2020.",
        "Call 555-123-4567 at 3:30 p.m., or write to info@lumen.com.",
        "Revenue rose 12.5% to €1,250.75 in Q3 2021.",
        "We have 24 sites, 1,186 stores and 2 to 3 partners.",
        "Our 10-K, the S&P 500 and 401(k) plans.",
        "1st, 22nd and 103rd of 5,000"
      })
  @DisplayName("Text whose numbers are digits already is left as it is")
  void digitsStay(String text) {
    assertThat(clean(text)).isEqualTo(text);
  }

  @Test
  @DisplayName("Number words in any order break nothing, and none of them is lost")
  void fuzz() {
    List<String> words =
        List.of(
            "one",
            "nineteen",
            "twenty",
            "ninety",
            "hundred",
            "thousand",
            "million",
            "point",
            "oh",
            "and",
            "a",
            "half",
            "percent",
            "dollars",
            "cents",
            "first",
            "second",
            "to",
            "of",
            "may",
            "q",
            "double",
            "plus",
            "minus",
            "at",
            "dot",
            "com",
            "p",
            "m",
            "quarter",
            "past",
            "k",
            "twenty-one",
            "per",
            "x",
            "we",
            ",",
            ".");
    for (int i = 0; i < 4 * ROUNDS; i++) {
      StringBuilder raw = new StringBuilder();
      for (int length = 1 + random.nextInt(14); length > 0; length--) {
        raw.append(raw.isEmpty() ? "" : " ").append(words.get(random.nextInt(words.size())));
      }
      Turn turn = Turn.of("User", raw.toString());
      CleanedTurn cleaned = Cleaner.standard().clean(turn, new ConversationMemory());
      assertThat(CleanedTurn.apply(turn.rawText(), cleaned.corrections(), c -> false))
          .isEqualTo(turn.rawText());
      assertThat(CleanedTurn.apply(turn.rawText(), cleaned.corrections(), Correction::applied))
          .isEqualTo(cleaned.cleanedText());
      assertThat(cleaned.corrections())
          .filteredOn(correction -> correction.rule().startsWith("number."))
          .allSatisfy(correction -> assertThat(correction.corrected()).isNotBlank());
    }
  }
}
