package dev.lumen.cleaner.rule;

import dev.lumen.cleaner.Confidence;
import dev.lumen.cleaner.language.LanguageModel;
import dev.lumen.cleaner.language.WordClass;
import dev.lumen.cleaner.lexicon.CommonWords;
import dev.lumen.cleaner.lexicon.WordSets;
import dev.lumen.cleaner.phonetic.Pronunciation;
import dev.lumen.cleaner.phonetic.SoundDistance;
import dev.lumen.cleaner.text.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A job title that was misheard: "the vector of marketing". What stands before "of" sounds like a
 * title, what follows is something one can be director or head of, and around it somebody's role is
 * told. A vector of features and a hat of wool stay what they are.
 */
final class TitleRule implements Rule {
  private static final RuleCard CARD =
      RuleCard.words("misheard.title", "Sounds like a job title, and a job title fits here");
  private static final List<Title> BEFORE_OF =
      List.of(
          Title.of("Director"),
          Title.of("Head"),
          Title.of("Vice President"),
          Title.of("VP"),
          Title.of("Manager"));
  private static final List<Title> AFTER_FIELD = List.of(Title.of("Director"), Title.of("Manager"));
  private static final Set<String> TITLES =
      Set.of(
          "director",
          "directors",
          "head",
          "heads",
          "president",
          "presidents",
          "vp",
          "vps",
          "manager",
          "managers",
          "chief",
          "lead",
          "svp",
          "evp",
          "avp",
          "officer",
          "chair",
          "dean",
          "secretary",
          "minister",
          "professor",
          "leader",
          "ahead",
          "direction",
          "directory",
          "instead",
          "detector",
          "team",
          "department",
          "teams",
          "kind",
          "sort",
          "lot",
          "lots",
          "type",
          "bit",
          "part",
          "rest",
          "most",
          "some",
          "all",
          "one",
          "out",
          "terms",
          "form");
  private static final Set<String> ROLE_CUES =
      Set.of(
          "i'm",
          "am",
          "i",
          "as",
          "he's",
          "she's",
          "became",
          "become",
          "promoted",
          "named",
          "appointed",
          "hired",
          "role",
          "title",
          "position",
          "job",
          "called",
          "meant",
          "mean",
          "being",
          "report",
          "reports",
          "reporting",
          "speak",
          "speaking",
          "spoke",
          "talk",
          "talking",
          "contact",
          "ask",
          "email",
          "meet",
          "met",
          "former",
          "current",
          "name",
          "who's",
          "works",
          "work",
          "working",
          "our",
          "my",
          "introduce",
          "new");
  private static final Set<String> DETERMINERS =
      Set.of("the", "our", "my", "their", "his", "her", "your", "a", "new", "former", "current");
  private static final Set<String> OTHER_SENSE =
      Set.of(
          "vectors",
          "matrix",
          "matrices",
          "dimension",
          "dimensional",
          "dimensions",
          "magnitude",
          "feature",
          "features",
          "embedding",
          "plot",
          "plotted",
          "graph",
          "chart",
          "coordinates",
          "disease",
          "attack",
          "wear",
          "wears",
          "wearing",
          "wore",
          "worn",
          "hats",
          "wool",
          "straw",
          "rabbit",
          "throw",
          "throws",
          "threw",
          "put",
          "puts",
          "putting",
          "drop",
          "lend",
          "lent",
          "hold",
          "history",
          "future",
          "impact",
          "importance");
  private static final Set<String> FITS_OF =
      Set.of(
          "sector", "factor", "hand", "doctor", "heart", "hub", "half", "heat", "editor", "actor",
          "hit");
  private static final Set<String> AFTER_TITLE =
      Set.of(
          "at", "for", "of", "here", "in", "and", "with", "from", "", "will", "is", "was", "has",
          "said", "says", "who", "would", "can", "called", "told", "left", "joined", "wants",
          "needs", "last", "this", "next", "since", "by", "on", "about", "right", "now", "but",
          "so", "to", "not");
  private static final double FARTHEST = 0.35;

