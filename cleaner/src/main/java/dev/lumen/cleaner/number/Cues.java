package dev.lumen.cleaner.number;

import dev.lumen.cleaner.lexicon.Resources;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Lists of words that tell what a number beside them is, from {@code cues.txt}. */
enum Cues {
  /** "a couple hundred" is no figure. */
  ESTIMATE,
  /** What stands before a year. */
  YEAR,
  /** What is counted even where it does not look like a plural. */
  COUNTED,
  /** What looks like a plural and is not counted. */
  UNCOUNTED,
  /** "over a hundred" means the figure. */
  ABOUT,
  /** "a hundred times" means often. */
  IDIOM,
  /** What is told digit by digit. */
  CODE,
  /** Of those, what says nothing else: its digits may be those of a telephone. */
  ANY_CODE,
  /** What a number names right behind it: "suite two ten". */
  LABEL,
  /** What a small number follows that belongs to it: "stage one". */
  NUMBERED,
  /** What a telephone number follows. */
  PHONE,
  /** Of those, what speaks of nothing but telephones. */
  TELEPHONE,
  /** What a key of a telephone follows. */
  KEY,
  /** What follows a time of day. */
  APPOINTMENT,
  /** What stands before a time of day. */
  CLOCK,
  /** What happens at a time of day that was fixed before. */
  SCHEDULE,
  /** The days of the week. */
  WEEKDAY,
  /** What speaks of an e-mail address. */
  MAIL,
  /** What is no mailbox before "at". */
  UNNAMED,
  /** What speaks of reports to the authorities. */
  FILING,
  /** What pounds are spent on or made of: pounds of anything else are rather weighed. */
  SPENT,
  /** What people say roughly how many of: "ten fifteen years". */
  PERIOD,
  /** What a price follows. */
  PRICE,
  /** What has a letter behind its number: "section 12B". */
  LETTERED,
  /** Behind "twenty second" these make it a rank, no stretch of time. */
  RANK,
  /** The same behind "the twenty second": it is a day, as a second would have a noun behind it. */
  DAY,
  /** A street's part of the town. */
  DIRECTION,
  /** The kinds of streets. */
  STREET,
  /** What no street is named by. */
  NO_STREET,
  /** What speaks of somebody's address. */
  ADDRESS,
  /** What stands right before an address. */
  RESIDES,
  /** What goes on behind an address. */
  BEHIND_STREET,
  /** What a house has several of. */
  ROOM,
  /** What somebody was asked for who now says letters and digits. */
  ASKED,
  /** What is told in pairs of digits as well: "twenty forty seven twelve". */
  PAIRED,
  /** What tells how the letters of a password are written. */
  CASE;

  /** Whether the word is one of the list. */
  boolean has(String lower) {
    return Lists.of(this).contains(lower);
  }

  /** Whether any of the words was said in the turn before. */
  boolean isAnswered(Atoms atoms) {
    return atoms.answers(Lists.of(this));
  }

  /** Whether any of the words stands within a distance before an atom, in the same sentence. */
  boolean isBefore(Atoms atoms, int index, int distance) {
    for (int i = index - 1; i >= Math.max(0, index - distance); i--) {
      if (atoms.word(i).endsSentence()) {
        return false;
      }
      if (has(atoms.at(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether any of the words stands within a distance after an atom, in the same sentence. */
  boolean isAfter(Atoms atoms, int index, int distance) {
    for (int i = index + 1; i <= Math.min(atoms.size() - 1, index + distance); i++) {
      if (atoms.word(i).endsSentence()) {
        return false;
      }
      if (has(atoms.at(i))) {
        return true;
      }
    }
    return false;
  }

  /** Filled when a list is first asked for: an enum's own fields would be too early. */
  private static final class Lists {
    private static final Map<Cues, Set<String>> WORDS = load();

    static Set<String> of(Cues cue) {
      return WORDS.getOrDefault(cue, Set.of());
    }

    private static Map<Cues, Set<String>> load() {
      Map<Cues, Set<String>> lists = new EnumMap<>(Cues.class);
      for (String line : Resources.lines("/dev/lumen/cleaner/number/cues.txt")) {
        int colon = line.indexOf(": ");
        Cues cue = Cues.valueOf(line.substring(0, colon).toUpperCase(Locale.ROOT));
        lists
            .computeIfAbsent(cue, name -> new HashSet<>())
            .addAll(Arrays.asList(line.substring(colon + 2).split(" ", -1)));
      }
      return lists;
    }
  }
}
