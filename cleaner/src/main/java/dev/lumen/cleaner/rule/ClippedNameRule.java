package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.lexicon.Resources;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A name whose start was swallowed: "book ads" for Facebook ads. What is left is a common word, so
 * it counts only where it can be neither the verb ("we book ads") nor the thing ("our new book").
 */
final class ClippedNameRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.clipped-name", "The start of the name was not heard");
  private static final Map<String, Clip> CLIPS = load();
  private static final Set<String> VERB_BEFORE =
      Set.of(
          "to",
          "i",
          "we",
          "you",
          "they",
          "he",
          "she",
          "who",
          "can",
          "could",
          "will",
          "would",
          "should",
          "must",
          "may",
          "might",
          "let's",
          "please",
          "i'll",
          "we'll",
          "you'll",
          "they'll",
          "i'd",
          "we'd",
          "you'd",
          "don't",
          "didn't",
          "won't",
          "can't",
          "not",
          "people",
          "customers",
          "clients");
  private static final Set<String> NOUN_BEFORE =
      Set.of(
          "do",
          "does",
          "did",
          "doing",
          "use",
          "uses",
          "used",
          "using",
          "run",
          "runs",
          "ran",
          "running",
          "try",
          "tried",
          "trying",
          "from",
          "through",
          "via",
          "with",
          "on",
          "by",
          "for",
          "like",
          "of",
          "into",
          "about",
          "some",
          "our",
          "mostly",
          "mainly",
          "google",
          "instagram",
          "or",
          "plus",
          "is",
          "it's",
          "was",
          "paid",
          "spend",
          "spending",
          "got",
          "get",
          "have",
          "had",
          "started",
          "start",
          "than",
          "their",
          "your",
          "my",
          "just",
          "only",
          "been",
          "no",
          "any",
          "more",
          "in");
  private static final Set<String> ADVERBS =
      Set.of(
          "mostly",
          "mainly",
          "usually",
          "often",
          "also",
          "just",
          "only",
          "sometimes",
          "always",
          "then");
  private static final Set<String> CHANNELS =
      Set.of(
          "google",
          "instagram",
          "seo",
          "ppc",
          "facebook",
          "linkedin",
          "organic",
          "tiktok",
          "youtube");

  @Override
  public RuleCard card() {
    return CARD;
  }

  /** A clipped word, the full name, what must follow it, and words that speak against it. */
  private record Clip(String full, Set<String> heads, Set<String> against) {}

  private static Map<String, Clip> load() {
    Map<String, Clip> clips = new HashMap<>();
    for (String line : Resources.lines("clipped-names.txt")) {
      String[] parts = line.split(" *\\| *", -1);
      clips.put(
          parts[0],
          new Clip(parts[1], Set.of(parts[2].split(" ", -1)), Set.of(parts[3].split(" ", -1))));
    }
    return Map.copyOf(clips);
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    for (int i = 0; i < passage.size(); i++) {
      Clip clip = CLIPS.get(passage.lower(i));
      if (clip != null && passage.is(i + 1, clip.heads()) && !isOtherSense(passage, i, clip)) {
        double relevance = passage.surroundings().heard(CHANNELS) ? 0.8 : 0.3;
        proposals.replace(i, i + 1, clip.full(), confidence(passage, i), relevance);
      }
    }
  }

  private static boolean isOtherSense(Passage passage, int index, Clip clip) {
    if (passage.mentions(clip.against()) || passage.surroundings().heard(clip.against())) {
      return true;
    }
    int before = index - 1;
    while (passage.is(before, ADVERBS)) {
      before--;
    }
    if (passage.is(before, VERB_BEFORE) || isWhole(passage, index, clip)) {
      return true;
    }
    boolean determined = passage.is(index - 1, DETERMINED);
    if (determined && !passage.mentions(CHANNELS) && !passage.surroundings().heard(CHANNELS)) {
      return true;
    }
    return passage.at(index + 2).isWord() && VERB_OBJECTS.contains(passage.lower(index + 2));
  }

  /** "face book ads": its start was heard as a word of its own. */
  private static boolean isWhole(Passage passage, int index, Clip clip) {
    return clip.full().equalsIgnoreCase(passage.lower(index - 1) + passage.lower(index));
  }

  private static final Set<String> DETERMINED = Set.of("the", "my", "his", "her", "a", "this");
  private static final Set<String> VERB_OBJECTS =
      Set.of(
          "meetings",
          "meeting",
          "calls",
          "call",
          "slots",
          "slot",
          "sessions",
          "session",
          "time",
          "appointments",
          "appointment",
          "space",
          "tickets",
          "rooms");

  private static Confidence confidence(Passage passage, int index) {
    boolean noun = passage.is(index - 1, NOUN_BEFORE);
    boolean listed =
        passage.is(index - 1, Set.of("and", ",", "or")) && passage.is(index - 2, CHANNELS);
    boolean known = passage.surroundings().heard(CHANNELS) || passage.mentions(CHANNELS);
    return noun || listed || known ? Confidence.HIGH : Confidence.MEDIUM;
  }
}
