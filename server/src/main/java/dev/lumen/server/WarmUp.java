package dev.lumen.server;

import dev.lumen.cleaner.CleanedTurn;
import dev.lumen.cleaner.Cleaner;
import dev.lumen.cleaner.ConversationMemory;
import dev.lumen.cleaner.Turn;
import java.util.List;

/**
 * Cleans a made-up talk while the rest of the server starts, so that the first real turn finds the
 * models read and the code compiled. Without it the first turn takes half a second.
 */
final class WarmUp {
  private static final int ROUNDS = 8;
  private static final List<Turn> TALK =
      List.of(
          Turn.of("Lumen", "Hello Anna, am I right that you are with Northgate Roofing?"),
          Turn.of("User", "um yes I'm the vector of marketing at north gate roofing"),
          Turn.of(
              "User",
              "we we spend about fifty thousand dollars a month on book ads and paper click and"
                  + " twenty five percent of it on google on tuesday no wednesday i mean"),
          Turn.of("User", "Yes."),
          Turn.of("User", "Mostly PPC on Google.C on Google. <noise>"));

  private WarmUp() {}

  /** Begins in a thread of its own and answers at once. */
  static void begin() {
    Thread.ofPlatform().daemon().name("warm-up").start(WarmUp::run);
  }

  private static void run() {
    Cleaner cleaner = Cleaner.standard();
    for (int round = 0; round < ROUNDS; round++) {
      ConversationMemory memory = new ConversationMemory();
      memory.share("A call with Anna Berg, Head of Marketing of Northgate Roofing");
      for (Turn turn : TALK) {
        CleanedTurn cleaned = cleaner.clean(turn, memory);
        cleaner.revise(List.of(), memory.remember(turn, cleaned), memory);
      }
    }
  }
}
