package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A currency whose symbol stands before the number, from {@code currencies.txt}.
 *
 * @param symbol what is written: "$"
 * @param use where the symbol is written
 * @param cents the words for its hundredth part; empty where nobody names it
 */
record Currency(String symbol, Use use, Set<String> cents) {
  private static final Map<String, Currency> BY_WORD = load();
  private static final Set<String> CENT_WORDS = Set.of("cent", "cents");
  private static final Set<String> WEIGHING =
      Set.of(
          "weigh",
          "weighs",
          "weighed",
          "weighing",
          "weight",
          "lbs",
          "lost",
          "gained",
          "beef",
          "per",
          "force",
          "heavy",
          "meat",
          "flour",
          "ton",
          "tons",
          "crop",
          "cotton",
          "ore");
  private static final Set<String> ASKS_WEIGHT = Set.of("weigh", "weighs", "weight", "heavy");
  private static final int NEAR = 8;

  /** Where a symbol is written. */
  enum Use {
    /** In running text too. */
    EVERYWHERE,
    /** In running text unless something is weighed. */
    GUARDED,
    /** Only where the value is all that was said. */
    DICTATED
  }

  private static Map<String, Currency> load() {
    Map<String, Currency> currencies = new HashMap<>();
    for (String line : Resources.lines("/dev/lumen/cleaner/number/currencies.txt")) {
      String[] columns = line.split(" ", -1);
      Set<String> cents = columns[3].equals("-") ? Set.of() : Set.of(columns[3].split(",", -1));
      Use use =
          switch (columns[1]) {
            case "everywhere" -> Use.EVERYWHERE;
            case "guarded" -> Use.GUARDED;
            default -> Use.DICTATED;
          };
      Currency currency = new Currency(columns[0], use, cents);
      List.of(columns[2].split(",", -1)).forEach(word -> currencies.put(word, currency));
    }
    return Map.copyOf(currencies);
  }

  /** The currency whose name is the atom, or null; "63 euro cents" are no euros. */
  static @Nullable Currency at(Atoms atoms, int index) {
    return isCents(atoms, index + 1) ? null : BY_WORD.get(atoms.at(index));
  }

  /** The dollar, whose cents are spoken of alone. */
  static Currency dollar() {
    return Objects.requireNonNull(BY_WORD.get("dollar"));
  }

  /** Whether the atom is "cent" or "cents". */
  static boolean isCents(Atoms atoms, int index) {
    return CENT_WORDS.contains(atoms.at(index));
  }

  /** Whether running text around an atom takes the symbol. */
  boolean isWritten(Atoms atoms, int index) {
    return switch (use) {
      case EVERYWHERE -> true;
      case DICTATED -> false;
      case GUARDED -> !isWeighed(atoms, index);
    };
  }

  private static boolean isWeighed(Atoms atoms, int index) {
    for (int i = Math.max(0, index - NEAR); i < index + 4; i++) {
      if (WEIGHING.contains(atoms.at(i))) {
        return true;
      }
    }
    boolean money = Cues.SPENT.has(atoms.at(index + 2)); // "pounds of debt", not of flour
    return (atoms.at(index + 1).equals("of") && !money) || atoms.answers(ASKS_WEIGHT);
  }
}
