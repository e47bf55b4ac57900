package dev.lumen.cleaner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A memory rebuilt from stored turns answers as the one that was there (C-02, C-06)")
class RebuiltMemoryTest {
  private static final String PLAIN =
      "Thank you for the time today and for the numbers that came with it. The second quarter was"
          + " stronger than the first because two large orders moved forward and the costs of"
          + " freight fell. We expect the rest of the year to be a little slower in the north.";

  private final Cleaner cleaner = Cleaner.standard();
  private final ConversationMemory lived = new ConversationMemory();
  private final List<PastTurn> stored = new ArrayList<>();

  @Test
  @DisplayName("how the recogniser writes: one that leaves out every um")
  void theRecognisersHabit() {
    say(Turn.of("User", PLAIN));
    say(Turn.of("User", PLAIN));

    requireSame("Our plan is that we want to we want to grow in the south");
  }

  @Test
  @DisplayName("how people talk: those who hardly say like")
  void theManner() {
    say(Turn.of("User", PLAIN));
    say(Turn.of("User", PLAIN));

    requireSame("and we went there with like ten people from the team");
  }

  @Test
  @DisplayName("what one turn shared, and the names put right by it")
  void whatTurnsShared() {
    say(
        new Turn(
            "User",
            "hello this is shivon Kerrigan",
            "People: Siobhan Kerrigan (CFO of Belltower Estates)",
            null));
    assertThat(stored.getFirst().mended()).isNotEmpty();

    requireSame("ask shivon about bell tower estates");
  }

  @Test
  @DisplayName("the script that is spoken")
  void theScript() {
    say(Turn.of("Lumen", "Γεια σας, πώς μπορώ να βοηθήσω;"));
    say(Turn.of("User", "Θέλω να μάθω για τα παράθυρα"));

    requireSame("Ναι");
  }

  private void say(Turn turn) {
    CleanedTurn cleaned = cleaner.clean(turn, lived);
    lived.remember(turn, cleaned);
    stored.add(PastTurn.of(turn, cleaned));
  }

  private void requireSame(String next) {
    ConversationMemory rebuilt = new ConversationMemory();
    stored.forEach(rebuilt::remember);
    Turn turn = Turn.of("User", next);

    CleanedTurn before = cleaner.clean(turn, lived);

    assertThat(cleaner.clean(turn, rebuilt)).isEqualTo(before);
    assertThat(cleaner.clean(turn, new ConversationMemory())).isNotEqualTo(before);
  }
}
