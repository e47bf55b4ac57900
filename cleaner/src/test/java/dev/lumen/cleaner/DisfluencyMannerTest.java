package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is left out as writers do hangs on the manner of the talk (C-06)")
class DisfluencyMannerTest {
  private static final String CHAT =
      "Yeah, I mean, she was really cool about it, and he said to me that the guy who sold him the"
          + " thing was really sorry. Oh, and my sister said she likes all that stuff, so I guess"
          + " I'm gonna go with her, and he can come with me or whatever he wants to do with his"
          + " guys, you know, it is not a big thing for me.";
  private static final String BUSINESS =
      "Thank you. Revenue of the quarter grew by four percent, and our margin in this year was one"
          + " point above that of the market. We're glad that our customers in the north stayed with"
          + " us, and that sales of the business in the south came back to growth in the second"
          + " half of the year, with results of five million dollars.";
  private static final String TURN = "I think, like, we should go, right?";

  @Test
  @DisplayName("among people who chat, words that win time go, each as a correction of its own")
  void chat() {
    CleanedTurn cleaned = clean(TURN, null, CHAT, CHAT);

    assertThat(cleaned.cleanedText()).doesNotContain("like");
    assertThat(learnt(cleaned)).anyMatch(it -> it.applied() && it.original().contains("like"));
  }

  @Test
  @DisplayName("in talk of business they stay, and are offered at most")
  void business() {
    CleanedTurn cleaned = clean(TURN, null, BUSINESS, BUSINESS);

    assertThat(cleaned.cleanedText()).contains("like");
    assertThat(learnt(cleaned)).noneMatch(Correction::applied);
  }

  @Test
  @DisplayName("level light leaves all of it")
  void light() {
    CleanedTurn cleaned = clean(TURN, CleaningLevel.LIGHT, CHAT, CHAT);

    assertThat(cleaned.cleanedText()).contains("like");
    assertThat(learnt(cleaned)).isEmpty();
  }

  @Test
  @DisplayName("no number, amount or negation goes, and no turn is emptied")
  void whatIsMeant() {
    for (String turn :
        List.of("like, like, five dollars, I mean, not ten", "like you know", "so")) {
      CleanedTurn cleaned = clean(turn, null, CHAT, CHAT);

      assertThat(cleaned.cleanedText()).isNotBlank();
      assertThat(learnt(cleaned))
          .filteredOn(Correction::applied)
          .noneMatch(it -> it.original().matches(".*\\b(five|dollars|not|ten)\\b.*"));
    }
  }

  private static List<Correction> learnt(CleanedTurn cleaned) {
    return cleaned.corrections().stream()
        .filter(it -> it.rule().equals("disfluency.learnt"))
        .toList();
  }

  private static CleanedTurn clean(String text, @Nullable CleaningLevel level, String... before) {
    ConversationMemory memory = new ConversationMemory();
    for (String turn : before) {
      Turn said = Turn.of("User", turn);
      memory.remember(said, Cleaner.standard().clean(said, memory));
    }
    return Cleaner.standard().clean(new Turn("User", text, null, level), memory);
  }
}
