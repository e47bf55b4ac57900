package dev.lumen.bench.cleaner;

import dev.lumen.cleaner.ConversationMemory;

/** What the benchmarks clean: turns of three lengths in a conversation that knows some names. */
final class Talk {
  static final String WORDS_5 = "yes we do google ads";
  static final String WORDS_33 =
      "so um i think that we we really want to grow the business and at the moment we get about"
          + " fifty leads per month from google ads and a couple thousand visitors on the website";

  private Talk() {}

  static String of(int words) {
    return switch (words) {
      case 5 -> WORDS_5;
      case 33 -> WORDS_33;
      default -> longTurn(words);
    };
  }

  private static String longTurn(int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words / 30; i++) {
      text.append(i == 0 ? "" : " and then ").append(WORDS_33);
    }
    String[] all = text.toString().split(" ", -1);
    return String.join(" ", java.util.Arrays.copyOf(all, Math.min(words, all.length)));
  }

  static ConversationMemory memory() {
    ConversationMemory memory = new ConversationMemory();
    memory.share(
        "Marlowe Penhaligon (Head of Sales at Kestrova), Siobhan Kerrigan (CFO of Belltower"
            + " Estates), Quick Fit Windows, Airbus, PPC, EBITDA, Rochester, Meridian Partners");
    return memory;
  }
}