  /** A word of everyday talk was rather said than misheard. */
  private static final double FARTHEST_COMMON = 0.27;

  /** "a message of", "a factor of": log2 of how likely "of" follows what stands there by itself. */
  private static final double NATURAL = -5.5;

  private static final int OF = WordClass.of("of", "of");
  private static final int WINDOW = 6;

  @Override
  public RuleCard card() {
    return CARD;
  }

  /** A title and its sounds. */
  private record Title(String written, List<String> sounds) {
    static Title of(String written) {
      List<String> words = List.of(written.toLowerCase(Locale.ROOT).split(" ", -1));
      return new Title(written, words.stream().map(Pronunciation::of).toList());
    }
  }

  @Override
  public void propose(Passage passage, Proposals proposals) {
    if (passage.mentions(OTHER_SENSE)) {
      return;
    }
    for (int i = 1; i < passage.size(); i++) {
      if (passage.lower(i).equals("of") || passage.lower(i).equals("off")) {
        proposeBeforeOf(passage, i, proposals);
      } else if (passage.lower(i - 1).equals("i'm") || passage.reads(i - 2, "i", "am")) {
        proposeAfterField(passage, i, proposals);
      }
    }
  }

  private static void proposeBeforeOf(Passage passage, int of, Proposals proposals) {
    int fieldEnd = endOfFields(passage, of + 1);
    boolean pronoun = fieldEnd == of + 2 && passage.at(of + 1).text().equals("it"); // "heard of it"
    if (fieldEnd == of + 1 || pronoun) {
      return;
    }
    for (int length = 2; length >= 1; length--) {
      int start = of - length;
      Title title = start < 0 ? null : closest(passage, start, of, BEFORE_OF);
      if (title != null) {
        Confidence role = confidence(passage, start, of, fieldEnd);
        boolean natural = length == 1 && isNatural(passage.lower(start));
        Confidence confidence = role != null && natural ? Confidence.LOW : role;
        if (confidence != null) {
          proposals.replace(start, of + 1, title.written() + " of", confidence, relevance(passage));
          restyleFields(passage, of + 1, fieldEnd, confidence, proposals);
        }
        return;
      }
    }
  }

  /** Whether "of" often follows this everyday word. */
  private static boolean isNatural(String word) {
    int[] row = {WordClass.of(word, word), OF};
    return CommonWords.isCommon(word) && LanguageModel.shared().score(row, 1) > NATURAL;
  }

  private static double relevance(Passage passage) {
    return passage.surroundings().heard(TITLES) ? 0.8 : 0.4;
  }

  /** How sure the role is meant; null when it hardly is. */
  private static @Nullable Confidence confidence(Passage passage, int start, int of, int fieldEnd) {
    boolean open =
        !WordSets.FIELDS.contains(passage.key(of + 1, fieldEnd)) && isOpen(passage, of, fieldEnd);
    boolean role = passage.hasBefore(start, WINDOW, ROLE_CUES) || isRoleSoFar(passage, start);
    boolean off = passage.lower(of).equals("off");
    boolean ends = !passage.at(fieldEnd).isSpoken() || passage.is(fieldEnd, AFTER_TITLE);
    if (role) {
      return ends ? Confidence.HIGH : Confidence.MEDIUM;
    }
    boolean fits = passage.is(start, FITS_OF);
    boolean named =
        passage.is(start - 1, DETERMINERS) || start == 0 || passage.at(start - 1).isCapitalised();
    return !open && !off && !fits && ends && named ? Confidence.MEDIUM : null;
  }

  private static boolean isRoleSoFar(Passage passage, int start) {
    for (int i = start - 5; i < start - 1; i++) {
      boolean introduces = passage.reads(i, "this", "is") || passage.reads(i, "it", "is");
      if (introduces || passage.lower(i).equals("it's")) {
        return true;
      }
    }
    return passage.reads(start - 2, "is", "the") || passage.reads(start - 2, "was", "the");
  }

