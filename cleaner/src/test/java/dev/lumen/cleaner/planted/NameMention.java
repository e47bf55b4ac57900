package dev.lumen.cleaner.planted;

import dev.lumen.cleaner.language.WordClass;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A name that a well-written turn says.
 *
 * @param from index of its first word
 * @param to index after its last word
 * @param person whether what stands around it tells that it is somebody's
 */
record NameMention(int from, int to, boolean person) {
  private static final Set<String> FORMS_OF_ADDRESS =
      Set.of("mr", "mrs", "ms", "miss", "dr", "thanks", "you", "hi", "hello", "line");
  private static final Set<String> NO_NAMES =
      Set.of(
          "i",
          "mr",
          "mrs",
          "ms",
          "miss",
          "dr",
          "um",
          "uh",
          "ok",
          "okay",
          "chief",
          "officer",
          "president",
          "vice",
          "executive",
          "senior",
          "director",
          "chairman",
          "head",
          "ceo",
          "cfo",
          "coo",
          "cto",
          "slide",
          "q",
          "a",
          "the",
          "ladies",
          "speaker",
          "professor",
          "phd",
          "grad");

  /** All mentions of a turn, in order. */
  static List<NameMention> of(List<Word> words) {
    List<NameMention> mentions = new ArrayList<>();
    int from = 0;
    while (from < words.size()) {
      int to = from;
      while (to < words.size() && isName(words, to)) {
        to++;
      }
      if (to > from) {
        mentions.add(new NameMention(from, to, isPerson(words, from, to)));
      }
      from = Math.max(from + 1, to);
    }
    return mentions;
  }

  private static boolean isName(List<Word> words, int at) {
    Word word = words.get(at);
    String lower = word.lower();
    return word.isSpoken()
        && word.isCapitalised()
        && word.text().length() > 1
        && word.text().chars().allMatch(c -> Character.isLetter(c) || c == '\'' || c == '’')
        && !lower.contains("i'")
        && !NO_NAMES.contains(lower)
        && !WordClass.isCalendar(lower)
        && !WordClass.isNumber(lower)
        && !CommonWords.isCommon(lower);
  }

  private static boolean isPerson(List<Word> words, int from, int to) {
    int before = from - 1;
    while (before >= 0 && !words.get(before).isSpoken()) {
      before--;
    }
    String cue = before < 0 ? "" : words.get(before).lower().replace(".", "");
    String cueBefore = before < 1 ? "" : words.get(before - 1).lower();
    boolean line = cue.equals("of") && cueBefore.equals("line");
    boolean firm =
        to + 1 < words.size()
            && Set.of("from", "with").contains(words.get(to).lower())
            && words.get(to + 1).isCapitalised();
    return line
        || firm
        || FORMS_OF_ADDRESS.contains(cue)
        || KnownFirstNames.has(words.get(from).text());
  }
}