  private static boolean isOpen(Passage passage, int of, int fieldEnd) {
    for (int end = fieldEnd; end > of + 1; end--) {
      if (WordSets.FIELDS.contains(passage.key(of + 1, end))) {
        return false;
      }
    }
    return true;
  }

  /** The end of "sales", "sales and marketing", "business development". */
  private static int endOfFields(Passage passage, int start) {
    int end = endOfField(passage, start);
    while (end > start) {
      int more = endOfField(passage, end);
      if (more == end && (passage.lower(end).equals("and") || passage.lower(end).equals("&"))) {
        more = endOfField(passage, end + 1);
        more = more == end + 1 ? end : more;
      }
      if (more == end) {
        break;
      }
      end = more;
    }
    return end;
  }

  private static int endOfField(Passage passage, int start) {
    for (int length = 3; length >= 1; length--) {
      String key = passage.key(start, Math.min(passage.size(), start + length));
      boolean whole = start + length <= passage.size();
      if (whole && (WordSets.FIELDS.contains(key) || WordSets.OPEN_FIELDS.contains(key))) {
        return start + length;
      }
    }
    return start;
  }

  private static @Nullable Title closest(Passage passage, int start, int end, List<Title> titles) {
    for (int i = start; i < end; i++) {
      boolean title = passage.is(i, TITLES) && end - start == 1;
      if (!passage.at(i).isWord() || title || passage.is(i, DETERMINERS)) {
        return null;
      }
    }
    Title best = null;
    boolean common = end - start == 1 && CommonWords.isCommon(passage.lower(start));
    double least = common ? FARTHEST_COMMON : FARTHEST;
    for (Title title : titles) {
      double distance = distance(passage, start, end, title);
      if (distance < least && !passage.key(start, end).equalsIgnoreCase(title.written())) {
        least = distance;
        best = title;
      }
    }
    return best;
  }

  /** The distance of the worst word, so that "deputy president" is no vice president. */
  private static double distance(Passage passage, int start, int end, Title title) {
    if (title.sounds().size() != end - start) {
      return 1;
    }
    double worst = 0;
    for (int i = start; i < end; i++) {
      String heard = Pronunciation.of(passage.lower(i));
      worst = Math.max(worst, SoundDistance.between(heard, title.sounds().get(i - start)));
    }
    return worst;
  }

  private static void restyleFields(
      Passage passage, int from, int to, Confidence confidence, Proposals proposals) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i > from && passage.at(i).spaceBefore() ? " " : "").append(capital(passage, i));
    }
    if (!text.toString().equals(passage.text(from, to))) {
      proposals.restyle(from, to, text.toString(), confidence);
    }
  }

  private static String capital(Passage passage, int index) {
    String lower = passage.lower(index);
    return switch (lower) {
      case "and" -> "and";
      case "hr", "it", "pr", "seo", "ppc" -> lower.toUpperCase(Locale.ROOT);
      default -> Word.capital(passage.at(index).text());
    };
  }

  /** "I'm the marketing vector". */
  private static void proposeAfterField(Passage passage, int start, Proposals proposals) {
    int from = passage.is(start, Set.of("the", "a", "an", "our")) ? start + 1 : start;
    int end = endOfFields(passage, from);
    if (end == from || end >= passage.size()) {
      return;
    }
    Title title = closest(passage, end, end + 1, AFTER_FIELD);
    boolean stands = !passage.at(end + 1).isSpoken() || passage.is(end + 1, AFTER_TITLE);
    if (title != null && stands && !passage.is(end, FITS_OF)) {
      restyleFields(passage, from, end, Confidence.MEDIUM, proposals);
      proposals.replace(end, end + 1, title.written(), Confidence.MEDIUM);
    }
  }
}
